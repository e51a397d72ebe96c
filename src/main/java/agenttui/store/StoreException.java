package agenttui.store;

import java.io.Serial;

/// Something on the host's disk could not be read, written or locked. The message is one line: what
/// failed, on which path, and why.
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// A failure with the exception that caused it.
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /// A failure of our own finding.
  public StoreException(String message) {
    super(message);
  }
}
