package agenttui.keeper.frame;

/// A frame that no right keeper sends; the stream ends. Never leaves the package.
public final class HostileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HostileException(String message) {
    super(message);
  }
}
