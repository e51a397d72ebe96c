package agenttui.keeper;

import java.util.Optional;

/// How a process ended.
public sealed interface ExitStatus {
  /// It returned or called exit.
  ///
  /// @param code 0 to 255
  record Exited(int code) implements ExitStatus {}

  /// A signal ended it.
  ///
  /// @param signal its number on Linux
  record Signalled(int signal) implements ExitStatus {}

  /// The kernel killed it, because its container had no memory left.
  record Starved() implements ExitStatus {}

  /// One number for both, as a shell says it: the code, or 128 plus the signal.
  default int shellCode() {
    return switch (this) {
      case Exited(int code) -> code;
      case Signalled(int signal) -> 128 + signal;
      case Starved() -> 128 + 9;
    };
  }

  /// What else is known, for people: `out of memory`.
  default Optional<String> why() {
    return switch (this) {
      case Exited _, Signalled _ -> Optional.empty();
      case Starved() -> Optional.of("out of memory");
    };
  }
}
