package agenttui.merge;

/// How forks come into the user's repository.
public enum Strategy {
  /// Not at all.
  NONE,
  /// Each fork's branch under its own name.
  FETCH,
  /// One merge commit with all forks as parents, on a branch `merge/<family>`.
  OCTOPUS
}
