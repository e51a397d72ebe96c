package agenttui.fork;

import java.io.Serial;

/// An operation on forks failed where it was not expected to. The message is one line: which fork,
/// which step, why, what to do.
public final class ForkException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// A failure of our own finding.
  public ForkException(String message) {
    super(message);
  }

  /// A failure with the exception that caused it.
  public ForkException(String message, Throwable cause) {
    super(message, cause);
  }
}
