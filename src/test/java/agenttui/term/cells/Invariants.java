package agenttui.term.cells;

/// What must hold of a grid after every feed; tests call it.
public final class Invariants {
  private Invariants() {}

  /// @throws AssertionError with the place, when something doesn't hold
  public static void check(Grid grid) {
    Cursor cursor = grid.cursor;
    that(cursor.x >= 0 && cursor.x < grid.columns, "cursor column " + cursor.x);
    that(cursor.y >= 0 && cursor.y < grid.rows, "cursor row " + cursor.y);
    that(!cursor.pending || cursor.x == grid.columns - 1 || cursor.x == grid.right, "pending");
    that(0 <= grid.top && grid.top <= grid.bottom && grid.bottom < grid.rows, "margins");
    that(0 <= grid.left && grid.left <= grid.right && grid.right < grid.columns, "side margins");
    that(grid.penExtra != 0 == grid.penStyle < 0, "pen's extra");
    for (Buffer buffer : new Buffer[] {grid.main, grid.alternate}) {
      that(buffer.height() == grid.rows && buffer.columns() == grid.columns, "size");
      for (int y = 0; y < buffer.height(); y++) {
        check(grid, buffer.row(y), "row " + y);
        that(buffer.row(y).width() == grid.columns, "width of row " + y);
      }
      check(grid, buffer);
    }
  }

  private static void check(Grid grid, Buffer buffer) {
    History history = buffer.history();
    that(history.size() <= history.limit(), "history's limit");
    that(history.packed() <= History.BYTES + 2 * History.BLOCK, "history's bytes");
    Row row = new Row(1);
    int step = Math.max(1, history.size() / 50);
    for (int i = 0; i < history.size(); i += step) {
      history.read(i, row);
      check(grid, row, "history " + i);
      that(row.used <= grid.columns, "width of history " + i);
    }
  }

  private static void check(Grid grid, Row row, String where) {
    that(row.used >= 0 && row.used <= row.width(), where + ": used " + row.used);
    that(row.fill >= 0, where + ": extra in the fill");
    for (int x = 0; x < row.used; x++) {
      int cell = row.text[x];
      String place = where + " column " + x;
      that(cell <= Character.MAX_CODE_POINT, place + ": no character " + cell);
      that(
          cell != Row.TAIL || (x > 0 && row.text[x - 1] != 0 && row.text[x - 1] != Row.TAIL),
          place + ": a tail alone");
      boolean special = cell < 0 || row.attr[x] < 0;
      that(!special || row.rich, place + ": not marked as rich");
      that(row.attr[x] >= 0 || row.extra != null, place + ": no extras");
      that(cell >= Row.TAIL || grid.clusters.points(cell).length > 1, place + ": no cluster");
    }
  }

  private static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
