package agenttui.git;

import java.util.List;

/// What is not committed in a work tree; raw paths, relative to its top.
///
/// @param tracked files that git knows and that differ from HEAD or from the index
/// @param untracked files that git does not know and that are not ignored
public record Changes(List<String> tracked, List<String> untracked) {
  /// Copies the lists.
  public Changes {
    tracked = List.copyOf(tracked);
    untracked = List.copyOf(untracked);
  }

  /// Whether everything is committed.
  public boolean isClean() {
    return tracked.isEmpty() && untracked.isEmpty();
  }

  /// How many files.
  public int count() {
    return tracked.size() + untracked.size();
  }
}
