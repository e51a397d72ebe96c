package agenttui.command;

import java.io.Serial;

/// A verb cannot go on: the message is the one line that the caller sees.
public final class CommandException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  /// A failure with exit code 1.
  ///
  /// @param message what failed, on what, and what to do
  public CommandException(String message) {
    this(message, 1);
  }

  /// A failure with the code that the caller ends with.
  public CommandException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /// What the caller ends with: 1, or 127 without a usable engine.
  public int exitCode() {
    return exitCode;
  }
}
