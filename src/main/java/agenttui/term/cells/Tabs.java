package agenttui.term.cells;

import java.util.BitSet;

/// The tab stops of a terminal; every eighth column at first.
public final class Tabs {
  private BitSet stops = new BitSet();
  private int width;

  Tabs(int width) {
    resize(width);
  }

  /// Back to every eighth column.
  public void reset() {
    stops = new BitSet();
    int columns = width;
    width = 0;
    resize(columns);
  }

  void resize(int columns) {
    for (int x = (width + 7) / 8 * 8; x < columns; x += 8) {
      stops.set(x);
    }
    stops.clear(columns, Math.max(columns, stops.length()));
    width = columns;
  }

  /// HTS.
  public void set(int x) {
    stops.set(x);
  }

  /// TBC 0.
  public void clear(int x) {
    stops.clear(x);
  }

  /// TBC 3.
  public void clearAll() {
    stops.clear();
  }

  /// The next stop right of `x`, at most `limit`.
  public int next(int x, int limit) {
    int stop = stops.nextSetBit(x + 1);
    return stop < 0 ? limit : Math.min(stop, limit);
  }

  /// The next stop left of `x`, at least `limit`.
  public int previous(int x, int limit) {
    int stop = x <= 0 ? -1 : stops.previousSetBit(x - 1);
    return Math.max(stop, limit);
  }

  /// The stops as words, for a checkpoint.
  public long[] words() {
    return stops.toLongArray();
  }

  /// Takes back what [#words] gave.
  public void words(long[] words) {
    stops = BitSet.valueOf(words);
    stops.clear(width, Math.max(width, stops.length()));
  }
}
