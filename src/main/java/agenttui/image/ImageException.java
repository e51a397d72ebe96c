package agenttui.image;

import java.io.Serial;

/// An image or the tools volume could not be made. The message is one line: what failed and what to
/// do. Nothing half-made is left.
public final class ImageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// A failure with its line.
  public ImageException(String line) {
    super(line);
  }

  /// A failure with its line and cause.
  public ImageException(String line, Throwable cause) {
    super(line, cause);
  }
}
