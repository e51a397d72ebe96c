package agenttui.git;

import java.util.List;

/// What merging two commits would give, computed without a work tree.
public sealed interface Merge {
  /// It merges.
  ///
  /// @param tree the merged tree, in the hub
  record Clean(ObjectId tree) implements Merge {}

  /// It does not.
  ///
  /// @param conflicts one for each file, at least one
  record Conflicted(List<Conflict> conflicts) implements Merge {
    /// Copies the list.
    public Conflicted {
      conflicts = List.copyOf(conflicts);
    }
  }

  /// A file that two commits changed in ways that do not fit.
  ///
  /// @param path its path, raw
  /// @param kind git's word: `contents`, `modify/delete`, `add/add`, `binary`, `rename/rename` …
  /// @param places where, for text; empty for the kinds without lines and for huge files
  record Conflict(String path, String kind, List<Place> places) {
    /// Copies the list.
    public Conflict {
      places = List.copyOf(places);
    }
  }

  /// One place of a conflict.
  ///
  /// @param ours the lines of the first commit
  /// @param theirs the lines of the second
  /// @param base at most 200 of the lines that both started from, raw
  /// @param before the line before it, which both have; empty at the top of the file
  /// @param after the line behind it; empty at the end of the file
  record Place(Side ours, Side theirs, List<String> base, List<String> before, List<String> after) {
    /// Copies the lists.
    public Place {
      base = List.copyOf(base);
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  /// The lines of one side.
  ///
  /// @param first the number of the first line, from 1, in that side's file; where `count` is 0,
  ///   the line before which the other side has lines
  /// @param count how many lines
  /// @param text at most 200 of them, raw
  record Side(int first, int count, List<String> text) {
    /// Copies the list.
    public Side {
      text = List.copyOf(text);
    }
  }
}
