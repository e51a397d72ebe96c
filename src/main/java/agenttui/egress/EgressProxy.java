package agenttui.egress;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.http.HttpSettings;
import agenttui.http.HttpSockets;
import agenttui.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;

/// Carries what leaves sandboxes for the network, by the policy of each.
///
/// One HTTP proxy (CONNECT and absolute-form requests) on one Unix socket per sandbox;
/// `docs/network.md` says what it refuses. Each request is an entry of topic `EGRESS`, bound to the
/// pane. Any thread.
public final class EgressProxy implements AutoCloseable {
  private final EgressRequests requests = new EgressRequests();
  private final HttpSockets<EgressSocket> sockets;
  private final Journal journal;
  private final Allowances allowances;
  private final EgressLimits limits;
  private final Lookup lookup;

  private EgressProxy(
      Journal journal,
      Allowances allowances,
      Approvals approvals,
      EgressLimits limits,
      Names names,
      Clock clock) {
    this.journal = journal;
    this.allowances = allowances;
    this.limits = limits;
    this.lookup = new Lookup(names, limits.lookup());
    Dial dial = new Dial(lookup, limits.connect());
    this.sockets =
        new HttpSockets<>(
            settings(limits),
            http -> new EgressHandler(http, dial, limits, requests, approvals, journal, clock));
  }

  private static HttpSettings settings(EgressLimits limits) {
    return new HttpSettings(
        "egress proxy",
        // A path is passed on as it is written; only its host is ours to judge.
        UriCompliance.UNSAFE,
        true,
        Optional.empty(),
        new HttpSettings.Caps(limits.perSocket(), limits.inAll(), limits.head(), limits.idle()),
        new HttpSettings.TooMany("agent-tui: too many connections of this pane are open\n", ""),
        (request, response, callback) -> {
          EgressHandler.malformed(response, callback);
          return true;
        });
  }

  /// A proxy that listens nowhere yet.
  ///
  /// @param allowances what people allowed for projects and for good
  /// @param approvals asked about each host before anything is connected
  public static EgressProxy open(
      Journal journal,
      Allowances allowances,
      Approvals approvals,
      EgressLimits limits,
      Names names,
      Clock clock) {
    return new EgressProxy(journal, allowances, approvals, limits, names, clock);
  }

  /// Listens at `path` for the requests of one sandbox.
  ///
  /// @param asker the pane whose sandbox it is, and the fork's family and project
  /// @param policy what it may reach
  /// @param path a path of at most 106 bytes in a directory of mode 0700; a socket that an earlier
  ///   server left there is replaced
  /// @throws agenttui.http.HttpException when it cannot be bound, we listen there already, or the
  ///   HTTP server cannot start
  public EgressSocket listen(Asker asker, Policy policy, Path path) {
    return sockets.listen(
        path,
        socket -> new EgressSocket(asker, policy, socket, allowances, journal, limits.upload()));
  }

  /// The socket of the sandbox in which `pane` (`%3`) runs.
  public Optional<EgressSocket> find(String pane) {
    return sockets.all().stream().filter(socket -> socket.serves().contains(pane)).findFirst();
  }

  /// The requests of all sockets.
  public EgressRequests requests() {
    return requests;
  }

  /// Closes every socket.
  @Override
  public void close() {
    sockets.all().forEach(EgressSocket::close);
    sockets.close();
    lookup.close();
  }
}
