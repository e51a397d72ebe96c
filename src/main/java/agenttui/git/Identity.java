package agenttui.git;

/// Who a commit is by: the user's own `user.name` and `user.email`.
///
/// @param name without line breaks and angle brackets (git refuses them)
/// @param email the same
public record Identity(String name, String email) {
  /// Removes what git would refuse.
  public Identity {
    name = clean(name, "agent-tui");
    email = clean(email, "agent-tui@localhost");
  }

  private static String clean(String text, String otherwise) {
    String kept = text.replaceAll("[\\p{Cntrl}<>]", "").strip();
    return kept.isEmpty() ? otherwise : kept;
  }
}
