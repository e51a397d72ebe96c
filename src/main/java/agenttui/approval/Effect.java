package agenttui.approval;

/// What a rule says about what it matches. The order is from the loosest to the strictest.
public enum Effect {
  /// It goes on.
  ALLOW,
  /// It is held until a person answers.
  ASK,
  /// It is refused.
  DENY;

  /// As people write it: `allow`, `ask`, `deny`.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
