package agenttui.term;

import org.jspecify.annotations.Nullable;

/// How large a terminal is, in cells. Both sides are at least 1 and at most [#LIMIT]; what is
/// beyond is clamped, because sizes come from terminals and from files.
///
/// @param columns cells in a row
/// @param rows rows of the screen
public record Size(int columns, int rows) {
  /// The most columns or rows; far above any terminal, and small enough that a row fits in one
  /// block of the history.
  public static final int LIMIT = 2000;

  /// What terminals have been since the VT100.
  public static final Size DEFAULT = new Size(80, 24);

  /// Clamps.
  public Size {
    columns = Math.clamp(columns, 1, LIMIT);
    rows = Math.clamp(rows, 1, LIMIT);
  }

  /// Whether a side may be as long as somebody said, if anybody did.
  public static boolean holds(@Nullable Integer cells) {
    return cells == null || (cells >= 1 && cells <= LIMIT);
  }

  @Override
  public String toString() {
    return columns + "x" + rows;
  }
}
