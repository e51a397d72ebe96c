package agenttui.term.cells;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One row of cells. `text` holds a code point, 0 for a blank, [#TAIL] for the right half of a wide
/// character, or less for a cluster ([Clusters]); `attr` the styles. Cells from `used` on are blank
/// in the style `fill` whatever the arrays hold, which makes clearing cheap.
///
/// Invariants: 0 ≤ used ≤ width; a TAIL always follows a cell with text; no cell from `used` on is
/// the tail of one before; `rich` is set when a tail, a cluster or an extra may be there (it may be
/// wrongly set, never wrongly clear).
public final class Row {
  /// The right half of a wide character.
  public static final int TAIL = -1;

  /// The bit of a style that says that `extra` counts for the cell (see `Style.EXTRA`).
  public static final long EXTRA = 1L << 63;

  int[] text;
  long[] attr;
  int @Nullable [] extra;
  int used;
  long fill;
  boolean wrapped;
  boolean prompt;
  boolean rich;
  int dirtyFrom;
  int dirtyTo;

  /// A blank row, dirty all over.
  public Row(int width) {
    text = new int[width];
    attr = new long[width];
    dirtyTo = width;
  }

  /// Cells; not to be changed outside this package.
  public int[] text() {
    return text;
  }

  /// Styles; not to be changed outside this package.
  public long[] attr() {
    return attr;
  }

  /// Cells that were written.
  public int used() {
    return used;
  }

  /// Style of the rest.
  public long fill() {
    return fill;
  }

  /// Does the text go on in the next row?
  public boolean wrapped() {
    return wrapped;
  }

  /// Has the shell said that a prompt begins here (OSC 133 ; A)?
  public boolean prompt() {
    return prompt;
  }

  /// Notes that a prompt begins here, until the row is cleared.
  public void markPrompt() {
    prompt = true;
  }

  /// First dirty cell; never the right half of a wide character alone.
  public int dirtyFrom() {
    return isTail(dirtyFrom) ? dirtyFrom - 1 : dirtyFrom;
  }

  /// Behind the last dirty cell; never between the halves of a wide character.
  public int dirtyTo() {
    return isTail(dirtyTo) ? dirtyTo + 1 : dirtyTo;
  }

  private boolean isTail(int x) {
    return x > 0 && x < used && text[x] == TAIL;
  }

  /// The number of a cell's [Extras], 0 for none.
  public int extra(int x) {
    return extra != null && x < used && attr[x] < 0 ? extra[x] : 0;
  }

  int width() {
    return text.length;
  }

  void dirty(int from, int to) {
    if (from < dirtyFrom) {
      dirtyFrom = from;
    }
    if (to > dirtyTo) {
      dirtyTo = to;
    }
  }

  void dirtyAll() {
    dirtyFrom = 0;
    dirtyTo = text.length;
  }

  void clean() {
    dirtyFrom = Integer.MAX_VALUE;
    dirtyTo = 0;
  }

  /// All blank.
  void clear(long style) {
    used = 0;
    fill = style;
    wrapped = false;
    prompt = false;
    rich = false;
    dirtyAll();
  }

  /// Makes the cells before `x` real.
  void reach(int x) {
    if (used < x) {
      Arrays.fill(text, used, x, 0);
      Arrays.fill(attr, used, x, fill);
      used = x;
    }
  }

  /// Takes apart a wide character that lies across the border before `x`.
  void cut(int x) {
    if (rich && x > 0 && x < used && text[x] == TAIL) {
      text[x] = 0;
      text[x - 1] = 0;
      dirty(x - 1, x + 1);
    }
  }

  /// Writes `n` ASCII characters from `x` on.
  void ascii(byte[] bytes, int from, int n, int x, long style, int extraNumber) {
    reach(x);
    if (rich) {
      cut(x);
      cut(x + n);
    }
    int[] cells = text;
    for (int i = 0; i < n; i++) {
      cells[x + i] = bytes[from + i];
    }
    if (n < 8) {
      long[] styles = attr;
      for (int i = 0; i < n; i++) {
        styles[x + i] = style;
      }
    } else {
      Arrays.fill(attr, x, x + n, style);
    }
    if (style < 0) {
      Arrays.fill(extras(), x, x + n, extraNumber);
    }
    wrote(x, x + n);
  }

  /// Writes one character of one or two cells.
  void put(int x, int cell, int cells, long style, int extraNumber) {
    reach(x);
    if (rich) {
      cut(x);
      cut(x + cells);
    }
    text[x] = cell;
    attr[x] = style;
    if (cells == 2) {
      text[x + 1] = TAIL;
      attr[x + 1] = style;
      rich = true;
    }
    if (style < 0) {
      Arrays.fill(extras(), x, x + cells, extraNumber);
    }
    wrote(x, x + cells);
  }

  private void wrote(int from, int to) {
    if (to > used) {
      used = to;
    }
    dirty(from, to);
  }

  int[] extras() {
    rich = true;
    if (extra == null) {
      extra = new int[text.length];
    }
    return extra;
  }

  /// Blanks the cells `from` to `to` (exclusive).
  void erase(int from, int to, long style) {
    if (from >= to) {
      return;
    }
    cut(from);
    cut(to);
    if (to >= text.length || (to >= used && fill == style)) {
      if (fill != style) {
        reach(from);
        fill = style;
      }
      used = Math.min(used, from);
      if (used == 0) {
        rich = false;
      }
    } else {
      reach(to);
      Arrays.fill(text, from, to, 0);
      Arrays.fill(attr, from, to, style);
    }
    if (to >= text.length) {
      wrapped = false;
    }
    dirty(from, to);
  }

  /// Moves the cells `from` to `to` by `n` (negative: left). The cells that they leave hold
  /// anything but halves; the caller erases them.
  void shift(int from, int to, int n) {
    if (from >= to) {
      return;
    }
    cut(from);
    cut(to);
    cut(n > 0 ? to + n : from + n);
    reach(Math.max(to, to + n));
    System.arraycopy(text, from, text, from + n, to - from);
    System.arraycopy(attr, from, attr, from + n, to - from);
    if (extra != null) {
      System.arraycopy(extra, from, extra, from + n, to - from);
    }
    if (n > 0) {
      Arrays.fill(text, from, Math.min(to, from + n), 0);
    } else {
      Arrays.fill(text, Math.max(from, to + n), to, 0);
    }
    dirty(Math.min(from, from + n), Math.max(to, to + n));
  }

  /// Copies `n` cells of another row (not this one).
  void copy(Row source, int from, int to, int n) {
    source.reach(from + n);
    reach(to + n);
    cut(to);
    cut(to + n);
    System.arraycopy(source.text, from, text, to, n);
    System.arraycopy(source.attr, from, attr, to, n);
    if (source.extra != null) {
      System.arraycopy(source.extra, from, extras(), to, n);
    }
    rich |= source.rich;
    if (n > 0 && text[to] == TAIL) {
      text[to] = 0;
    }
    if (n > 0 && from + n < source.used && source.text[from + n] == TAIL) {
      text[to + n - 1] = 0;
    }
    dirty(to, to + n);
  }

  /// Takes over all of another row's cells, as far as they fit.
  void copyAll(Row source) {
    clear(source.fill);
    int n = Math.min(source.used, text.length);
    copy(source, 0, 0, n);
    used = n;
    wrapped = source.wrapped;
    prompt = source.prompt;
  }

  /// Changes the number of cells; what is beyond is lost.
  void resize(int width) {
    if (width < used) {
      cut(width);
      used = width;
    }
    text = Arrays.copyOf(text, width);
    attr = Arrays.copyOf(attr, width);
    if (extra != null) {
      extra = Arrays.copyOf(extra, width);
    }
    wrapped = false;
    dirtyAll();
  }

  /// Adds `n` cells of another row behind the `at` cells that are here.
  void append(Row source, int at, int n) {
    append(source, 0, at, n);
  }

  /// Adds `n` cells of another row from its cell `from` on.
  void append(Row source, int from, int at, int n) {
    System.arraycopy(source.text, from, text, at, n);
    System.arraycopy(source.attr, from, attr, at, n);
    if (source.extra != null) {
      System.arraycopy(source.extra, from, extras(), at, n);
    }
    rich |= source.rich;
    used = at + n;
  }

  /// Makes the arrays longer.
  void grow(int width) {
    text = Arrays.copyOf(text, width);
    attr = Arrays.copyOf(attr, width);
    if (extra != null) {
      extra = Arrays.copyOf(extra, width);
    }
  }

  /// Cells up to the last that isn't a blank or a space in the default style.
  int contentEnd() {
    int end = used;
    while (end > 0 && attr[end - 1] == 0 && (text[end - 1] == 0 || text[end - 1] == ' ')) {
      end--;
    }
    return end;
  }

  boolean isBlank() {
    return fill == 0 && contentEnd() == 0;
  }
}
