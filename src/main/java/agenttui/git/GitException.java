package agenttui.git;

import java.io.Serial;

/// Git failed where it was not expected to, or is not there. The message is one line: what failed,
/// on what, and what git said.
public final class GitException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  /// A failure that ends a command with `exitCode` (127: git is missing or too old; 1: the rest).
  public GitException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// The exit code that a command which met this failure ends with.
  public int exitCode() {
    return exitCode;
  }
}
