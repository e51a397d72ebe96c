package agenttui.command;

import java.io.Serial;

/// A verb cannot go on: the message is the one line that the caller sees, exit code 1.
public final class CommandException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what failed, on what, and what to do
  public CommandException(String message) {
    super(message);
  }
}
