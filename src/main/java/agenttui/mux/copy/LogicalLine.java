package agenttui.mux.copy;

import agenttui.term.Screen;
import java.util.Arrays;

/// A line as the program wrote it: rows that the terminal wrapped are one.
public final class LogicalLine {
  private final StringBuilder text = new StringBuilder();
  private final int firstRow;
  private int rows;
  private int[] cells = new int[80];
  private final int columns;

  private LogicalLine(int firstRow, int columns) {
    this.firstRow = firstRow;
    this.columns = columns;
  }

  /// The line that begins in a row.
  ///
  /// @param row the first row of a line: the one before does not go on in it
  public static LogicalLine at(Screen screen, int row) {
    LogicalLine line = new LogicalLine(row, screen.columns());
    boolean goesOn = true;
    while (goesOn && row + line.rows < screen.rows()) {
      int current = row + line.rows;
      // Read before the texts: a row of the history is valid until the next such call.
      goesOn = screen.wrapped(current);
      line.add(screen, current);
    }
    return line;
  }

  private void add(Screen screen, int row) {
    int used = Math.min(columns, screen.used(row));
    for (int column = 0; column < used; column++) {
      int cell = screen.text(row)[column];
      if (cell != Screen.TAIL) {
        int before = text.length();
        screen.append(text, cell);
        mark(before, rows * columns + column);
      }
    }
    rows++;
  }

  private void mark(int from, int cell) {
    if (text.length() > cells.length) {
      cells = Arrays.copyOf(cells, Math.max(text.length(), 2 * cells.length));
    }
    Arrays.fill(cells, from, text.length(), cell);
  }

  /// What it says; blanks between words are spaces.
  public CharSequence text() {
    return text;
  }

  /// How many rows it takes.
  public int rows() {
    return rows;
  }

  /// The cell of a character of [#text].
  public Spot spot(int index) {
    return new Spot(firstRow + cells[index] / columns, cells[index] % columns);
  }

  /// The first row of the line that a row is part of.
  public static int start(Screen screen, int row) {
    int at = row;
    while (at > -screen.historySize() && screen.wrapped(at - 1)) {
      at--;
    }
    return at;
  }

  /// The rows of one line. A line may have as many as there is history, and what is selected is
  /// asked for with every frame: whoever keeps one counts them once.
  record Rows(int first, int last) {
    static final Rows NONE = new Rows(0, -1);

    boolean holds(int row) {
      return first <= row && row <= last;
    }

    /// Those of the line that a row is part of.
    Rows around(Screen screen, int row) {
      if (holds(row)) {
        return this;
      }
      int end = row;
      while (end + 1 < screen.rows() && screen.wrapped(end)) {
        end++;
      }
      return new Rows(start(screen, row), end);
    }
  }
}
