package agenttui.keeper;

/// A frame that no right keeper sends; the stream ends. Never leaves the package.
final class HostileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HostileException(String message) {
    super(message);
  }
}
