package agenttui.fork;

import java.util.List;

/// What a clean would do, for the sheet that asks: nothing is done yet.
///
/// @param items one for each fork
public record CleanPlan(List<Item> items) {
  /// Copies the list.
  public CleanPlan {
    items = List.copyOf(items);
  }

  /// One fork.
  ///
  /// @param status what was learned about it just now
  /// @param protections why it should stay; empty: nothing would be lost
  public record Item(Status status, List<Protection> protections) {
    /// Copies the list.
    public Item {
      protections = List.copyOf(protections);
    }

    /// The fork.
    public Fork fork() {
      return status.fork();
    }

    /// Whether cleaning it needs to be confirmed with these facts in sight.
    public boolean isProtected() {
      return !protections.isEmpty();
    }
  }

  /// A reason against cleaning (A-157, threats D12).
  ///
  /// @param kind which
  /// @param words half a line, raw: "3 uncommitted files (a.txt, b.txt, …)"
  public record Protection(Kind kind, String words) {}

  /// The kinds of reasons.
  public enum Kind {
    /// Uncommitted files.
    DIRTY,
    /// Commits that no branch of the user's has.
    AHEAD,
    /// Commits on other branches, tags or the stash.
    OTHER,
    /// It cannot be told what is in it.
    UNKNOWN
  }

  /// Those that have reasons to stay.
  public List<Item> kept() {
    return items.stream().filter(Item::isProtected).toList();
  }
}
