package agenttui.docker;

import java.io.Serial;

/// The engine did not do what was asked. The message is one line: what failed, on what, and what to
/// do.
public final class EngineException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Why, for callers that go on differently.
  public enum Reason {
    /// No engine was ever set up here.
    ABSENT,
    /// It does not run, or ended during the call.
    DOWN,
    /// Its socket may not be opened by this user.
    FORBIDDEN,
    /// It took too long to answer.
    SLOW,
    /// The container, volume or image is not there.
    MISSING,
    /// The name is taken or the thing is in use.
    CONFLICT,
    /// No space left on the engine's disk.
    FULL,
    /// Anything else.
    FAILED
  }

  private final Reason reason;

  /// A failure with its line.
  public EngineException(Reason reason, String line) {
    super(line);
    this.reason = reason;
  }

  /// A failure with its line and cause.
  public EngineException(Reason reason, String line, Throwable cause) {
    super(line, cause);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// The exit code of a command that ends by this: 127 when there is no usable engine, else 1.
  public int exitCode() {
    return switch (reason) {
      case ABSENT, DOWN, FORBIDDEN, SLOW -> 127;
      case MISSING, CONFLICT, FULL, FAILED -> 1;
    };
  }
}
