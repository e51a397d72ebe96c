package agenttui.toolproxy;

/// The proxy could not listen.
public final class ToolProxyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Says what failed, on what, and what to do.
  public ToolProxyException(String message, Throwable cause) {
    super(message, cause);
  }
}
