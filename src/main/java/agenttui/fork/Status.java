package agenttui.fork;

import java.util.Optional;

/// A fork with what was last learned about it.
///
/// @param fork the fork
/// @param family its family
/// @param standing whether its sandbox runs
/// @param facts what its clone said; empty when it could not be asked and nobody remembers
/// @param commits what the hub knows of its commits, where the clone could not be asked now
/// @param behind commits that the user's base branch has and the fork has not
/// @param merged whether some branch of the user's has all its commits
/// @param stale whether it is older than 14 days
/// @param problem why what is in its clone is not known, half a line, raw; empty when it is
public record Status(
    Fork fork,
    Family family,
    Standing standing,
    Optional<Facts> facts,
    Optional<Commits> commits,
    int behind,
    boolean merged,
    boolean stale,
    String problem) {
  /// Whether a fork's sandbox runs.
  public enum Standing {
    RUNNING,
    STOPPED,
    /// Its engine does not answer, or nobody has looked yet.
    UNKNOWN
  }

  /// What a fork has committed since its base.
  ///
  /// @param ahead commits
  /// @param added lines
  /// @param removed lines
  public record Commits(int ahead, long added, long removed) {
    private static final Commits NONE = new Commits(0, 0, 0);
  }

  private Commits counts() {
    return facts
        .map(f -> new Commits(f.ahead(), f.added(), f.removed()))
        .or(() -> commits)
        .orElse(Commits.NONE);
  }

  /// Commits since the base.
  public int ahead() {
    return counts().ahead();
  }

  /// Lines added since the base.
  public long added() {
    return counts().added();
  }

  /// Lines removed since the base.
  public long removed() {
    return counts().removed();
  }

  /// Whether its commits are known, from its clone or from the hub.
  public boolean isCounted() {
    return facts.isPresent() || commits.isPresent();
  }

  /// Uncommitted files, as far as they are known.
  public int dirty() {
    return facts.map(f -> f.dirty().size()).orElse(0);
  }
}
