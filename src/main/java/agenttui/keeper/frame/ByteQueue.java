package agenttui.keeper.frame;

import java.util.Arrays;

/// Bytes in order: added at the end, taken from the start. Not safe for threads.
public final class ByteQueue {
  private byte[] bytes = new byte[0];
  private int start;
  private int length;

  public int length() {
    return length;
  }

  public void add(byte[] from, int offset, int count) {
    if (start + length + count > bytes.length) {
      byte[] next = bytes;
      if (length + count > bytes.length) {
        next = new byte[Math.max(512, Integer.highestOneBit(length + count) * 2)];
      }
      System.arraycopy(bytes, start, next, 0, length);
      bytes = next;
      start = 0;
    }
    System.arraycopy(from, offset, bytes, start + length, count);
    length += count;
  }

  /// Takes at most `most` bytes into an array; how many.
  public int take(byte[] to, int offset, int most) {
    int count = Math.min(most, length);
    System.arraycopy(bytes, start, to, offset, count);
    drop(count);
    return count;
  }

  /// Takes at most `most` bytes.
  public byte[] take(int most) {
    byte[] taken = Arrays.copyOfRange(bytes, start, start + Math.min(most, length));
    drop(taken.length);
    return taken;
  }

  public void clear() {
    bytes = new byte[0];
    start = 0;
    length = 0;
  }

  private void drop(int count) {
    start += count;
    length -= count;
    if (length == 0) {
      start = 0;
    }
  }
}
