package agenttui.wire;

import java.io.Serial;

/// The other side broke the protocol or is gone.
public final class WireException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what was wrong
  public WireException(String message) {
    super(message);
  }

  /// @param message what was wrong
  /// @param cause why
  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
