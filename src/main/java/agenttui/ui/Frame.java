package agenttui.ui;

import agenttui.mux.Rect;
import agenttui.term.Screen;
import agenttui.term.Style;
import agenttui.term.Width;
import java.util.Arrays;
import java.util.List;

/// The cells of a whole terminal, packed: text, style and a number for what is rare, as in
/// [Screen]. Mutable, drawn by a [Compositor], read by [Renderer]s; event loop only.
public final class Frame {
  /// The right half of a wide character, as in [Screen#TAIL].
  static final int TAIL = Screen.TAIL;

  private final int columns;
  private final int rows;
  private final Glyphs glyphs;
  final int[] text;
  final long[] style;
  final int[] extra;
  private List<Rect> regions = List.of();
  private int cursorColumn;
  private int cursorRow;
  private int cursorShape;
  private boolean cursorVisible;

  Frame(int columns, int rows, Glyphs glyphs) {
    this.columns = columns;
    this.rows = rows;
    this.glyphs = glyphs;
    text = new int[columns * rows];
    style = new long[columns * rows];
    extra = new int[columns * rows];
  }

  /// Cells in a row.
  public int columns() {
    return columns;
  }

  /// Rows.
  public int rows() {
    return rows;
  }

  Glyphs glyphs() {
    return glyphs;
  }

  /// Where the cursor is; meaningful while it shows.
  public int cursorColumn() {
    return cursorColumn;
  }

  /// Where the cursor is.
  public int cursorRow() {
    return cursorRow;
  }

  /// Whether the cursor shows.
  public boolean cursorVisible() {
    return cursorVisible;
  }

  /// DECSCUSR's number, 0 for the terminal's own.
  public int cursorShape() {
    return cursorShape;
  }

  void hideCursor() {
    cursorVisible = false;
  }

  void cursor(int column, int row, int shape) {
    cursorVisible = column >= 0 && column < columns && row >= 0 && row < rows;
    cursorColumn = column;
    cursorRow = row;
    cursorShape = shape;
  }

  /// The text of a cell: a blank for an empty one, nothing for the right half of a wide one.
  public String text(int column, int row) {
    int cell = text[row * columns + column];
    if (cell == TAIL) {
      return "";
    }
    if (cell < TAIL) {
      int[] points = glyphs.codePoints(cell);
      return new String(points, 0, points.length);
    }
    return cell == 0 ? " " : Character.toString(cell);
  }

  /// The [Style] of a cell.
  public long style(int column, int row) {
    return style[row * columns + column];
  }

