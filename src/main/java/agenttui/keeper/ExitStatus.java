package agenttui.keeper;

import java.util.Optional;
import java.util.OptionalInt;

/// How a process ended.
public sealed interface ExitStatus {
  /// It returned or called exit.
  ///
  /// @param code 0 to 255
  record Exited(int code) implements ExitStatus {}

  /// A signal ended it.
  ///
  /// @param number the signal's, on Linux
  record Signalled(int number) implements ExitStatus {}

  /// The kernel killed it, because its container had no memory left.
  record Starved() implements ExitStatus {}

  /// The signal that ended it, its number on Linux.
  default OptionalInt signal() {
    return switch (this) {
      case Exited _ -> OptionalInt.empty();
      case Signalled(int number) -> OptionalInt.of(number);
      case Starved() -> OptionalInt.of(9);
    };
  }

  /// One number for all, as a shell says it: the code, or 128 plus the signal.
  default int shellCode() {
    return this instanceof Exited(int code) ? code : 128 + signal().orElseThrow();
  }

  /// What else is known, for people: `out of memory`.
  default Optional<String> why() {
    return switch (this) {
      case Exited _, Signalled _ -> Optional.empty();
      case Starved() -> Optional.of("out of memory");
    };
  }
}
