package agenttui.ui;

import agenttui.mux.Rect;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds text that has only moved up or down inside a rectangle, whether the program scrolled or
/// painted it anew.
final class Scrolls {
  /// Fewest bytes that a scroll must save: below that its sequences cost more.
  private static final int WORTH = 24;

  /// What it costs to go to another place of a row and write one cell.
  private static final int MOVE = 6;

  /// Fewest changed rows worth a look.
  private static final int ROWS = 3;

  private Scrolls() {}

  /// A block that moved.
  ///
  /// @param area first the rows where it was and where it goes, together
  /// @param by rows, positive: up
  record Scroll(Rect area, int by) {}

  /// The best scroll inside a rectangle, or nothing.
  static @Nullable Scroll find(Frame shown, Frame next, Rect area) {
    int changed = 0;
    for (int row = area.row(); row < area.endRow(); row++) {
      changed += same(shown, row, next, row, area) ? 0 : 1;
    }
    if (changed < ROWS) {
      return null;
    }
    int by = vote(shown, next, area);
    return by == 0 ? null : longest(shown, next, area, by);
  }

  /// The shift that most changed rows agree on.
  private static int vote(Frame shown, Frame next, Rect area) {
    Map<Integer, Integer> rows = new HashMap<>();
    for (int row = area.row(); row < area.endRow(); row++) {
      int hash = hash(shown, row, area);
      // A text that stands there twice tells nothing.
      rows.merge(hash, row, (first, second) -> -1);
    }
    int[] votes = new int[2 * area.rows() + 1];
    int best = area.rows();
    for (int row = area.row(); row < area.endRow(); row++) {
      Integer from = same(shown, row, next, row, area) ? null : rows.get(hash(next, row, area));
      if (from != null && from >= 0) {
        int index = from - row + area.rows();
        votes[index]++;
        best = votes[index] > votes[best] ? index : best;
      }
    }
    return votes[best] > 0 ? best - area.rows() : 0;
  }

  private static @Nullable Scroll longest(Frame shown, Frame next, Rect area, int by) {
    int from = Math.max(area.row(), area.row() - by);
    int to = Math.min(area.endRow(), area.endRow() - by);
    int start = from;
    int bestStart = from;
    int bestEnd = from;
    for (int row = from; row <= to; row++) {
      if (row == to || !same(shown, row + by, next, row, area)) {
        if (row - start > bestEnd - bestStart) {
          bestStart = start;
          bestEnd = row;
        }
        start = row + 1;
      }
    }
    int top = Math.min(bestStart, bestStart + by);
    int bottom = Math.max(bestEnd, bestEnd + by);
    Rect block = new Rect(area.column(), top, area.columns(), bottom - top);
    int saved = 0;
    for (int row = top; row < bottom; row++) {
      boolean moved = row >= bestStart && row < bestEnd;
      saved += moved ? different(shown, row, next, area) : -kept(shown, row, next, area);
    }
    return saved < WORTH ? null : new Scroll(block, by);
  }

  private static int hash(Frame frame, int row, Rect area) {
    int at = row * frame.columns() + area.column();
    int hash = 1;
    for (int i = 0; i < area.columns(); i++) {
      hash = 31 * hash + frame.text[at + i];
    }
    return hash;
  }

  private static boolean same(Frame one, int rowOfOne, Frame other, int row, Rect area) {
    int a = rowOfOne * one.columns() + area.column();
    int b = row * other.columns() + area.column();
    int n = area.columns();
    return Arrays.equals(one.text, a, a + n, other.text, b, b + n)
        && Arrays.equals(one.style, a, a + n, other.style, b, b + n)
        && Arrays.equals(one.extra, a, a + n, other.extra, b, b + n);
  }

  /// Bytes, about, that a row costs without the scroll: its different cells, and a move to each run
  /// of them.
  private static int different(Frame shown, int row, Frame next, Rect area) {
    int at = row * next.columns() + area.column();
    int bytes = 0;
    boolean before = false;
    for (int i = at; i < at + area.columns(); i++) {
      boolean differs = shown.text[i] != next.text[i] || shown.style[i] != next.style[i];
      bytes += differs ? before ? 1 : MOVE : 0;
      before = differs;
    }
    return bytes;
  }

  /// Cells that are right already and would be blanked by the scroll.
  private static int kept(Frame shown, int row, Frame next, Rect area) {
    int at = row * next.columns() + area.column();
    int count = 0;
    for (int i = at; i < at + area.columns(); i++) {
      boolean right = shown.text[i] == next.text[i] && shown.style[i] == next.style[i];
      count += right && next.text[i] != 0 ? 1 : 0;
    }
    return count;
  }

  /// What the terminal does with its cells.
  static void apply(Frame frame, Scroll scroll) {
    Rect area = scroll.area();
    int by = Math.abs(scroll.by());
    boolean up = scroll.by() > 0;
    for (int i = 0; i < area.rows() - by; i++) {
      int to = up ? area.row() + i : area.endRow() - 1 - i;
      frame.move(area.column(), up ? to + by : to - by, to, area.columns());
    }
    for (int i = 0; i < by; i++) {
      int row = up ? area.endRow() - 1 - i : area.row() + i;
      frame.fill(area.column(), row, area.columns(), 0);
    }
  }
}
