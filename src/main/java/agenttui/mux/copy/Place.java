package agenttui.mux.copy;

import agenttui.term.Screen;

/// Where a cell is, told so that it is found again when a resize has wrapped the lines anew. Lines
/// are counted from the last one that holds anything: that one is never given up, wherever rows
/// came or went.
///
/// @param lines how many lines above that one; negative so many rows below it
/// @param cells how far behind the begin of its line
record Place(int lines, int cells) {
  /// Where a cell is now.
  static Place of(Screen screen, Cells rows, Spot spot) {
    int last = last(screen, rows);
    if (spot.row() > last) {
      return new Place(last - spot.row(), spot.column());
    }
    int lines = 0;
    for (int row = last; row > spot.row(); row--) {
      lines += joined(screen, row) ? 0 : 1;
    }
    int cells = spot.column();
    for (int row = spot.row(); joined(screen, row); row--) {
      cells += screen.used(row - 1);
    }
    return new Place(lines, cells);
  }

  /// The cell that is there now, or the nearest one.
  Spot spot(Screen screen, Cells rows) {
    int row = last(screen, rows);
    if (lines < 0) {
      return inside(screen, rows, row - lines, cells);
    }
    row = start(screen, row);
    for (int i = 0; i < lines; i++) {
      if (row == rows.firstRow()) {
        return new Spot(row, 0);
      }
      row = start(screen, row - 1);
    }
    int column = cells;
    while (row < rows.lastRow() && joined(screen, row + 1) && column >= screen.used(row)) {
      column -= screen.used(row);
      row++;
    }
    return inside(screen, rows, row, column);
  }

  private static Spot inside(Screen screen, Cells rows, int row, int column) {
    return new Spot(Math.min(row, rows.lastRow()), Math.min(column, screen.columns() - 1));
  }

  /// The last row that holds anything, if only a colour, or that of the program's cursor when it is
  /// below that. The alternate screen is cut so that the cursor stays, whatever is below it.
  private static int last(Screen screen, Cells rows) {
    int row = screen.modes().alternateScreen() ? screen.cursorRow() : rows.lastRow();
    while (row > screen.cursorRow() && blank(screen, row)) {
      row--;
    }
    return row;
  }

  private static boolean blank(Screen screen, int row) {
    boolean blank = screen.fill(row) == 0;
    for (int column = 0; blank && column < screen.used(row); column++) {
      int text = screen.text(row)[column];
      blank = screen.attr(row)[column] == 0 && (text == 0 || text == ' ');
    }
    return blank;
  }

  private static int start(Screen screen, int row) {
    int at = row;
    while (joined(screen, at)) {
      at--;
    }
    return at;
  }

  /// Whether a row goes on with the line of the one above it. On the alternate screen none does: no
  /// line is wrapped anew there.
  private static boolean joined(Screen screen, int row) {
    return row > -screen.historySize()
        && screen.wrapped(row - 1)
        && !screen.modes().alternateScreen();
  }
}
