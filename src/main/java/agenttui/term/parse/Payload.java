package agenttui.term.parse;

import java.util.Arrays;

/// What stands inside OSC, DCS, APC and a title, as far as it was read.
final class Payload {
  /// The longest; a longer one is eaten and not told (threats F9).
  static final int LONGEST = 1 << 20;

  /// Kept between two strings.
  private static final int SMALL = 1 << 12;

  private byte[] bytes = new byte[256];
  private int length;
  private boolean whole = true;

  /// A string starts.
  ///
  /// @param kept false when nobody wants it
  void begin(boolean kept) {
    length = 0;
    whole = kept;
  }

  void append(byte[] source, int from, int to) {
    int n = to - from;
    if (n == 0) {
      return;
    }
    if (!whole || length + n > LONGEST) {
      whole = false;
      // Enough of it stays to see C2 9C.
      bytes[0] = source[to - 1];
      length = 1;
      return;
    }
    if (length + n > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + n, Math.min(LONGEST, 2 * bytes.length)));
    }
    System.arraycopy(source, from, bytes, length, n);
    length += n;
  }

  /// Is the byte before `at` C2, in these bytes or, at their start, in those before?
  boolean endsInC2(byte[] source, int from, int at) {
    byte before = at > from ? source[at - 1] : length > 0 ? bytes[length - 1] : 0;
    return before == (byte) 0xC2;
  }

  void dropLast() {
    length = Math.max(0, length - 1);
  }

  /// Nothing is missing, and somebody wants it.
  boolean isWhole() {
    return whole;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void restore(byte[] read, boolean isWhole) {
    bytes = read.length == 0 ? new byte[256] : read;
    length = read.length;
    whole = isWhole;
  }

  /// The string is over.
  void end() {
    length = 0;
    if (bytes.length > SMALL) {
      bytes = new byte[256];
    }
  }
}
