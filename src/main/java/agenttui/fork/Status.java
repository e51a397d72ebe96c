package agenttui.fork;

import java.util.Optional;

/// A fork with what was last learned about it.
///
/// @param fork the fork
/// @param family its family
/// @param facts what its clone said; empty when it could not be asked
/// @param behind commits that the user's base branch has and the fork has not
/// @param merged whether some branch of the user's has all its commits
/// @param stale whether it is older than 14 days
/// @param problem why it could not be asked, half a line, raw; empty when it could
public record Status(
    Fork fork,
    Family family,
    Optional<Facts> facts,
    int behind,
    boolean merged,
    boolean stale,
    String problem) {
  /// Commits since the base.
  public int ahead() {
    return facts.map(Facts::ahead).orElse(0);
  }

  /// Uncommitted files.
  public int dirty() {
    return facts.map(f -> f.dirty().size()).orElse(0);
  }
}
