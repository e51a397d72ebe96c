package agenttui.client;

import java.io.Serial;

/// The client cannot go on; the message is the line that the user sees.
public final class ClientException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// @param message what failed and what to do
  public ClientException(String message) {
    super(message);
  }
}
