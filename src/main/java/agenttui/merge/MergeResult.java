package agenttui.merge;

import agenttui.git.FastForward;
import agenttui.git.ObjectId;
import agenttui.git.RefChange;
import java.util.List;
import java.util.Optional;

/// What became of a merge.
public sealed interface MergeResult {
  /// It is in the user's repository.
  ///
  /// @param strategy how
  /// @param branches the branches that hold it, short names
  /// @param commit the merge commit; empty for `fetch`
  /// @param changes the refs of the user's repository that moved
  /// @param forward what became of the checked-out branch, if that was asked
  /// @param line one line for people, raw
  record Merged(
      Strategy strategy,
      List<String> branches,
      Optional<ObjectId> commit,
      List<RefChange> changes,
      Optional<FastForward> forward,
      String line)
      implements MergeResult {
    /// Copies the lists.
    public Merged {
      branches = List.copyOf(branches);
      changes = List.copyOf(changes);
    }
  }

  /// It would work; nothing changed.
  ///
  /// @param steps what would be done, one line each, raw
  record Planned(List<String> steps) implements MergeResult {
    /// Copies the list.
    public Planned {
      steps = List.copyOf(steps);
    }
  }

  /// It would not; nothing changed.
  ///
  /// @param reasons at least one
  record Refused(List<Refusal> reasons) implements MergeResult {
    /// Copies the list.
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
