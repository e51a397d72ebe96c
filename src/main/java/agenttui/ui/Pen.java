package agenttui.ui;

import agenttui.term.Style;

/// Writes cells to a terminal and knows where its cursor stands and in which style it writes, so
/// that nothing is said twice. What it writes, in EBNF's spirit: text | CR | LF | BS | CSI numbers
/// final | OSC 8 ; id ; uri ST.
final class Pen {
  private static final int UNKNOWN = -1;

  private final Bytes out = new Bytes(1 << 14);
  private final Sgr sgr = new Sgr();
  private int column = UNKNOWN;
  private int row = UNKNOWN;
  private long style;
  private int underline;
  private String link = "";
  private boolean hyperlinks;
  private boolean utf8 = true;
  private boolean lines = true;

  void capabilities(TerminalCapabilities now) {
    sgr.capabilities(now);
    hyperlinks = now.hyperlinks();
    utf8 = now.utf8();
  }

  /// Whether lines and marks are drawn as such, also where the terminal has them.
  void lines(boolean drawn) {
    lines = drawn;
  }

  Bytes out() {
    return out;
  }

  /// The cursor may be anywhere now.
  void lost() {
    column = UNKNOWN;
    row = UNKNOWN;
  }

  /// The terminal was reset: style and link are default again.
  void reset() {
    lost();
    style = Style.DEFAULT;
    underline = 0;
    link = "";
  }

  long style() {
    return style;
  }

  /// Whether the cursor stands in that column.
  boolean at(int inColumn) {
    return column == inColumn;
  }

  /// Goes to a cell by the shortest way.
  void move(int toColumn, int toRow) {
    if (toColumn == column && toRow == row) {
      return;
    }
    if (row == UNKNOWN) {
      absolute(toColumn, toRow);
    } else if (toRow == row) {
      alongRow(toColumn);
    } else {
      toOtherRow(toColumn, toRow);
    }
    column = toColumn;
    row = toRow;
  }

  /// CUP.
  private void absolute(int toColumn, int toRow) {
    out.ascii("\033[");
    if (toRow > 0 || toColumn > 0) {
      out.number(toRow + 1);
    }
    if (toColumn > 0) {
      out.ascii(";").number(toColumn + 1);
    }
    out.ascii("H");
  }

  private static int absoluteLength(int toColumn, int toRow) {
    return 3
        + (toRow > 0 || toColumn > 0 ? Bytes.digits(toRow + 1) : 0)
        + (toColumn > 0 ? 1 + Bytes.digits(toColumn + 1) : 0);
  }

  private void alongRow(int toColumn) {
    if (toColumn == 0) {
      out.ascii("\r");
      return;
    }
    int cha = 3 + Bytes.digits(toColumn + 1);
    int by = column == UNKNOWN ? 0 : toColumn - column;
    int relative = Math.abs(by) == 1 ? 3 : 3 + Bytes.digits(Math.abs(by));
    if (by < 0 && -by <= Math.min(relative, cha)) {
      for (int i = 0; i < -by; i++) {
        out.ascii("\b");
      }
    } else if (by == 0 || cha < relative) {
      out.ascii("\033[").number(toColumn + 1).ascii("G");
    } else {
      relative(Math.abs(by), by > 0 ? "C" : "D");
    }
  }

  private void relative(int by, String end) {
    out.ascii("\033[");
    if (by > 1) {
      out.number(by);
    }
    out.ascii(end);
  }

  private void toOtherRow(int toColumn, int toRow) {
    int down = toRow - row;
    int absolute = absoluteLength(toColumn, toRow);
    if (toColumn == 0 && down > 0 && 1 + down < absolute) {
      out.ascii("\r");
      lines(down);
    } else if (toColumn == column && down > 0 && down < absolute) {
      lines(down);
    } else if (toColumn == column && 3 + Bytes.digits(Math.abs(down)) < absolute) {
      relative(Math.abs(down), down > 0 ? "B" : "A");
    } else {
      absolute(toColumn, toRow);
    }
  }

  /// LF: down one row, never at the last row, so nothing scrolls.
  private void lines(int down) {
    for (int i = 0; i < down; i++) {
      out.ascii("\n");
    }
  }

  /// Changes to a style.
  void style(long to, Glyphs.Extra extra) {
    sgr.write(out, style, underline, to, extra.underline());
    style = to;
    underline = extra.underline();
    if (hyperlinks && !extra.link().equals(link)) {
      link = extra.link();
      boolean safe = link.chars().allMatch(c -> c > 0x20 && c < 0x7F);
      out.ascii("\033]8;");
      if (safe && !link.isEmpty()) {
        out.ascii("id=").number(link.hashCode() & 0xFFFFFF);
      }
      out.ascii(";").ascii(safe ? link : "").ascii("\033\\");
    }
  }

  /// Prints one cell.
  ///
  /// @param cell a code point, 0 for a blank
  /// @param width cells that it takes
  /// @param columns of the terminal
  void print(int cell, int width, int columns) {
    if (cell < 0x7F || (utf8 && (lines || !Ascii.draws(cell)))) {
      out.utf8(cell == 0 ? ' ' : cell);
    } else {
      ascii(Ascii.of(cell), width);
    }
    advance(width, columns);
  }

  /// Prints a cluster; terminals differ in its width, so the place after it is not known.
  ///
  /// @param width cells that it takes here, which may be more than those of its first code point
  void print(int[] codePoints, int width) {
    if (!utf8) {
      ascii(Ascii.of(codePoints[0]), width);
      lost();
      return;
    }
    for (int codePoint : codePoints) {
      out.utf8(codePoint);
    }
    lost();
  }

  private void ascii(char character, int width) {
    out.utf8(character);
    for (int i = 1; i < width; i++) {
      out.utf8(' ');
    }
  }

  /// Repeats the last character (REP).
  void repeat(int times, int columns) {
    out.ascii("\033[").number(times).ascii("b");
    advance(times, columns);
  }

  /// In the last column terminals differ in where the cursor is.
  private void advance(int by, int columns) {
    column = column == UNKNOWN || column + by >= columns ? UNKNOWN : column + by;
  }

  /// Blanks to the end of the row (EL).
  void eraseLine() {
    out.ascii("\033[K");
  }

  /// Blanks some cells, the cursor stays (ECH).
  void erase(int cells) {
    out.ascii("\033[").number(cells).ascii("X");
  }
}
