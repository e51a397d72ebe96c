package agenttui.term.cells;

/// Writes text into the grid: runs of ASCII in one go, other characters one by one, joined to the
/// cell before where UAX 29 sees one grapheme cluster.
public final class Printing {
  private final Grid grid;
  private final Cursor cursor;
  private final int[] points = new int[Clusters.LONGEST + 1];

  /// Where the cursor was after the last character: only there may a letter join (a mark always
  /// may).
  private int lastX = -1;

  private int lastY = -1;

  /// The last character was a prepended mark: what follows joins it.
  private boolean prepended;

  /// The last character, for REP.
  private int last;

  Printing(Grid grid) {
    this.grid = grid;
    this.cursor = grid.cursor;
  }

  /// Forgets the last character.
  public void reset() {
    lastX = -1;
    prepended = false;
    last = 0;
  }

  /// A control function came: REP has nothing to repeat (as in xterm), and letters no longer join.
  public void interrupt() {
    last = 0;
    lastX = -1;
    prepended = false;
  }

  /// The state between two characters, for a checkpoint.
  public int[] state() {
    return new int[] {lastX, lastY, prepended ? 1 : 0, last};
  }

  /// Takes back what [#state] gave.
  public void state(int[] state) {
    lastX = state[0];
    lastY = state[1];
    prepended = state[2] != 0;
    last = state[3];
  }

  /// Writes bytes 0x20 to 0x7E.
  public void ascii(byte[] bytes, int from, int to) {
    int at = from;
    if (prepended || cursor.sets[cursor.gl] != 0 || cursor.singleShift != 0) {
      at = mapped(bytes, from, to);
    }
    while (at < to) {
      if (cursor.pending && !wrap()) {
        at = to - 1;
      }
      int limit = limit();
      int n = Math.min(limit - cursor.x, to - at);
      if (grid.insert) {
        grid.editing().insertForText(n);
      }
      grid.buffer.row(cursor.y).ascii(bytes, at, n, cursor.x, grid.penStyle, grid.penExtra);
      advance(n, limit);
      at += n;
    }
    last = bytes[to - 1];
    lastX = cursor.x;
    lastY = cursor.y;
  }

  /// The slow way, while a set other than ASCII is in use.
  ///
  /// @return how far it came
  private int mapped(byte[] bytes, int from, int to) {
    int at = from;
    do {
      point(mapped(bytes[at++]));
    } while (at < to && (prepended || cursor.sets[cursor.gl] != 0));
    return at;
  }

  private int mapped(int c) {
    int set = cursor.singleShift != 0 ? cursor.singleShift : cursor.gl;
    cursor.singleShift = 0;
    return Charset.map(cursor.sets[set], c);
  }

  /// Writes one character that isn't a control.
  public void point(int c) {
    int property = CodePoints.property(c);
    int kind = CodePoints.kind(property);
    if (kind != CodePoints.OTHER || prepended) {
      if (kind == CodePoints.CONTROL || join(c, kind)) {
        return;
      }
      prepended = kind == CodePoints.PREPEND;
    }
    int cells = CodePoints.cells(property);
    if (cells != 0) {
      put(c, cells);
      last = c;
    }
    lastX = cursor.x;
    lastY = cursor.y;
  }

  /// REP.
  public void repeat(int n) {
    int c = last;
    if (c == 0) {
      return;
    }
    // More than a screen changes nothing that still shows, but the history.
    int most = Math.min(n, grid.columns * grid.rows);
    for (int i = 0; i < most; i++) {
      put(c, CodePoints.cells(CodePoints.property(c)));
    }
    lastX = cursor.x;
    lastY = cursor.y;
  }

  private void put(int c, int cells) {
    if (cells == 2 && grid.right == grid.left) {
      return;
    }
    if (cursor.pending) {
      wrap();
    }
    int limit = limit();
    if (cells == 2 && cursor.x + 2 > limit && !makeRoom(limit)) {
      return;
    }
    limit = limit();
    if (grid.insert) {
      grid.editing().insertForText(cells);
    }
    grid.buffer.row(cursor.y).put(cursor.x, c, cells, grid.penStyle, grid.penExtra);
    advance(cells, limit);
  }