  /// A row as text, blanks at the end kept.
  public String line(int row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      line.append(text(column, row));
    }
    return line.toString();
  }

  void clear() {
    Arrays.fill(text, 0);
    Arrays.fill(style, Style.DEFAULT);
    Arrays.fill(extra, 0);
  }

  /// Blank cells in a row.
  void fill(int column, int row, int length, long attribute) {
    if (row < 0 || row >= rows) {
      return;
    }
    int from = Math.clamp(column, 0, columns);
    int to = Math.clamp((long) column + length, from, columns);
    int at = row * columns;
    halve(row, from, to);
    Arrays.fill(text, at + from, at + to, 0);
    Arrays.fill(style, at + from, at + to, attribute);
    Arrays.fill(extra, at + from, at + to, 0);
  }

  /// Copies cells of a row to another row of the same columns.
  void move(int column, int from, int to, int length) {
    int a = from * columns + column;
    int b = to * columns + column;
    System.arraycopy(text, a, text, b, length);
    System.arraycopy(style, a, style, b, length);
    System.arraycopy(extra, a, extra, b, length);
  }

  /// Takes over all cells and the cursor of a frame of the same size.
  void become(Frame other) {
    System.arraycopy(other.text, 0, text, 0, text.length);
    System.arraycopy(other.style, 0, style, 0, style.length);
    System.arraycopy(other.extra, 0, extra, 0, extra.length);
    cursorColumn = other.cursorColumn;
    cursorRow = other.cursorRow;
    cursorShape = other.cursorShape;
    cursorVisible = other.cursorVisible;
  }

  /// Blanks the other half of wide characters that lie across the ends of cells about to be
  /// written.
  private void halve(int row, int from, int to) {
    int base = row * columns;
    if (from > 0 && from < columns && text[base + from] == TAIL) {
      text[base + from - 1] = 0;
    }
    if (to > 0 && to < columns && text[base + to] == TAIL) {
      text[base + to] = 0;
    }
  }

  /// The rectangles in which text may have scrolled: the panes' contents.
  List<Rect> regions() {
    return regions;
  }

  void regions(List<Rect> now) {
    regions = now;
  }

  /// One cell with one narrow character, or with one half of a wide one, the left half first.
  void set(int column, int row, int codePoint, long attribute) {
    if (column >= 0 && column < columns && row >= 0 && row < rows) {
      int at = row * columns + column;
      halve(row, codePoint == TAIL ? column - 1 : column, column + 1);
      text[at] = codePoint == ' ' ? 0 : codePoint;
      style[at] = attribute;
      extra[at] = 0;
    }
  }

  /// Another style for what a cell holds.
  void restyle(int column, int row, long attribute) {
    if (column >= 0 && column < columns && row >= 0 && row < rows) {
      style[row * columns + column] = attribute;
    }
  }

  /// Draws text that is safe to show, whole clusters only, before column `limit`.
  ///
  /// @return the column after the last one drawn
  int put(int column, int row, int limit, String safe, long attribute) {
    int end = Math.min(limit, columns);
    int at = column;
    for (int i = 0; i < safe.length(); ) {
      char c = safe.charAt(i);
      boolean plain = c < 0x80 && (i + 1 == safe.length() || safe.charAt(i + 1) < 0x80);
      int next = plain ? i + 1 : Width.clusterEnd(safe, i);
      int width = plain ? 1 : Width.of(safe.substring(i, next));
      if (at + width > end) {
        return at;
      }
      if (width > 0 && at >= 0) {
        int first = safe.codePointAt(i);
        boolean single = i + Character.charCount(first) == next;
        set(at, row, first, attribute);
        if (!single) {
          text[row * columns + at] = glyphs.cluster(safe.substring(i, next));
        }
        if (width == 2) {
          set(at + 1, row, TAIL, attribute);
        }
      }
      at += width;
      i = next;
    }
    return at;
  }

  /// Copies columns of a pane's row to a place in this frame; a wide character that they cut in two
  /// at their end is a blank.
  ///
  /// @param line a row of the screen, negative in the history
  /// @param from first column of the pane to copy
  /// @param to behind the last one; not beyond the frame
  void copy(Screen screen, int line, int from, int to, int column, int row) {
    int used = Math.clamp(screen.used(line), from, to);
    int base = row * columns + column;
    halve(row, column + from, column + to);
    System.arraycopy(screen.text(line), from, text, base + from, used - from);
    System.arraycopy(screen.attr(line), from, style, base + from, used - from);
    Arrays.fill(extra, base + from, base + to, 0);
    boolean reverse = screen.reverse();
    for (int i = from; i < used; i++) {
      int cell = text[base + i];
      if (cell < TAIL) {
        text[base + i] = glyphs.cluster(screen.cluster(cell));
      }
      if (style[base + i] < 0) {
        rare(screen, line, i, base + i);
      }
    }
    if (used == to && used < screen.used(line) && screen.text(line)[used] == TAIL) {
      text[base + used - 1] = 0; // Its right half is cut off.
    }
    if (used < to) {
      Arrays.fill(text, base + used, base + to, 0);
      Arrays.fill(style, base + used, base + to, screen.fill(line) & ~Style.EXTRA);
    }
    if (reverse) {
      for (int i = from; i < to; i++) {
        style[base + i] ^= Style.INVERSE;
      }
    }
  }

  /// [Style#EXTRA] is the sign bit: the cell has an entry in the screen's side table.
  private void rare(Screen screen, int line, int column, int at) {
    style[at] &= ~Style.EXTRA;
    int link = screen.link(line, column);
    String target = link == 0 ? "" : screen.linkTarget(link);
    extra[at] = glyphs.extra(screen.underlineColour(line, column), target);
  }
}
