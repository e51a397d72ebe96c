package agenttui.ui;

import java.util.Arrays;

/// A growing row of bytes, reused from frame to frame.
final class Bytes {
  private byte[] bytes;
  private int length;

  Bytes(int room) {
    bytes = new byte[room];
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  Bytes ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
    return this;
  }

  Bytes append(Bytes other, int from, int to) {
    room(to - from);
    System.arraycopy(other.bytes, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /// A number of 0 or more in decimal digits.
  Bytes number(int value) {
    room(10);
    if (value >= 10) {
      number(value / 10);
    }
    bytes[length++] = (byte) ('0' + value % 10);
    return this;
  }

  static int digits(int value) {
    return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
  }

  /// A code point as UTF-8. What could change the terminal's state never gets here from an
  /// emulator; should it, it is written as U+FFFD (threat F3).
  Bytes utf8(int codePoint) {
    room(4);
    boolean control = codePoint < 0x20 || (codePoint >= 0x7F && codePoint < 0xA0);
    boolean surrogate = codePoint >= 0xD800 && codePoint < 0xE000;
    int c = control || surrogate || codePoint > 0x10FFFF ? 0xFFFD : codePoint;
    if (c < 0x80) {
      bytes[length++] = (byte) c;
    } else if (c < 0x800) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      bytes[length++] = (byte) (0xE0 | c >> 12);
      bytes[length++] = (byte) (0x80 | (c >> 6 & 0x3F));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    } else {
      bytes[length++] = (byte) (0xF0 | c >> 18);
      bytes[length++] = (byte) (0x80 | (c >> 12 & 0x3F));
      bytes[length++] = (byte) (0x80 | (c >> 6 & 0x3F));
      bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }
    return this;
  }
}
