package agenttui.term.cells;

/// Erases, inserts and deletes cells, lines and columns.
public final class Editing {
  private final Grid grid;
  private final Cursor cursor;

  Editing(Grid grid) {
    this.grid = grid;
    this.cursor = grid.cursor;
  }

  /// Erases cells of a row.
  ///
  /// @param selective spares cells that DECSCA protects
  void erase(int y, int from, int to, boolean selective) {
    Row row = grid.buffer.row(y);
    boolean spares =
        grid.protection == Grid.Protection.ISO
            || (selective && grid.protection == Grid.Protection.DEC);
    if (!spares || row.extra == null) {
      // DECSED and DECSEL leave the rendition alone in a VT; blanks get the background as in xterm.
      row.erase(from, to, grid.erased());
      return;
    }
    int start = from;
    for (int x = from; x < to; x++) {
      if (grid.extras.get(row.extra(x)).isProtected()) {
        row.erase(start, x, grid.erased());
        start = x + 1;
      }
    }
    row.erase(start, to, grid.erased());
  }

  /// ED and DECSED. Only what erases the last column ends the waiting to wrap, as in xterm.
  public void eraseDisplay(int what, boolean selective) {
    switch (what) {
      case 0 -> {
        eraseLine(0, selective);
        eraseRows(cursor.y + 1, grid.rows, selective);
      }
      case 1 -> {
        eraseRows(0, cursor.y, selective);
        eraseLine(1, selective);
      }
      case 2 -> eraseRows(0, grid.rows, selective);
      case 3 -> {
        if (!selective) {
          grid.buffer.history().clear();
        }
      }
      default -> {}
    }
    if (what == 0) {
      cursor.pending = false;
    }
  }

  private void eraseRows(int from, int to, boolean selective) {
    for (int y = from; y < to; y++) {
      erase(y, 0, grid.columns, selective);
    }
  }

  /// EL and DECSEL; the same.
  public void eraseLine(int what, boolean selective) {
    switch (what) {
      case 0 -> erase(cursor.y, cursor.x, grid.columns, selective);
      case 1 -> erase(cursor.y, 0, cursor.x + 1, selective);
      case 2 -> erase(cursor.y, 0, grid.columns, selective);
      default -> {}
    }
    if (what == 0) {
      cursor.pending = false;
    }
  }

  /// ECH.
  public void eraseCharacters(int n) {
    erase(cursor.y, cursor.x, Math.min(grid.columns, cursor.x + n), false);
    cursor.pending = false;
  }

  /// ICH.
  public void insertCharacters(int n) {
    cursor.pending = false;
    if (grid.isInside()) {
      insert(n, grid.right + 1);
    }
  }

  /// Makes room for text in insert mode.
  void insertForText(int n) {
    insert(n, cursor.x <= grid.right ? grid.right + 1 : grid.columns);
  }

  private void insert(int n, int limit) {
    Row row = grid.row();
    int k = Math.min(n, limit - cursor.x);
    row.shift(cursor.x, limit - k, k);
    row.erase(cursor.x, cursor.x + k, grid.erased());
  }

  /// DCH.
  public void deleteCharacters(int n) {
    cursor.pending = false;
    if (!grid.isInside()) {
      return;
    }
    Row row = grid.row();
    int limit = grid.right + 1;
    int k = Math.min(n, limit - cursor.x);
    row.shift(cursor.x + k, limit, -k);
    row.erase(limit - k, limit, grid.erased());
  }

  /// IL.
  public void insertLines(int n) {
    lines(n, false);
  }

  /// DL.
  public void deleteLines(int n) {
    lines(n, true);
  }

  private void lines(int n, boolean delete) {
    cursor.pending = false;
    if (!grid.isInside() || cursor.y < grid.top || cursor.y > grid.bottom) {
      return;
    }
    int end = grid.bottom + 1;
    boolean whole = grid.left == 0 && grid.right == grid.columns - 1;
    if (!whole) {
      int by = delete ? n : -n;
      grid.buffer.scrollCells(cursor.y, end, grid.left, grid.right + 1, by, grid.erased());
    } else if (delete && cursor.y == 0) {
      // DL at the top is no scroll: nothing of it goes to the history.
      grid.buffer.remove(cursor.y, end, n, grid.erased());
    } else if (delete) {
      grid.buffer.scrollUp(cursor.y, end, n, grid.erased());
    } else {
      grid.buffer.scrollDown(cursor.y, end, n, grid.erased());
    }
    cursor.x = grid.left;
  }

  /// DECIC.
  public void insertColumns(int n) {
    columns(n, cursor.x, true);
  }

  /// DECDC.
  public void deleteColumns(int n) {
    columns(n, cursor.x, false);
  }

  private void columns(int n, int x, boolean insert) {
    if (!grid.isInside() || cursor.y < grid.top || cursor.y > grid.bottom) {
      return;
    }
    int limit = grid.right + 1;
    int k = Math.min(n, limit - x);
    for (int y = grid.top; y <= grid.bottom; y++) {
      Row row = grid.buffer.row(y);
      if (insert) {
        row.shift(x, limit - k, k);
        row.erase(x, x + k, grid.erased());
      } else {
        row.shift(x + k, limit, -k);
        row.erase(limit - k, limit, grid.erased());
      }
    }
  }

  /// SL: the columns between the margins go left; only with the cursor inside, as in xterm.
  public void scrollLeft(int n) {
    columns(n, grid.left, false);
  }

  /// SR.
  public void scrollRight(int n) {
    columns(n, grid.left, true);
  }

  /// DECBI: left, at the left margin the columns go right.
  public void backIndex() {
    if (cursor.x == grid.left) {
      columns(1, grid.left, true);
    } else if (cursor.x > 0) {
      cursor.x--;
    }
    cursor.pending = false;
  }

  /// DECFI.
  public void forwardIndex() {
    if (cursor.x == grid.right) {
      columns(1, grid.left, false);
    } else if (cursor.x < grid.columns - 1) {
      cursor.x++;
    }
    cursor.pending = false;
  }

  /// DECALN.
  public void alignmentPattern() {
    grid.resetMargins();
    grid.movement().home();
    for (int y = 0; y < grid.rows; y++) {
      Row row = grid.buffer.row(y);
      row.clear(0);
      for (int x = 0; x < grid.columns; x++) {
        row.put(x, 'E', 1, 0, 0);
      }
    }
  }
}
