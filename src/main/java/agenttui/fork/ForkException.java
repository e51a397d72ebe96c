package agenttui.fork;

import java.io.Serial;

/// An operation on forks failed where it was not expected to. The message is one line: which fork,
/// which step, why, what to do.
public final class ForkException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String why;

  /// A failure of our own finding.
  public ForkException(String message) {
    super(message);
    why = message;
  }

  /// A failure of one fork, whose number comes before `why`.
  ForkException(ForkId fork, String why) {
    super("fork " + fork.index() + ": " + why);
    this.why = why;
  }

  /// As [#ForkException(ForkId, String)], with the exception that caused it.
  ForkException(ForkId fork, String why, Throwable cause) {
    super("fork " + fork.index() + ": " + why, cause);
    this.why = why;
  }

  /// A failure with the exception that caused it.
  public ForkException(String message, Throwable cause) {
    super(message, cause);
    why = message;
  }

  /// The message without the fork's number, for a place that names the fork.
  String why() {
    return why;
  }
}
