package agenttui.mux.find;

import agenttui.mux.Pane;
import agenttui.term.Screen;
import agenttui.term.Size;
import agenttui.term.cells.Needle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The part of a search that is in one pane. Owned by the event loop.
final class PaneFind {
  /// Characters before the match that are kept of a line, and after its beginning.
  private static final int BEFORE = 60;

  private static final int AFTER = 300;

  private final Pane pane;
  private final int window;
  private final Wanted wanted;
  private final List<Find.Line> lines = new ArrayList<>();
  private int count;

  /// The next row to look at, counted from the first ever; the first look sets it.
  private long next = -1;

  private Size size = new Size(1, 1);
  private boolean alternate;

  /// What is looked for.
  ///
  /// @param most lines that are kept of a pane
  /// @param context rows above and below each
  record Wanted(Needle needle, Pattern pattern, int most, int context) {}

  PaneFind(Pane pane, int window, Wanted wanted) {
    this.pane = pane;
    this.window = window;
    this.wanted = wanted;
  }

  int count() {
    return count;
  }

  List<Find.Line> lines() {
    return List.copyOf(lines);
  }

  private Screen screen() {
    return pane.emulator().screen();
  }

  /// Looks at so many rows.
  ///
  /// @param late asked after each line that is kept, for these take longer
  /// @return whether rows are left
  boolean step(int rows, BooleanSupplier late) {
    Screen screen = screen();
    if (next < 0 || !screen.size().equals(size) || screen.modes().alternateScreen() != alternate) {
      begin(screen);
    }
    // Nothing is printed during a step.
    long total = screen.historyTotal();
    int row = Math.toIntExact(Math.min(next - total, screen.rows() - 1));
    int oldest = -screen.historySize();
    for (int i = 0; i < rows && row >= oldest; i++, row--) {
      if (screen.begins(wanted.needle(), row)) {
        count++;
        if (lines.size() < wanted.most()) {
          found(screen, row, total);
          i = late.getAsBoolean() ? rows : i;
        }
      }
    }
    next = total + row;
    return row >= oldest;
  }

  private void begin(Screen screen) {
    size = screen.size();
    alternate = screen.modes().alternateScreen();
    next = screen.historyTotal() + screen.rows() - 1;
    lines.clear();
    count = 0;
  }

  private void found(Screen screen, int row, long total) {
    StringBuilder text = new StringBuilder();
    boolean whole = row == -screen.historySize() || !screen.wrapped(row - 1);
    int own = whole ? 0 : append(text, screen, row - 1);
    int most = append(text, screen, row) + AFTER + wanted.pattern().pattern().length();
    for (int at = row; at + 1 < screen.rows() && text.length() < most; at++) {
      if (!screen.wrapped(at)) {
        break;
      }
      append(text, screen, at + 1);
    }
    Matcher matcher = wanted.pattern().matcher(text);
    if (matcher.find(own)) {
      lines.add(line(screen, row, total, text.toString(), matcher.start(), matcher.end()));
    }
  }

  /// Adds a row's text.
  ///
  /// @return how long it is with that
  private static int append(StringBuilder text, Screen screen, int row) {
    int used = Math.min(screen.columns(), screen.used(row));
    for (int column = 0; column < used; column++) {
      screen.append(text, screen.text(row)[column]);
    }
    return text.length();
  }

  private Find.Line line(Screen screen, int row, long total, String text, int start, int end) {
    int from = border(text, Math.max(0, start - BEFORE));
    int to = border(text, Math.min(text.length(), Math.max(end, start + AFTER)));
    String part = text.substring(from, to).stripTrailing();
    return new Find.Line(
        pane.id(),
        window,
        pane.number(),
        pane.name(),
        total + row,
        row,
        part,
        Math.min(part.length(), start - from),
        Math.min(part.length(), end - from),
        rows(screen, row - wanted.context(), row),
        rows(screen, row + 1, row + 1 + wanted.context()));
  }

  /// Before the character that a place would cut in two.
  private static int border(String text, int at) {
    boolean inside = at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at));
    return inside ? at - 1 : at;
  }

  private static List<String> rows(Screen screen, int from, int to) {
    List<String> rows = new ArrayList<>();
    int last = Math.min(to, screen.rows());
    for (int row = Math.max(from, -screen.historySize()); row < last; row++) {
      rows.add(screen.line(row));
    }
    return rows;
  }
}
