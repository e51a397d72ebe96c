package agenttui.merge;

import agenttui.fork.Status;
import agenttui.git.Merge;
import java.util.List;

/// How a fork would merge today.
///
/// @param status the fork as last looked at
/// @param withBase where it conflicts with the user's base branch; empty: it merges
/// @param withOthers with which of the other forks it conflicts, and where
public record Verdict(Status status, List<Merge.Conflict> withBase, List<WithOther> withOthers) {
  /// Copies the lists.
  public Verdict {
    withBase = List.copyOf(withBase);
    withOthers = List.copyOf(withOthers);
  }

  /// A conflict with another fork.
  ///
  /// @param index the other fork's number
  /// @param family the other fork's family
  /// @param conflicts where; `ours` is this fork
  public record WithOther(String family, int index, List<Merge.Conflict> conflicts) {
    /// Copies the list.
    public WithOther {
      conflicts = List.copyOf(conflicts);
    }
  }

  /// Whether nothing stands against merging it, alone.
  public boolean isClean() {
    return withBase.isEmpty() && status.dirty() == 0 && status.problem().isEmpty();
  }

  /// Whether all its commits are in a branch of the user's.
  public boolean isMerged() {
    return status.merged() && status.ahead() > 0;
  }

  /// Whether its commits stand against the user's base branch or against another fork's. What is
  /// merged stands against nothing; the other fork says so.
  public boolean conflicts() {
    return status.isCounted() && !isMerged() && !(withBase.isEmpty() && withOthers.isEmpty());
  }

  /// What it conflicts with, for a person: `with main`, `with 1 3`; empty when with nothing.
  public String opponents() {
    if (!conflicts()) {
      return "";
    }
    if (!withBase.isEmpty()) {
      String base = status.fork().baseBranch();
      return "with " + (base.isEmpty() ? "its base" : base);
    }
    return "with "
        + String.join(" ", withOthers.stream().map(o -> String.valueOf(o.index())).toList());
  }

  /// The files that stand against merging it: those of the base branch, else of the other forks;
  /// empty when none.
  public List<String> conflictPaths() {
    if (!conflicts()) {
      return List.of();
    }
    List<Merge.Conflict> all =
        withBase.isEmpty()
            ? withOthers.stream().flatMap(other -> other.conflicts().stream()).toList()
            : withBase;
    return all.stream().map(Merge.Conflict::path).distinct().toList();
  }

  /// Few words: `merged`, `clean`, `≠ with main`, `≠ with 1`, `unknown`.
  public String words() {
    if (!status.isCounted()) {
      return "unknown";
    }
    return conflicts() ? "≠ " + opponents() : isMerged() ? "merged" : "clean";
  }
}
