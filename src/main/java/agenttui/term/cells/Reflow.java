package agenttui.term.cells;

import java.util.Arrays;

/// Gives a grid another size. Lines of the main screen and its history that were wrapped are joined
/// and wrapped anew; cursor positions follow their text. The alternate screen is cut or extended,
/// since its programs draw themselves anew.
///
/// All rows are packed into a new history, then the youngest of them are taken back as the screen.
/// When the old screen was full to its last row (or what it held no longer fits) the last rows are
/// shown, else the old top of the screen stays at the top. Where wrapped lines of the screen were
/// joined, as many rows of the history come back above them, so that what is below stays where it
/// was: programs that draw at the bottom of the main screen count from there.
final class Reflow {
  /// Longer lines are wrapped in pieces, so that the joined line takes at most about 1 MiB.
  private static final int LONGEST = 1 << 16;

  private final Buffer buffer;
  private final int columns;
  private final int rows;
  private final History fresh;
  private final Row piece;

  private Row line;
  private int length;
  private int written;

  /// Where the line starts in the new rows, and where the points in it are; −1 not in this line.
  private final Cursor[] tracked;

  private final int[] offsets;
  private final long[] newRow;

  private Reflow(Buffer buffer, int columns, int rows, Cursor... cursors) {
    this.buffer = buffer;
    this.columns = columns;
    this.rows = rows;
    this.fresh = new History(buffer.history().limit());
    this.piece = new Row(columns);
    this.line = new Row(Math.max(columns, buffer.columns()) * 2);
    this.tracked = cursors;
    this.offsets = new int[cursors.length];
    this.newRow = new long[cursors.length];
    Arrays.fill(offsets, -1);
  }

  static void resize(Grid grid, int columns, int rows) {
    boolean alternate = grid.isAlternate();
    Cursor top = new Cursor();
    if (columns == grid.columns && rows == grid.rows) {
      return;
    }
    if (alternate) {
      new Reflow(grid.main, columns, rows, top, grid.savedMain).run(grid.savedMain.y);
      crop(grid.alternate, columns, rows, grid.cursor, grid.savedAlternate);
    } else {
      new Reflow(grid.main, columns, rows, top, grid.cursor, grid.savedMain).run(grid.cursor.y);
      crop(grid.alternate, columns, rows, grid.savedAlternate, grid.savedAlternate);
    }
    grid.main.damageAll();
  }

  private static void crop(Buffer buffer, int columns, int rows, Cursor cursor, Cursor saved) {
    int y = Math.min(cursor.y, buffer.height() - 1);
    int moved = buffer.crop(columns, rows, y);
    place(cursor, cursor.y - moved, columns, rows);
    if (saved != cursor) {
      place(saved, saved.y - moved, columns, rows);
    }
  }

  private static void place(Cursor cursor, int y, int columns, int rows) {
    cursor.y = Math.clamp(y, 0, rows - 1);
    if (cursor.x >= columns) {
      cursor.x = columns - 1;
      cursor.pending = false;
    }
    cursor.pending &= cursor.x == columns - 1;
  }

  private void run(int cursorRow) {
    int height = buffer.height();
    int content = Math.min(cursorRow, height - 1) + 1;
    for (int y = height; y > content; y--) {
      if (!buffer.row(y - 1).isBlank()) {
        content = y;
        break;
      }
    }
    boolean full = content == height;
    history();
    for (int y = 0; y < content; y++) {
      track(y);
      add(buffer.row(y));
    }
    finish();
    take(full, content);
  }

  /// The old history, row by row; a line of one row that still fits stays packed.
  private void history() {
    History old = buffer.history();
    Row scratch = new Row(buffer.columns());
    for (int i = 0; i < old.size(); i++) {
      boolean wrapped = (old.flags(i) & Packing.WRAPPED) != 0;
      if (length == 0 && !wrapped && old.used(i) <= columns) {
        fresh.pushPacked(old, i);
        written++;
      } else {
        old.read(i, scratch);
        add(scratch);
      }
    }
  }

  /// Notes which points lie in the row that is added next.
  private void track(int y) {
    for (int i = 0; i < tracked.length; i++) {
      if (Math.min(tracked[i].y, buffer.height() - 1) == y) {
        offsets[i] = length + tracked[i].x + (tracked[i].pending ? 1 : 0);
      }
    }
  }

  private void add(Row row) {
    int n = row.wrapped ? row.used : row.contentEnd();
    if (line.width() < length + n) {
      line.grow(Math.max(length + n, line.width() * 2));
    }
    if (length == 0) {
      line.clear(0);
      line.prompt = row.prompt;
    }
    line.append(row, length, n);
    length += n;
    line.fill = row.fill;
    if (!row.wrapped) {
      wrap(false);
    } else if (length > LONGEST) {
      wrap(true);
    }
  }

  private void finish() {
    if (length > 0) {
      wrap(false);
    }
  }

  /// Writes the joined line in rows of the new width.
  private void wrap(boolean continues) {
    int from = 0;
    do {
      int to = Math.min(length, from + columns);
      if (to < length && line.text[to] == Row.TAIL) {
        to = narrower(from, to);
      }
      boolean last = to == length;
      piece.clear(last ? line.fill : 0);
      piece.append(line, from, 0, to - from);
      piece.prompt = from == 0 && line.prompt;
      piece.wrapped = !last || continues;
      fresh.pushUnlimited(piece);
      locate(from, to, last);
      written++;
      from = to;
    } while (from < length);
    length = 0;
  }

  /// A wide character doesn't fit at the end: it goes to the next row, but in a row of one cell it
  /// is lost.
  private int narrower(int from, int to) {
    if (to - 1 > from) {
      return to - 1;
    }
    line.text[from] = 0;
    line.text[to] = 0;
    return to;
  }

  private void locate(int from, int to, boolean last) {
    for (int i = 0; i < tracked.length; i++) {
      if (offsets[i] >= from && (offsets[i] < to || last)) {
        tracked[i].pending = offsets[i] - from >= columns && i > 0;
        tracked[i].x = Math.min(offsets[i] - from, columns - 1);
        newRow[i] = written;
        offsets[i] = -1;
      }
    }
  }

  /// The youngest rows become the screen.
  ///
  /// @param content how many rows of the old screen held something
  private void take(boolean full, int content) {
    long start = Math.max(0, written - rows);
    if (!full) {
      long joined = Math.max(0, content - (written - newRow[0]));
      start = Math.max(start, newRow[0] - joined);
    }
    int n = (int) Math.min(Math.min(written - start, rows), fresh.size());
    Row[] screen = new Row[rows];
    for (int y = 0; y < rows; y++) {
      screen[y] = new Row(columns);
    }
    for (int y = n - 1; y >= 0; y--) {
      fresh.pop(screen[y]);
      screen[y].dirtyAll();
    }
    for (int i = 1; i < tracked.length; i++) {
      place(tracked[i], (int) (newRow[i] - (written - n)), columns, rows);
    }
    fresh.trim(fresh.limit());
    fresh.total(Math.max(buffer.history().total(), fresh.size()));
    buffer.replace(screen, columns, fresh);
  }
}
