package agenttui.toolproxy;

import agenttui.keeper.ExitStatus;

/// How far a tool call is.
public sealed interface ToolState {
  /// It runs.
  record Running() implements ToolState {}

  /// Its process ended.
  record Ended(ExitStatus status) implements ToolState {}

  /// It could not be carried to its end: the sidecar or its stream was lost.
  ///
  /// @param why one line for people
  record Lost(String why) implements ToolState {}

  /// What the shim exits with: the code, 128 + signal, or 86.
  default int exitCode() {
    return switch (this) {
      case Ended(ExitStatus status) -> status.shellCode();
      case Running _, Lost _ -> ToolProxy.UNREACHABLE;
    };
  }
}
