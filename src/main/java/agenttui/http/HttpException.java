package agenttui.http;

/// An HTTP server cannot start or stop, or a socket cannot be bound or closed.
public final class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message one line for people
  HttpException(String message, Throwable cause) {
    super(message, cause);
  }
}
