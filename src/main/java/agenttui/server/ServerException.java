package agenttui.server;

import java.io.Serial;

/// The server cannot start; the message is the line that the starting client shows.
public final class ServerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what failed and what to do
  public ServerException(String message) {
    super(message);
  }

  /// @param message what failed and what to do
  /// @param cause why
  public ServerException(String message, Throwable cause) {
    super(message, cause);
  }
}
