package agenttui.toolproxy;

import agenttui.keeper.ExitStatus;

/// How far a tool call is.
public sealed interface ToolState {
  /// It runs.
  record Running() implements ToolState {}

  /// It ended by itself.
  ///
  /// @param code 0 to 255
  record Exited(int code) implements ToolState {}

  /// A signal ended it.
  ///
  /// @param signal Linux's number, 1 to 64
  record Signalled(int signal) implements ToolState {}

  /// The kernel killed it: its sidecar had no memory left.
  record Starved() implements ToolState {}

  /// It could not be carried to its end: the sidecar or its stream was lost.
  ///
  /// @param why one line for people
  record Lost(String why) implements ToolState {}

  /// The state that an ended process is in.
  static ToolState of(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Exited(int code) -> new Exited(code);
      case ExitStatus.Signalled(int signal) -> new Signalled(signal);
      case ExitStatus.Starved() -> new Starved();
    };
  }

  /// What the shim exits with: the code, 128 + signal, or 86.
  default int exitCode() {
    return switch (this) {
      case Running() -> ToolProxy.UNREACHABLE;
      case Exited(int code) -> code;
      case Signalled(int signal) -> 128 + signal;
      case Starved() -> 128 + ToolSignal.KILL.number();
      case Lost(String why) -> ToolProxy.UNREACHABLE;
    };
  }
}
