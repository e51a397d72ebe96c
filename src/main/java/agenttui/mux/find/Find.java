package agenttui.mux.find;

import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Seat;
import agenttui.mux.Window;
import agenttui.mux.copy.Search;
import agenttui.term.cells.Needle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// A search for a text in screens and histories, a slice at a time: between two slices the panes
/// may print, change their size and end. Owned by the event loop.
///
/// Each pane is gone through once from its youngest row to its oldest, the rows counted from the
/// first that it ever had, so that what is printed meanwhile moves nothing. What comes after the
/// search has gone by is not found. A pane whose rows are wrapped anew meanwhile begins again.
public final class Find {
  /// Rows that are looked at between two looks at the clock: some ten microseconds.
  private static final int ROWS = 32;

  private final List<PaneFind> panes = new ArrayList<>();
  private int current;

  /// How much is kept of what is found; all is counted.
  ///
  /// @param lines of all panes together, about
  /// @param context rows above and below each
  public record Keep(int lines, int context) {}

  /// A line where the text begins.
  ///
  /// @param window the number of its window
  /// @param number the number of its pane
  /// @param line the row, counted from the first that the pane ever had as 0
  /// @param row the same row as the screen counts now: −1 is the youngest of the history
  /// @param text the line, or the part of it around the match
  /// @param from the match's first character in the text
  /// @param to behind its last one
  /// @param above rows above it
  /// @param below rows below it
  public record Line(
      PaneId pane,
      int window,
      int number,
      String name,
      long line,
      int row,
      String text,
      int from,
      int to,
      List<String> above,
      List<String> below) {}

  private Find() {}

  /// A search in all panes of a session: the focused one first, then those of the window that
  /// shows, then the others.
  ///
  /// @param text not empty
  public static Find in(Seat seat, String text, Keep keep) {
    List<Pane> order = new ArrayList<>();
    seat.focused().ifPresent(order::add);
    List<Window> windows = new ArrayList<>(seat.session().windows());
    windows.remove(seat.window());
    windows.addFirst(seat.window());
    for (Window window : windows) {
      window.panes().stream().filter(pane -> !order.contains(pane)).forEach(order::add);
    }
    return of(seat, order, text, keep);
  }

  /// A search in these panes of a seat's session.
  public static Find of(Seat seat, List<Pane> order, String text, Keep keep) {
    Find find = new Find();
    Needle needle = Needle.of(text);
    PaneFind.Wanted wanted =
        new PaneFind.Wanted(
            needle,
            Search.pattern(text),
            Math.max(5, keep.lines() / Math.max(1, order.size())),
            keep.context());
    for (Pane pane : order) {
      int window = seat.session().window(pane.id()).map(Window::number).orElse(0);
      find.panes.add(new PaneFind(pane, window, wanted));
    }
    return find;
  }

  /// Goes on for so long, or to the end.
  ///
  /// @param nanos how long, in nanoseconds; a row more at most
  /// @param clock as [System#nanoTime]
  public void step(long nanos, LongSupplier clock) {
    long end = clock.getAsLong() + nanos;
    while (current < panes.size()) {
      if (!panes.get(current).step(ROWS, () -> clock.getAsLong() >= end)) {
        current++;
      }
      if (clock.getAsLong() >= end) {
        return;
      }
    }
  }

  /// Whether all has been looked at.
  public boolean done() {
    return current == panes.size();
  }

  /// How many lines were found so far.
  public int lines() {
    return panes.stream().mapToInt(PaneFind::count).sum();
  }

  /// In how many panes.
  public int panes() {
    return (int) panes.stream().filter(pane -> pane.count() > 0).count();
  }

  /// What was found of each pane where anything was, the newest line first, as far as it is kept.
  public List<Part> parts() {
    return panes.stream()
        .filter(pane -> pane.count() > 0)
        .map(pane -> new Part(pane.lines(), pane.count() - pane.lines().size()))
        .toList();
  }

  /// What was found in one pane.
  ///
  /// @param lines those that are kept, one at least
  /// @param more how many more there are
  public record Part(List<Line> lines, int more) {}
}
