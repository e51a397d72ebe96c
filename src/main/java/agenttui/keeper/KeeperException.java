package agenttui.keeper;

/// Something that was asked of a keeper did not happen: its stream is lost, or it refused.
public final class KeeperException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param message what failed, on what, and what to do; text from a keeper in it is hostile
  public KeeperException(String message) {
    super(message);
  }

  /// @param message what failed, on what, and what to do
  /// @param cause the exception below
  public KeeperException(String message, Throwable cause) {
    super(message, cause);
  }
}
