package agenttui.term.cells;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a grid and reads it back: rows and history as [Packing] has them, cursors, margins, tab
/// stops, the tables of clusters and extras. The size and the history's limit come before, by the
/// caller.
public final class Snapshot {
  private Snapshot() {}

  /// Writes all of `grid`.
  ///
  /// @throws IOException as `out` does
  public static void write(Grid grid, DataOutputStream out) throws IOException {
    tables(grid, out);
    buffer(grid.main, out);
    buffer(grid.alternate, out);
    out.writeBoolean(grid.isAlternate());
    cursor(grid.cursor, out);
    cursor(grid.savedMain, out);
    cursor(grid.savedAlternate, out);
    for (int margin : new int[] {grid.top, grid.bottom, grid.left, grid.right}) {
      out.writeInt(margin);
    }
    boolean[] flags = {
      grid.autowrap,
      grid.insert,
      grid.newline,
      grid.reverseWrap,
      grid.extendedReverseWrap,
      grid.horizontalMargins
    };
    for (boolean flag : flags) {
      out.writeBoolean(flag);
    }
    out.writeUTF(grid.protection.name());
    longs(grid.tabs.words(), out);
    for (int number : grid.printing().state()) {
      out.writeInt(number);
    }
  }

  /// Makes `grid`, which is fresh and has the size of the one written, that one.
  ///
  /// @throws IOException when the bytes end, or can't be of such a grid
  public static void read(Grid grid, DataInputStream in) throws IOException {
    readTables(grid, in);
    readBuffer(grid.main, in);
    readBuffer(grid.alternate, in);
    grid.buffer = in.readBoolean() ? grid.alternate : grid.main;
    readCursor(grid, grid.cursor, in);
    readCursor(grid, grid.savedMain, in);
    readCursor(grid, grid.savedAlternate, in);
    grid.top = within(in.readInt(), grid.rows);
    grid.bottom = within(in.readInt(), grid.rows);
    grid.left = within(in.readInt(), grid.columns);
    grid.right = within(in.readInt(), grid.columns);
    grid.autowrap = in.readBoolean();
    grid.insert = in.readBoolean();
    grid.newline = in.readBoolean();
    grid.reverseWrap = in.readBoolean();
    grid.extendedReverseWrap = in.readBoolean();
    grid.horizontalMargins = in.readBoolean();
    grid.protection = Grid.Protection.valueOf(in.readUTF());
    grid.tabs.words(readLongs(in));
    int[] state = new int[4];
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readInt();
    }
    grid.printing().state(state);
    grid.penChanged();
  }

  /// How many bytes [#write] takes, about.
  public static int bytes(Grid grid) {
    return grid.main.history().packed() + (1 << 16);
  }

  private static int within(int value, int end) throws IOException {
    if (value < 0 || value >= end) {
      throw new IOException("a margin or cursor outside the screen: " + value);
    }
    return value;
  }

  /// Writes numbers with their count.
  ///
  /// @throws IOException as `out` does
  public static void longs(long[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  /// Reads them back.
  ///
  /// @throws IOException when the bytes end, or there would be too many
  public static long[] readLongs(DataInputStream in) throws IOException {
    long[] values = new long[count(in, 1 << 16)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }

  private static int count(DataInputStream in, int most) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("an impossible count: " + count);
    }
    return count;
  }

  private static void buffer(Buffer buffer, DataOutputStream out) throws IOException {
    History history = buffer.history();
    out.writeLong(history.total());
    out.writeInt(history.size());
    history.write(out);
    byte[] packed = new byte[Packing.longest(buffer.columns())];
    for (int y = 0; y < buffer.height(); y++) {
      row(buffer.row(y), packed, out);
    }
  }

  private static void row(Row row, byte[] packed, DataOutputStream out) throws IOException {
    int length = Packing.pack(row, packed, 0);
    out.writeInt(length);
    out.write(packed, 0, length);
  }

  private static void readBuffer(Buffer buffer, DataInputStream in) throws IOException {
    long total = in.readLong();
    int size = count(in, Integer.MAX_VALUE);
    byte[] packed = new byte[Packing.longest(buffer.columns())];
    Row row = new Row(buffer.columns());
    for (int i = 0; i < size; i++) {
      readRow(row, packed, in);
      buffer.history().push(row);
    }
    buffer.history().total(total);
    for (int y = 0; y < buffer.height(); y++) {
      readRow(buffer.row(y), packed, in);
      buffer.row(y).dirtyAll();
    }
  }

  private static void readRow(Row row, byte[] packed, DataInputStream in) throws IOException {
    int length = count(in, packed.length);
    in.readFully(packed, 0, length);
    if (length < 3 || Packing.used(packed, 0) > row.width()) {
      throw new IOException("a row that does not fit");
    }
    if (Packing.unpack(packed, 0, row) != length) {
      throw new IOException("a row with a wrong length");
    }
  }

  private static void cursor(Cursor cursor, DataOutputStream out) throws IOException {
    out.writeInt(cursor.x);
    out.writeInt(cursor.y);
    out.writeBoolean(cursor.pending);
    out.writeLong(cursor.style);
    out.writeInt(cursor.underline);
    out.writeInt(cursor.link);
    out.writeBoolean(cursor.isProtected);
    out.writeBoolean(cursor.origin);
    out.write(cursor.sets);
    out.writeByte(cursor.gl);
    out.writeByte(cursor.singleShift);
  }

  private static void readCursor(Grid grid, Cursor cursor, DataInputStream in) throws IOException {
    cursor.x = within(in.readInt(), grid.columns);
    cursor.y = within(in.readInt(), grid.rows);
    cursor.pending = in.readBoolean();
    cursor.style = in.readLong() & ~Row.EXTRA;
    cursor.underline = in.readInt();
    cursor.link = in.readInt();
    cursor.isProtected = in.readBoolean();
    cursor.origin = in.readBoolean();
    in.readFully(cursor.sets);
    cursor.gl = in.readByte() & 3;
    cursor.singleShift = in.readByte() & 3;
  }

  private static void tables(Grid grid, DataOutputStream out) throws IOException {
    List<int @Nullable []> clusters = grid.clusters.all();
    out.writeInt(clusters.size());
    for (int[] points : clusters) {
      out.writeByte(points == null ? 0 : points.length);
      for (int i = 0; points != null && i < points.length; i++) {
        out.writeInt(points[i]);
      }
    }
    List<Extras.@Nullable Link> links = grid.extras.allLinks();
    out.writeInt(links.size());
    for (Extras.Link link : links) {
      out.writeUTF(link == null ? "" : link.id());
      out.writeUTF(link == null ? "" : link.target());
    }
    List<Extras.@Nullable Extra> extras = grid.extras.all();
    out.writeInt(extras.size());
    for (Extras.Extra extra : extras) {
      out.writeInt(extra == null ? 0 : extra.underline());
      out.writeInt(extra == null ? 0 : extra.link());
      out.writeBoolean(extra != null && extra.isProtected());
    }
  }

  private static void readTables(Grid grid, DataInputStream in) throws IOException {
    int clusters = count(in, Clusters.LIMIT + 1);
    for (int i = 0; i < clusters; i++) {
      int length = in.readUnsignedByte();
      if (length > Clusters.LONGEST) {
        throw new IOException("a cluster that is too long");
      }
      int[] points = new int[length];
      for (int k = 0; k < length; k++) {
        points[k] = Math.clamp(in.readInt(), 0, Character.MAX_CODE_POINT);
      }
      if (length > 0) {
        grid.clusters.restore(i, points);
      }
    }
    int links = count(in, Extras.LINKS + 1);
    for (int i = 0; i < links; i++) {
      Extras.Link link = new Extras.Link(in.readUTF(), in.readUTF());
      if (!link.target().isEmpty()) {
        grid.extras.restoreLink(i, link);
      }
    }
    int extras = count(in, Extras.LIMIT + 1);
    for (int i = 0; i < extras; i++) {
      Extras.Extra extra = new Extras.Extra(in.readInt(), in.readInt(), in.readBoolean());
      if (!extra.equals(Extras.Extra.NONE)) {
        grid.extras.restore(i, extra);
      }
    }
  }
}
