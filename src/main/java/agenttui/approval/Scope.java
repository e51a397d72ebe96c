package agenttui.approval;

/// For whom an answer holds. The order is from the narrowest to the widest.
public enum Scope {
  /// This one call.
  ONCE("once"),
  /// This pane, until the server ends.
  PANE("in this session"),
  /// All forks of this one's family.
  FAMILY("in this family of forks"),
  /// All panes of this project.
  PROJECT("in this project"),
  /// Everything of this user.
  USER("everywhere");

  private final String words;

  Scope(String words) {
    this.words = words;
  }

  /// Where it holds, for people: `in this project`.
  public String words() {
    return words;
  }

  /// What names those that it holds for: a pane, a family, a project; empty for the user.
  String owner(Asker asker) {
    return switch (this) {
      case ONCE, USER -> "";
      case PANE -> asker.pane();
      case FAMILY -> asker.family();
      case PROJECT -> asker.project();
    };
  }
}
