package agenttui.term.cells;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The grapheme clusters of several code points that stand in cells. A cell holds −1 − number.
public final class Clusters {
  /// A base and 16 marks (threats F9); what comes after is dropped.
  public static final int LONGEST = 17;

  /// Different clusters of one emulator at a time; about 100 bytes each.
  static final int LIMIT = 1 << 14;

  private static final int[] UNKNOWN = {0xFFFD};

  private final Interner<Key> interner = new Interner<>(LIMIT);
  private final Key probe = new Key(new int[LONGEST], 0);

  /// Compares by the first `length` code points.
  private static final class Key {
    private final int[] points;
    private int length;

    Key(int[] points, int length) {
      this.points = points;
      this.length = length;
    }

    @Override
    public int hashCode() {
      int hash = length;
      for (int i = 0; i < length; i++) {
        hash = hash * 31 + points[i];
      }
      return hash * 0x9E3779B9;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && Arrays.equals(points, 0, length, key.points, 0, key.length);
    }
  }

  /// Is this cell a cluster?
  static boolean isCluster(int cell) {
    return cell < Row.TAIL;
  }

  /// The code points of a cell that is a cluster.
  public int[] points(int cell) {
    Key key = interner.get(-1 - cell);
    return key == null ? UNKNOWN : key.points;
  }

  boolean wantsSweep() {
    return interner.wantsSweep();
  }

  /// The cell for these code points, 0 when there is no room.
  int cell(int[] points, int length) {
    System.arraycopy(points, 0, probe.points, 0, length);
    probe.length = length;
    int number = interner.find(probe);
    if (number == 0 && !interner.isFull()) {
      number = interner.add(new Key(Arrays.copyOf(points, length), length));
    }
    return number == 0 ? 0 : -1 - number;
  }

  /// Is there no room for these?
  boolean isMissing(int[] points, int length) {
    if (!interner.isFull()) {
      return false;
    }
    System.arraycopy(points, 0, probe.points, 0, length);
    probe.length = length;
    return interner.find(probe) == 0;
  }

  void mark(int cell) {
    interner.mark(-1 - cell);
  }

  void sweep() {
    interner.sweep();
  }

  /// How many there are.
  public int size() {
    return interner.size();
  }

  /// The code points by number, null where a number is free.
  public List<int @Nullable []> all() {
    return interner.values().stream()
        .<int @Nullable []>map(k -> k == null ? null : k.points)
        .toList();
  }

  /// Puts a cluster back where it was.
  public void restore(int number, int[] points) {
    interner.restore(number, new Key(points, points.length));
  }
}
