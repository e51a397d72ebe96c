package agenttui.merge;

import agenttui.git.Merge;
import agenttui.git.ObjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Remembers what merging two commits conflicts in, which is always the same: of so many pairs of
/// commits, those that were asked for last, for forks that commit all day make new pairs all day.
/// Any thread.
final class Simulations {
  private final Map<List<ObjectId>, List<Merge.Conflict>> known =
      new LinkedHashMap<>(16, 0.75f, true);
  private final int most;

  /// @param most pairs that are remembered
  Simulations(int most) {
    this.most = most;
  }

  /// The conflicts of a pair; empty when it merges cleanly.
  ///
  /// @param merge does it; called where the pair is not remembered, without a lock: two threads may
  ///   do the same
  List<Merge.Conflict> of(ObjectId ours, ObjectId theirs, Supplier<Merge> merge) {
    List<ObjectId> pair = List.of(ours, theirs);
    synchronized (known) {
      List<Merge.Conflict> before = known.get(pair);
      if (before != null) {
        return before;
      }
    }
    List<Merge.Conflict> conflicts =
        switch (merge.get()) {
          case Merge.Clean _ -> List.of();
          case Merge.Conflicted c -> c.conflicts();
        };
    synchronized (known) {
      known.put(pair, conflicts);
      if (known.size() > most) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return conflicts;
  }
}
