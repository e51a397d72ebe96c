package agenttui.term.cells;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// Rows that scrolled away, packed into blocks of 64 KiB: a row of plain text costs its bytes and
/// two more. The oldest go when there are more lines than the limit or more bytes than [#BYTES],
/// and when all [Histories] that it shares its bytes with take too many. Full blocks are used
/// again, so that a flood allocates nothing.
public final class History {
  /// Packed bytes kept at most; 10,000 lines of 800 bytes (threats R1 wants 16 MiB a pane in all).
  static final int BYTES = 8 << 20;

  static final int BLOCK = 1 << 16;

  private static final int FEW = 16;

  private final int limit;
  private final Deque<byte[]> blocks = new ArrayDeque<>();

  /// Where each row starts: block number (from the start of time) × BLOCK + offset; a ring.
  private long[] positions = new long[FEW];

  private int first;
  private int size;
  private long total;
  private long firstBlock;
  private int end;
  private Histories all = Histories.alone();

  /// What `all` knows that this takes.
  private int told;

  /// The block that was read last.
  private byte @Nullable [] found;

  private long foundNumber = -1;

  /// An empty history for so many lines.
  public History(int limit) {
    this.limit = Math.max(0, limit);
  }

  /// Lines kept at most.
  public int limit() {
    return limit;
  }

  /// Lines here.
  public int size() {
    return size;
  }

  /// Lines that ever came.
  public long total() {
    return total;
  }

  void total(long lines) {
    total = lines;
  }

  /// With whom it shares its bytes.
  Histories all() {
    return all;
  }

  /// Shares its bytes with others from now on; may give up lines for it.
  public void share(Histories with) {
    all.leave(this, told);
    told = bytes();
    all = with;
    all.join(this, told);
  }

  private void tell() {
    int now = bytes();
    if (now != told) {
      int by = now - told;
      told = now;
      all.changed(by);
    }
  }

  /// Gives up its oldest block with all lines that begin in it.
  ///
  /// @return whether it could: the youngest block stays
  boolean give() {
    int before = blocks.size();
    if (before > 1) {
      dropUntil(firstBlock + 1);
      shrink();
      tell();
    }
    return blocks.size() < before;
  }

  private void dropUntil(long block) {
    while (size > 1 && position(0) / BLOCK < block) {
      dropOldest();
    }
    releaseBlocks();
  }

  private void dropOldest() {
    first = first + 1 == positions.length ? 0 : first + 1;
    size--;
  }

  private void shrink() {
    int fewer = positions.length;
    while (fewer > FEW && size < fewer / 4) {
      fewer /= 2;
    }
    if (fewer < positions.length) {
      ring(fewer);
    }
  }

  private void ring(int length) {
    long[] other = new long[length];
    for (int i = 0; i < size; i++) {
      other[i] = position(i);
    }
    positions = other;
    first = 0;
  }

  /// Forgets all.
  public void clear() {
    blocks.clear();
    foundNumber = -1;
    positions = new long[FEW];
    first = 0;
    size = 0;
    firstBlock = 0;
    end = 0;
    tell();
  }

  /// Adds a row as the youngest.
  void push(Row row) {
    if (limit == 0) {
      return;
    }
    pushUnlimited(row);
    trim(limit);
    tell();
  }

  /// The same without a limit of lines, while lines are wrapped anew.
  void pushUnlimited(Row row) {
    int used = row.used;
    byte[] block = room(Packing.longest(used));
    long position = (firstBlock + blocks.size() - 1) * BLOCK + end;
    end = Packing.pack(row, block, end);
    append(position);
  }

  /// Adds a row of another history as it is.
  void pushPacked(History source, int index) {
    long at = source.position(index);
    byte[] from = source.block(at);
    int offset = (int) (at % BLOCK);
    int length = source.length(index);
    byte[] block = room(length);
    System.arraycopy(from, offset, block, end, length);
    long position = (firstBlock + blocks.size() - 1) * BLOCK + end;
    end += length;
    append(position);
  }

  private byte[] room(int length) {
    byte[] last = blocks.peekLast();
    if (last == null || end + length > BLOCK) {
      last = all.block();
      blocks.addLast(last);
      end = 0;
    }
    return last;
  }

  private void append(long position) {
    if (size == positions.length) {
      ring(size * 2);
    }
    int slot = first + size;
    positions[slot >= positions.length ? slot - positions.length : slot] = position;
    size++;
    total++;
  }

  /// Drops the oldest beyond so many lines, and beyond the bytes.
  void trim(int lines) {
    while (size > lines || ((long) blocks.size() * BLOCK > BYTES && size > 1)) {
      dropOldest();
      releaseBlocks();
    }
  }

  private void releaseBlocks() {
    long needed = size == 0 ? firstBlock + blocks.size() - 1 : position(0) / BLOCK;
    while (firstBlock < needed) {
      all.spare(blocks.removeFirst());
      firstBlock++;
      foundNumber = -1;
    }
  }

  /// Takes the youngest row back.
  void pop(Row into) {
    read(size - 1, into);
    long at = position(size - 1);
    size--;
    total--;
    while (firstBlock + blocks.size() - 1 > at / BLOCK) {
      blocks.removeLast();
      foundNumber = -1;
    }
    end = (int) (at % BLOCK);
  }

  /// Unpacks a row; 0 is the oldest. `into` gets wider where it must.
  public void read(int index, Row into) {
    long at = position(index);
    Packing.unpack(block(at), (int) (at % BLOCK), into);
  }

  /// The packed row's flags ([Packing]).
  int flags(int index) {
    long at = position(index);
    return block(at)[(int) (at % BLOCK)];
  }

  /// Used cells of a packed row.
  int used(int index) {
    long at = position(index);
    return Packing.used(block(at), (int) (at % BLOCK));
  }

  /// The block that a packed row is in; not to be changed, and valid until rows come or go.
  byte[] block(int index) {
    return block(position(index));
  }

  /// Where in its block a packed row begins.
  int offset(int index) {
    return (int) (position(index) % BLOCK);
  }

  private int length(int index) {
    long at = position(index);
    // The youngest block may be empty: its only row was taken back.
    long next =
        index + 1 < size ? position(index + 1) : (firstBlock + blocks.size() - 1) * BLOCK + end;
    return next / BLOCK == at / BLOCK
        ? (int) (next - at)
        : Packing.length(block(at), (int) (at % BLOCK));
  }

  private long position(int index) {
    int slot = first + index;
    return positions[slot >= positions.length ? slot - positions.length : slot];
  }

  private byte[] block(long position) {
    long number = position / BLOCK;
    byte[] near = found;
    if (number == foundNumber && near != null) {
      return near;
    }
    byte[] block = blocks.getLast();
    if (number - firstBlock != blocks.size() - 1) {
      // At most 128 blocks, and readers go from row to row.
      Iterator<byte[]> each = blocks.iterator();
      block = each.next();
      for (long i = firstBlock; i < number; i++) {
        block = each.next();
      }
    }
    found = block;
    foundNumber = number;
    return block;
  }

  /// Writes all rows as they are packed, each with its length before it.
  void write(DataOutputStream out) throws IOException {
    for (int i = 0; i < size; i++) {
      long at = position(i);
      int length = length(i);
      out.writeInt(length);
      out.write(block(at), (int) (at % BLOCK), length);
    }
  }

  /// Bytes that it takes.
  int bytes() {
    return packed() + positions.length * Long.BYTES;
  }

  /// Bytes that the rows take, about.
  int packed() {
    return blocks.size() * BLOCK;
  }
}