  /// A wide character doesn't fit at the end of the row.
  private boolean makeRoom(int limit) {
    int start = cursor.x >= grid.left ? grid.left : 0;
    if (limit - start < 2) {
      return false;
    }
    if (grid.autowrap) {
      grid.row().erase(cursor.x, limit, grid.erased());
      cursor.pending = true;
      return wrap();
    }
    cursor.x = limit - 2;
    return true;
  }

  private void advance(int n, int limit) {
    cursor.x += n;
    if (cursor.x >= limit) {
      cursor.x = limit - 1;
      cursor.pending = true;
    }
  }

  /// Behind the last column that text may take from here.
  private int limit() {
    return cursor.x <= grid.right ? grid.right + 1 : grid.columns;
  }

  /// Goes on in the next row.
  ///
  /// @return false when wrapping is off
  private boolean wrap() {
    cursor.pending = false;
    if (!grid.autowrap) {
      return false;
    }
    grid.row().wrapped = grid.left == 0 && grid.right == grid.columns - 1;
    // In the last column, also of the margins: IND scrolls only inside them.
    grid.movement().index();
    cursor.x = grid.left;
    return true;
  }

  /// Joins a character to the cell before the cursor, when they are one cluster.
  private boolean join(int c, int kind) {
    boolean mark =
        kind == CodePoints.EXTEND
            || kind == CodePoints.LINKER
            || kind == CodePoints.ZWJ
            || kind == CodePoints.SPACING;
    boolean here = lastX == cursor.x && lastY == cursor.y;
    Row row = grid.row();
    int x = cursor.pending ? cursor.x : cursor.x - 1;
    if (x > 0 && x < row.used && row.text[x] == Row.TAIL) {
      x--;
    }
    if ((!mark && !here) || x < 0 || x >= row.used) {
      return false;
    }
    int length = gather(row.text[x]);
    if (length == 0 && !mark) {
      return false;
    }
    if (length == 0) {
      points[0] = ' ';
      length = 1;
    }
    if (!mark && !prepended && !Joining.joins(points, length, c, kind)) {
      return false;
    }
    prepended = false;
    extend(row, x, length, c, kind);
    lastX = cursor.x;
    lastY = cursor.y;
    return true;
  }

  /// The code points of a cell into `points`.
  private int gather(int cell) {
    if (cell > 0) {
      points[0] = cell;
      return 1;
    }
    if (cell == 0) {
      return 0;
    }
    int[] all = grid.clusters.points(cell);
    System.arraycopy(all, 0, points, 0, all.length);
    return all.length;
  }

  private void extend(Row row, int x, int length, int c, int kind) {
    if (length >= Clusters.LONGEST) {
      return;
    }
    points[length] = c;
    if (grid.clusters.isMissing(points, length + 1) && grid.clusters.wantsSweep()) {
      grid.sweep();
    }
    int cell = grid.clusters.cell(points, length + 1);
    if (cell == 0) {
      return;
    }
    row.text[x] = cell;
    row.rich = true;
    row.dirty(x, x + 1);
    if (c == 0xFE0F && Character.isEmoji(points[0])) {
      widen(row, x);
    } else if (c == 0xFE0E && length == 1 && Character.isEmojiPresentation(points[0])) {
      narrow(row, x);
    } else if (kind == CodePoints.PICTOGRAPH || kind == CodePoints.MODIFIER) {
      widen(row, x);
    } else if (kind == CodePoints.SPACING) {
      row.dirty(x, x + 1);
    }
  }

  private void widen(Row row, int x) {
    boolean already = x + 1 < row.used && row.text[x + 1] == Row.TAIL;
    if (already || cursor.pending || cursor.x != x + 1) {
      return;
    }
    int limit = limit();
    if (grid.insert) {
      grid.editing().insertForText(1);
    }
    int extra = row.extra(x);
    row.put(x, row.text[x], 2, row.attr[x], extra);
    advance(1, limit);
  }

  private void narrow(Row row, int x) {
    boolean wide = x + 1 < row.used && row.text[x + 1] == Row.TAIL;
    boolean behind = cursor.pending ? cursor.x == x + 1 : cursor.x == x + 2;
    if (wide && behind) {
      row.text[x + 1] = 0;
      row.dirty(x, x + 2);
      cursor.x = x + 1;
      cursor.pending = false;
    }
  }
}
