package agenttui.command;

/// How a command line ended. Exit codes are those of `docs/commands.md`.
public sealed interface Outcome {
  /// Done.
  Outcome OK = new Done(0);

  /// It ran to its end.
  ///
  /// @param code 0, or the code of a program that it ran
  record Done(int code) implements Outcome {}

  /// Refused or failed.
  ///
  /// @param code 1 refused or failed, 2 usage, 124 time limit, 127 engine or git missing
  /// @param line what happened and what to do, one line
  record Failed(int code, String line) implements Outcome {}

  /// Refused or failed, exit code 1.
  static Outcome failed(String line) {
    return new Failed(1, line);
  }

  /// A wrong command line, exit code 2.
  static Outcome usage(String line) {
    return new Failed(2, line);
  }
}
