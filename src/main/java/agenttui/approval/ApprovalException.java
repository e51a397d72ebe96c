package agenttui.approval;

/// A rule that is no rule; the message is one line for people.
public final class ApprovalException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong with it
  public ApprovalException(String message) {
    super(message);
  }
}
