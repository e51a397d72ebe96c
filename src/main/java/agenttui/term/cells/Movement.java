package agenttui.term.cells;

/// Moves a terminal's cursor: absolutely, relatively, by lines and by tab stops. Margins and origin
/// mode as in xterm.
public final class Movement {
  private final Grid grid;
  private final Cursor cursor;

  Movement(Grid grid) {
    this.grid = grid;
    this.cursor = grid.cursor;
  }

  /// DECOM; the cursor goes home.
  public void origin(boolean on) {
    cursor.origin = on;
    home();
  }

  /// The top left corner, that of the margins in origin mode.
  public void home() {
    moveTo(0, 0);
  }

  /// CUP: from the origin that holds.
  public void moveTo(int x, int y) {
    if (cursor.origin) {
      cursor.x = Math.clamp((long) x + grid.left, grid.left, grid.right);
      cursor.y = Math.clamp((long) y + grid.top, grid.top, grid.bottom);
    } else {
      cursor.x = Math.clamp(x, 0, grid.columns - 1);
      cursor.y = Math.clamp(y, 0, grid.rows - 1);
    }
    cursor.pending = false;
  }

  /// CHA, HPA.
  public void column(int x) {
    cursor.x =
        cursor.origin
            ? Math.clamp((long) x + grid.left, grid.left, grid.right)
            : Math.clamp(x, 0, grid.columns - 1);
    cursor.pending = false;
  }

  /// HPR: as CUF, but stops only at the edge.
  public void columnBy(int n) {
    cursor.x = Math.min(cursor.origin ? grid.right : grid.columns - 1, cursor.x + n);
    cursor.pending = false;
  }

  /// VPR.
  public void lineBy(int n) {
    cursor.y = Math.min(cursor.origin ? grid.bottom : grid.rows - 1, cursor.y + n);
    cursor.pending = false;
  }

  /// VPA.
  public void line(int y) {
    cursor.y =
        cursor.origin
            ? Math.clamp((long) y + grid.top, grid.top, grid.bottom)
            : Math.clamp(y, 0, grid.rows - 1);
    cursor.pending = false;
  }

  /// CUU: stops at the top margin when it starts below it.
  public void up(int n) {
    int limit = cursor.y >= grid.top ? grid.top : 0;
    cursor.y = Math.max(limit, cursor.y - n);
    cursor.pending = false;
  }

  /// CUD.
  public void down(int n) {
    int limit = cursor.y <= grid.bottom ? grid.bottom : grid.rows - 1;
    cursor.y = Math.min(limit, cursor.y + n);
    cursor.pending = false;
  }

  /// CUF.
  public void forward(int n) {
    int limit = cursor.x <= grid.right ? grid.right : grid.columns - 1;
    cursor.x = Math.min(limit, cursor.x + n);
    cursor.pending = false;
  }

  /// BS and CUB, with reverse wrap where the program wants it (and DECAWM holds, as in xterm).
  public void back(int n) {
    boolean wraps = grid.autowrap && (grid.reverseWrap || grid.extendedReverseWrap);
    int limit = cursor.x >= grid.left ? grid.left : 0;
    if (!wraps) {
      cursor.x = Math.max(limit, cursor.x - n);
      cursor.pending = false;
      return;
    }
    int steps = Math.min(n, grid.columns * grid.rows * 2);
    if (cursor.pending) {
      // The cursor stands behind the last column: the first step only comes back to it.
      cursor.pending = false;
      steps--;
    }
    for (int i = 0; i < steps; i++) {
      if (cursor.x != limit) {
        cursor.x--;
      } else if (!wrapBack()) {
        return;
      }
    }
  }

  private boolean wrapBack() {
    int end = grid.right;
    if (cursor.y == grid.top || cursor.y == 0) {
      if (!grid.extendedReverseWrap) {
        return false;
      }
      cursor.y = cursor.y == grid.top ? grid.bottom : grid.rows - 1;
      cursor.x = end;
      return true;
    }
    if (!grid.extendedReverseWrap && !grid.buffer.row(cursor.y - 1).wrapped) {
      return false;
    }
    cursor.y--;
    cursor.x = end;
    return true;
  }

  /// CR.
  public void carriageReturn() {
    cursor.x = cursor.x < grid.left && !cursor.origin ? 0 : grid.left;
    cursor.pending = false;
  }

  /// LF, VT, FF.
  public void lineFeed() {
    index();
    if (grid.newline) {
      carriageReturn();
    }
  }

  /// IND: down, scrolling at the bottom margin.
  public void index() {
    cursor.pending = false;
    if (cursor.y == grid.bottom) {
      if (grid.isInside()) {
        grid.scrollUp(1);
      }
    } else if (cursor.y < grid.rows - 1) {
      cursor.y++;
    }
  }

  /// RI.
  public void reverseIndex() {
    cursor.pending = false;
    if (cursor.y == grid.top) {
      if (grid.isInside()) {
        grid.scrollDown(1);
      }
    } else if (cursor.y > 0) {
      cursor.y--;
    }
  }

  /// HT and CHT.
  public void tab(int n) {
    int limit = cursor.x <= grid.right ? grid.right : grid.columns - 1;
    for (int i = 0; i < n && cursor.x < limit; i++) {
      cursor.x = grid.tabs.next(cursor.x, limit);
    }
  }

  /// CBT.
  public void backTab(int n) {
    int limit = cursor.origin ? grid.left : 0;
    for (int i = 0; i < n && cursor.x > limit; i++) {
      cursor.x = grid.tabs.previous(cursor.x, limit);
    }
    cursor.pending = false;
  }
}
