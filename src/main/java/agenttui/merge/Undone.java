package agenttui.merge;

import agenttui.fork.Fork;
import java.util.List;

/// What became of an undo.
public sealed interface Undone {
  /// A clean was taken back.
  ///
  /// @param forks the forks that are there again; their panes are the caller's to open
  /// @param line one line for people, raw
  record Clean(List<Fork> forks, String line) implements Undone {
    /// Copies the list.
    public Clean {
      forks = List.copyOf(forks);
    }
  }

  /// A merge was taken back.
  ///
  /// @param line one line for people, raw
  record MergeTaken(String line) implements Undone {}

  /// Nothing changed.
  ///
  /// @param line why, one line, raw
  record Refused(String line) implements Undone {}
}
