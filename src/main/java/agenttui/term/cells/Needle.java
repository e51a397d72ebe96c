package agenttui.term.cells;

import java.util.Arrays;

/// A text that is looked for in rows as they are kept: rows of plain ASCII, which most are, are
/// compared where they lie packed, so that a hundred histories take a tenth of a second. Not thread
/// safe.
///
/// Letters match either case unless one of them is a capital (smart case, as vi has it). A text may
/// go on from a wrapped row into the next ones.
public final class Needle {
  private static final byte[] NONE = {};

  private final boolean exact;

  /// The code points, in one case where case does not count.
  private final int[] points;

  /// The same for rows of ASCII; empty where none of them can hold it.
  private final byte[] ascii;

  /// By how many bytes the text can be moved on when a byte stands under its last one.
  private final int[] skips = new int[128];

  private int[] found = new int[256];
  private int length;

  private Needle(int[] points, boolean exact) {
    this.points = points;
    this.exact = exact;
    boolean plain = Arrays.stream(points).allMatch(point -> point < 128);
    ascii = plain ? new byte[points.length] : NONE;
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) points[i];
    }
    Arrays.fill(skips, Math.max(1, ascii.length));
    for (int i = 0; i < ascii.length - 1; i++) {
      skips[ascii[i]] = ascii.length - 1 - i;
      skips[other(ascii[i])] = ascii.length - 1 - i;
    }
  }

  /// What looks for a text.
  ///
  /// @param text not empty
  public static Needle of(String text) {
    boolean exact = text.codePoints().anyMatch(Character::isUpperCase);
    return new Needle(text.codePoints().map(point -> exact ? point : fold(point)).toArray(), exact);
  }

  /// One of the forms of a letter, the same for all of them.
  private static int fold(int point) {
    if (point < 128) {
      return point >= 'A' && point <= 'Z' ? point + 32 : point;
    }
    return Character.toLowerCase(Character.toUpperCase(point));
  }

  /// Whether the text begins in a row.
  ///
  /// @param row as the screen counts: 0 is the first that shows, −1 the youngest of the history
  public boolean begins(Grid grid, int row) {
    History history = grid.buffer.history();
    if (row >= 0) {
      return gathered(grid, row, 0);
    }
    int index = history.size() + row;
    int flags = history.flags(index);
    if ((flags & Packing.ASCII) == 0) {
      return gathered(grid, row, 0);
    }
    int used = history.used(index);
    int from = history.offset(index) + Packing.HEAD;
    if (ascii.length > 0 && in(history.block(index), from, from + used)) {
      return true;
    }
    boolean over = (flags & Packing.WRAPPED) != 0 && points.length > 1;
    return over && gathered(grid, row, Math.max(0, used - points.length + 1));
  }

  /// Whether bytes of an ASCII row hold it: Horspool's way (Software: Practice and Experience 10,
  /// 1980), which looks at one byte in as many as the text has.
  private boolean in(byte[] block, int from, int to) {
    int end = ascii.length - 1;
    byte one = ascii[end];
    byte other = other(one);
    for (int at = from + end; at < to; ) {
      byte here = block[at];
      if ((here == one || here == other) && ends(block, at)) {
        return true;
      }
      at += skips[here];
    }
    return false;
  }

  private boolean ends(byte[] block, int at) {
    int from = at - ascii.length + 1;
    for (int i = 0; i < ascii.length - 1; i++) {
      byte here = block[from + i];
      if (here != ascii[i] && here != other(ascii[i])) {
        return false;
      }
    }
    return true;
  }

  /// The other byte that means the same: a space may be a blank cell, a letter a capital.
  private byte other(byte wanted) {
    if (wanted == ' ') {
      return 0;
    }
    return !exact && wanted >= 'a' && wanted <= 'z' ? (byte) (wanted - 32) : wanted;
  }

  /// The same for any row, with as much of the rows behind it as the text can reach.
  private boolean gathered(Grid grid, int row, int from) {
    length = 0;
    boolean wrapped = gather(grid, row, from, Integer.MAX_VALUE);
    int own = length;
    for (int next = row + 1;
        wrapped && next < grid.rows && length < own + points.length - 1;
        next++) {
      wrapped = gather(grid, next, 0, own + points.length - 1);
    }
    for (int i = 0; i < own && i + points.length <= length; i++) {
      if (Arrays.equals(found, i, i + points.length, points, 0, points.length)) {
        return true;
      }
    }
    return false;
  }

  /// Adds the code points of a row.
  ///
  /// @param most stops when there are so many
  /// @return whether the row's text goes on in the next
  private boolean gather(Grid grid, int row, int from, int most) {
    if (row >= 0) {
      Row cells = grid.buffer.row(row);
      int used = Math.min(grid.columns, cells.used);
      for (int i = from; i < used && length < most; i++) {
        cell(grid.clusters, cells.text[i]);
      }
      return cells.wrapped;
    }
    History history = grid.buffer.history();
    int index = history.size() + row;
    byte[] block = history.block(index);
    int at = history.offset(index);
    int used = Math.min(grid.columns, Packing.used(block, at));
    for (int i = from; i < used && length < most; i++) {
      cell(grid.clusters, Packing.cell(block, at, i));
    }
    return (block[at] & Packing.WRAPPED) != 0;
  }

  private void cell(Clusters clusters, int text) {
    if (text >= 0) {
      add(text == 0 ? ' ' : text);
    } else if (text != Row.TAIL) {
      for (int point : clusters.points(text)) {
        add(point);
      }
    }
  }

  private void add(int point) {
    if (length == found.length) {
      found = Arrays.copyOf(found, 2 * length);
    }
    found[length++] = exact ? point : fold(point);
  }
}
