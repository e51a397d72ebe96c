package agenttui.process;

import java.io.Serial;

/// A host program could not be started at all (missing, not executable). The message names it.
public final class ProcessException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// A failure with its cause.
  public ProcessException(String message, Throwable cause) {
    super(message, cause);
  }
}
