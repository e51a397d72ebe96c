package agenttui.term.cells;

/// The rows of one screen (main or alternate) with its history and damage. Scrolling moves
/// references, never cells, unless left and right margins are set.
public final class Buffer {
  private History history;
  private final Damage damage = new Damage();
  private Row[] rows;
  private Row[] lifted = new Row[4];
  private int columns;

  /// A blank screen.
  ///
  /// @param historyLimit 0 for a screen that keeps nothing
  Buffer(int columns, int rows, int historyLimit) {
    this.columns = columns;
    this.history = new History(historyLimit);
    this.rows = new Row[rows];
    for (int y = 0; y < rows; y++) {
      this.rows[y] = new Row(columns);
    }
  }

  /// A row of the screen.
  public Row row(int y) {
    return rows[y];
  }

  /// Rows of the screen.
  public int height() {
    return rows.length;
  }

  /// Cells of a row.
  public int columns() {
    return columns;
  }

  /// Rows that scrolled away.
  public History history() {
    return history;
  }

  /// Scrolls since the reader looked.
  public Damage damage() {
    return damage;
  }

  /// The reader has looked.
  public void clearDamage() {
    damage.clear();
    for (Row row : rows) {
      row.clean();
    }
  }

  /// Everything is to be drawn anew.
  public void damageAll() {
    damage.clear();
    for (Row row : rows) {
      row.dirtyAll();
    }
  }

  /// Scrolls the rows `top` to `bottom` (exclusive) up by `n`; what leaves the top of the screen
  /// goes to the history.
  void scrollUp(int top, int bottom, int n, long fill) {
    if (top == 0) {
      int k = Math.min(n, bottom);
      for (int y = 0; y < k; y++) {
        history.push(rows[y]);
      }
    }
    remove(top, bottom, n, fill);
  }

  /// The same, but nothing goes to the history.
  void remove(int top, int bottom, int n, long fill) {
    int k = Math.min(n, bottom - top);
    note(top, bottom, k);
    if (k == 1) {
      Row first = rows[top];
      System.arraycopy(rows, top + 1, rows, top, bottom - top - 1);
      rows[bottom - 1] = first;
      first.clear(fill);
      return;
    }
    lift(top, k);
    System.arraycopy(rows, top + k, rows, top, bottom - top - k);
    drop(bottom - k, k, fill);
  }

  /// Scrolls them down.
  void scrollDown(int top, int bottom, int n, long fill) {
    int k = Math.min(n, bottom - top);
    note(top, bottom, -k);
    lift(bottom - k, k);
    System.arraycopy(rows, top, rows, top + k, bottom - top - k);
    drop(top, k, fill);
  }

  private void lift(int from, int n) {
    if (lifted.length < n) {
      lifted = new Row[n];
    }
    System.arraycopy(rows, from, lifted, 0, n);
  }

  private void drop(int to, int n, long fill) {
    System.arraycopy(lifted, 0, rows, to, n);
    for (int y = to; y < to + n; y++) {
      rows[y].clear(fill);
    }
  }

  private void note(int top, int bottom, int by) {
    if (!damage.add(top, bottom, by)) {
      damageAll();
    }
  }

  /// Scrolls the cells `left` to `right` (exclusive) of some rows up by `n`, or down when negative.
  void scrollCells(int top, int bottom, int left, int right, int n, long fill) {
    int k = Math.min(Math.abs(n), bottom - top);
    int width = right - left;
    if (n > 0) {
      for (int y = top; y < bottom - k; y++) {
        rows[y].copy(rows[y + k], left, left, width);
      }
      erase(bottom - k, bottom, left, right, fill);
    } else {
      for (int y = bottom - 1; y >= top + k; y--) {
        rows[y].copy(rows[y - k], left, left, width);
      }
      erase(top, top + k, left, right, fill);
    }
  }

  private void erase(int top, int bottom, int left, int right, long fill) {
    for (int y = top; y < bottom; y++) {
      rows[y].erase(left, right, fill);
    }
  }

  /// Changes the size without wrapping anew. Rows leave at the bottom, or at the top as far as the
  /// cursor would otherwise be lost.
  ///
  /// @return by how much the rows moved up
  int crop(int newColumns, int newRows, int cursorRow) {
    int drop = Math.max(0, cursorRow + 1 - newRows);
    Row[] fresh = new Row[newRows];
    for (int y = 0; y < newRows; y++) {
      boolean kept = y + drop < rows.length;
      fresh[y] = kept ? rows[y + drop] : new Row(newColumns);
      if (kept && newColumns != columns) {
        fresh[y].resize(newColumns);
      }
    }
    rows = fresh;
    columns = newColumns;
    damageAll();
    return drop;
  }

  /// Takes other rows and another history.
  void replace(Row[] fresh, int newColumns, History newHistory) {
    rows = fresh;
    Histories all = history.all();
    history.share(Histories.alone());
    history = newHistory;
    history.share(all);
    columns = newColumns;
    damageAll();
  }

  /// All blank.
  void clear(long fill) {
    for (Row row : rows) {
      row.clear(fill);
    }
  }
}
