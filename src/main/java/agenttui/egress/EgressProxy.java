package agenttui.egress;

import agenttui.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// Carries what leaves sandboxes for the network, by the policy of each.
///
/// One HTTP proxy (CONNECT and absolute-form requests) on one Unix socket per sandbox. Each request
/// is an entry of topic `EGRESS`, bound to the pane. Any thread.
public final class EgressProxy implements AutoCloseable {
  private final EgressRequests requests = new EgressRequests();

  private EgressProxy() {}

  /// A proxy that listens nowhere yet.
  ///
  /// @param allowances what people allowed for projects and for good
  public static EgressProxy open(
      Journal journal, Allowances allowances, EgressLimits limits, Names names, Clock clock) {
    return new EgressProxy();
  }

  /// Listens at `path` for the requests of one sandbox.
  ///
  /// @param pane the pane whose sandbox it is (`%3`)
  /// @param policy what it may reach
  /// @param path a path of at most 106 bytes in a directory of mode 0700; a socket that an earlier
  ///   server left there is replaced
  /// @throws EgressException when it cannot be bound, we listen there already, or the HTTP server
  ///   cannot start
  public EgressSocket listen(String pane, Policy policy, Path path) {
    return new EgressSocket();
  }

  /// The socket of the sandbox in which `pane` runs.
  public Optional<EgressSocket> find(String pane) {
    return Optional.empty();
  }

  /// The requests of all sockets.
  public EgressRequests requests() {
    return requests;
  }

  /// Closes every socket.
  @Override
  public void close() {}
}
