package agenttui.toolproxy;

/// What came of asking a sidecar to run a command.
public sealed interface ToolStart {
  /// It runs.
  record Started(ToolProcess process) implements ToolStart {}

  /// This pane has no running sidecar of that kind.
  ///
  /// @param why one line for people, with what to do
  record Absent(String why) implements ToolStart {}

  /// The sidecar is there and could not start it.
  ///
  /// @param why one line for people
  record Failed(String why) implements ToolStart {}
}
