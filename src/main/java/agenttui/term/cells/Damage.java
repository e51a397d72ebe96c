package agenttui.term.cells;

/// The scrolls since a reader last looked. Consecutive scrolls of one region are one; when there
/// are too many, the rows are marked dirty instead.
public final class Damage {
  /// Screens that scroll more regions than this between two frames are drawn anew.
  private static final int LIMIT = 32;

  private final int[] scrolls = new int[LIMIT * 3];
  private int count;

  /// Number of scrolls.
  public int count() {
    return count;
  }

  /// First row of the region.
  public int top(int index) {
    return scrolls[index * 3];
  }

  /// Behind its last row.
  public int bottom(int index) {
    return scrolls[index * 3 + 1];
  }

  /// How far, positive up.
  public int by(int index) {
    return scrolls[index * 3 + 2];
  }

  void clear() {
    count = 0;
  }

  /// Notes a scroll.
  ///
  /// @return false when it could not be noted, so all is to be marked dirty
  boolean add(int top, int bottom, int by) {
    int last = (count - 1) * 3;
    if (count > 0
        && scrolls[last] == top
        && scrolls[last + 1] == bottom
        && (scrolls[last + 2] > 0) == (by > 0)) {
      int sum = scrolls[last + 2] + by;
      // More than the region: all its rows are dirty by themselves.
      scrolls[last + 2] = Math.clamp(sum, top - bottom, bottom - top);
      return true;
    }
    if (count == LIMIT) {
      count = 0;
      return false;
    }
    scrolls[count * 3] = top;
    scrolls[count * 3 + 1] = bottom;
    scrolls[count * 3 + 2] = by;
    count++;
    return true;
  }
}
