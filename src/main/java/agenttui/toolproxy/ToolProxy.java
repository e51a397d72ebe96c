package agenttui.toolproxy;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.http.HttpSettings;
import agenttui.http.HttpSockets;
import agenttui.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;

/// Takes tool calls from shims and runs them in sidecars.
///
/// One HTTP server on one Unix socket per container (`shim/TOOL-PROTOCOL.md` says what goes over
/// it). Each step of a call is one journal entry of topic `TOOL`, bound to the pane. Any thread.
public final class ToolProxy implements AutoCloseable {
  /// Exit code of a shim that could not reach the proxy, or whose call was cut off.
  public static final int UNREACHABLE = 86;

  /// C3: a chunk is at most this long.
  private static final int CHUNK = 1 << 16;

  private final ToolCalls calls = new ToolCalls();
  private final Hooks hooks = new Hooks();
  private final HttpSockets<ToolSocket> sockets;

  private ToolProxy(
      ToolLimits limits, ToolTable table, Approvals approvals, Journal journal, Clock clock) {
    this.sockets =
        new HttpSockets<>(
            settings(limits),
            http -> new ToolHandler(http, table, limits, calls, hooks, approvals, journal, clock));
  }

  private static HttpSettings settings(ToolLimits limits) {
    return new HttpSettings(
        "tool proxy",
        UriCompliance.RFC3986,
        false,
        Optional.of(CHUNK),
        new HttpSettings.Caps(
            limits.perSocket(), limits.inAll(), limits.head(), limits.head().plus(limits.body())),
        new HttpSettings.TooMany(
            "too many tool calls at the same time", "X-Exit-Code: " + UNREACHABLE + "\r\n"),
        (request, response, callback) -> {
          int status = Math.max(400, response.getStatus());
          new Refusal(status, "not a request of the tool proxy").write(response, callback);
          return true;
        });
  }

  /// A proxy that listens nowhere yet.
  ///
  /// @param approvals asked about each call before anything is started
  public static ToolProxy open(
      Journal journal, ToolTable table, ToolLimits limits, Approvals approvals, Clock clock) {
    return new ToolProxy(limits, table, approvals, journal, clock);
  }

  /// Listens at `path` for the shims of one container.
  ///
  /// @param asker the pane whose container it is, and the fork's family and project
  /// @param token what its shims must present
  /// @param runner starts its tools
  /// @param path a path of at most 106 bytes in a directory of mode 0700; a socket that an earlier
  ///   server left there is replaced
  /// @throws agenttui.http.HttpException when it cannot be bound, we listen there already, or the
  ///   HTTP server cannot start
  public ToolSocket listen(Asker asker, ToolToken token, ToolRunner runner, Path path) {
    return sockets.listen(path, socket -> new ToolSocket(asker, token, runner, socket));
  }

  /// The calls of all sockets.
  public ToolCalls calls() {
    return calls;
  }

  /// The hooks of all sockets.
  public Hooks hooks() {
    return hooks;
  }

  /// Closes every socket and ends every call.
  @Override
  public void close() {
    sockets.all().forEach(ToolSocket::close);
    sockets.close();
  }
}
