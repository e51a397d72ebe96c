package agenttui.approval;

/// Who asks.
///
/// @param pane the pane that it came from (`%3`)
/// @param family the family of the pane's fork (`k3f9`), or empty
/// @param project the id of the project that it is a fork of, or empty
public record Asker(String pane, String family, String project) {
  /// A pane of which nothing else is known.
  public static Asker pane(String pane) {
    return new Asker(pane, "", "");
  }

  /// The same, from another pane of the same sandbox.
  public Asker in(String other) {
    return new Asker(other, family, project);
  }
}
