package agenttui.ui;

import java.util.Arrays;

/// The lines between panes as arms: each cell knows for each of its four sides whether a line
/// leaves there and how heavy, so junctions come out right whatever meets (U+2500 to U+254B have
/// every combination).
final class Rules {
  static final int NONE = 0;
  static final int LIGHT = 1;
  static final int HEAVY = 2;

  private static final int UP = 0;
  private static final int RIGHT = 2;
  private static final int DOWN = 4;
  private static final int LEFT = 6;

  /// Indexed by up + 3·right + 9·down + 27·left. A lone arm is drawn as a whole line.
  private static final String LINES =
      " │┃─└┖━┕┗││┃┌├┞┍┝┡┃┃┃┎┟┠┏┢┣" + "─┘┚─┴┸━┶┺┐┤┦┬┼╀┮┾╄┒┧┨┰╁╂┲╆╊" + "━┙┛━┵┹━┷┻┑┥┩┭┽╃┯┿╇┓┪┫┱╅╉┳╈╋";

  private final int columns;
  private final int rows;
  private final byte[] arms;

  Rules(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    arms = new byte[columns * rows];
  }

  void clear() {
    Arrays.fill(arms, (byte) 0);
  }

  /// A line through `length` cells to the right.
  void horizontal(int column, int row, int length, int weight) {
    for (int i = column; i < column + length; i++) {
      set(i, row, LEFT, weight);
      set(i, row, RIGHT, weight);
    }
  }

  /// A line through `length` cells downwards.
  void vertical(int column, int row, int length, int weight) {
    for (int i = row; i < row + length; i++) {
      set(column, i, UP, weight);
      set(column, i, DOWN, weight);
    }
  }

  /// An arm that points left out of a cell, joining what ends before it.
  void left(int column, int row, int weight) {
    set(column, row, LEFT, weight);
  }

  void right(int column, int row, int weight) {
    set(column, row, RIGHT, weight);
  }

  void up(int column, int row, int weight) {
    set(column, row, UP, weight);
  }

  void down(int column, int row, int weight) {
    set(column, row, DOWN, weight);
  }

  /// The heavier of what was there and what comes stays.
  private void set(int column, int row, int side, int weight) {
    if (column < 0 || column >= columns || row < 0 || row >= rows) {
      return;
    }
    int at = row * columns + column;
    int before = arms[at] >> side & 3;
    if (weight > before) {
      arms[at] = (byte) ((arms[at] & ~(3 << side)) | (weight << side));
    }
  }

  /// Takes all arms out of some cells.
  void erase(int column, int row, int length) {
    if (row >= 0 && row < rows) {
      int from = Math.clamp(column, 0, columns);
      int to = Math.clamp((long) column + length, from, columns);
      Arrays.fill(arms, row * columns + from, row * columns + to, (byte) 0);
    }
  }

  /// Nothing joins a cell from the left any more.
  void end(int column, int row) {
    without(column, row, LEFT);
  }

  /// Nothing joins a cell from above any more.
  void cap(int column, int row) {
    without(column, row, UP);
  }

  private void without(int column, int row, int side) {
    if (column >= 0 && column < columns && row >= 0 && row < rows) {
      int at = row * columns + column;
      arms[at] = (byte) (arms[at] & ~(3 << side));
    }
  }

  boolean any(int column, int row) {
    return arms[row * columns + column] != 0;
  }

  /// Whether a heavy line touches the cell.
  boolean heavy(int column, int row) {
    return (arms[row * columns + column] & 0b10101010) != 0;
  }

  /// The character of a cell.
  char line(int column, int row) {
    int a = arms[row * columns + column];
    int up = a >> UP & 3;
    int right = a >> RIGHT & 3;
    int down = a >> DOWN & 3;
    int left = a >> LEFT & 3;
    return LINES.charAt(up + 3 * right + 9 * down + 27 * left);
  }
}
