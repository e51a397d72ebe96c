package agenttui.toolproxy;

import agenttui.keeper.Run;

/// Starts commands in the sidecars of one pane: the edge between the proxy and the sandboxes.
public interface ToolRunner {
  /// Starts `command` in the pane's sidecar of `kind`, in a process group of its own, as the user
  /// of the pane's sandbox. Called on a virtual thread; may wait for a sidecar that is starting.
  Start start(ToolKind kind, ToolCommand command);

  /// What came of it.
  sealed interface Start {
    /// It runs.
    record Started(Run run) implements Start {}

    /// This pane has no running sidecar of that kind.
    ///
    /// @param why one line for people, with what to do
    record Absent(String why) implements Start {}

    /// The sidecar is there and could not start it.
    ///
    /// @param why one line for people
    record Failed(String why) implements Start {}
  }
}
