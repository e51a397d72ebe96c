package agenttui.merge;

import agenttui.fork.Words;
import agenttui.git.Merge;
import java.util.List;

/// Why a merge did not happen. Nothing changed anywhere.
public sealed interface Refusal {
  /// One line for people, raw: what happened and what to do.
  String line();

  /// A fork has uncommitted files.
  ///
  /// @param index the fork's number
  /// @param files their paths, raw
  record Dirty(int index, List<String> files) implements Refusal {
    /// Copies the list.
    public Dirty {
      files = List.copyOf(files);
    }

    @Override
    public String line() {
      return "fork %d: merge refused: %s; --commit (c on the merge page) commits them first"
          .formatted(index, Words.uncommitted(files));
    }
  }

  /// Two sides do not fit.
  ///
  /// @param index the fork's number
  /// @param with the number of the fork that was merged before it; 0: the base branch
  /// @param conflicts where; `theirs` is the fork
  record Conflicts(int index, int with, List<Merge.Conflict> conflicts) implements Refusal {
    /// Copies the list.
    public Conflicts {
      conflicts = List.copyOf(conflicts);
    }

    @Override
    public String line() {
      String other = with == 0 ? "the base branch" : "fork " + with;
      List<String> places = conflicts.stream().map(Conflicts::place).toList();
      return "fork %d: merge refused: conflicts with %s in %s"
          .formatted(index, other, Words.some(places));
    }

    private static String place(Merge.Conflict conflict) {
      if (conflict.places().isEmpty()) {
        return conflict.path() + " (" + conflict.kind() + ")";
      }
      List<String> lines = conflict.places().stream().map(p -> lines(p.theirs())).toList();
      return conflict.path() + ":" + String.join(",", lines);
    }

    private static String lines(Merge.Side side) {
      int last = side.first() + Math.max(1, side.count()) - 1;
      return last == side.first() ? String.valueOf(last) : side.first() + "-" + last;
    }
  }

  /// Something else stands against it.
  ///
  /// @param line the whole line
  record Other(String line) implements Refusal {}
}
