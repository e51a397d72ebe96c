package agenttui.term;

/// A checkpoint could not be read. Nothing else in this package throws.
public final class TermException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong with it
  public TermException(String message) {
    super(message);
  }

  /// @param message what is wrong with it
  /// @param cause what reading it threw
  public TermException(String message, Throwable cause) {
    super(message, cause);
  }
}
