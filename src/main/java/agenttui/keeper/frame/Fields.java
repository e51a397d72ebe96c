package agenttui.keeper.frame;

import java.nio.charset.StandardCharsets;

/// Reads the fields of a payload, big endian. What is cut short, or a text longer than its bound,
/// is hostile.
public final class Fields {
  private final byte[] bytes;
  private int at;

  public Fields(byte[] bytes) {
    this.bytes = bytes;
  }

  private long number(int size) {
    if (bytes.length - at < size) {
      throw new HostileException("a frame is cut short");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  public int u8() {
    return (int) number(1);
  }

  public int u16() {
    return (int) number(2);
  }

  public long u32() {
    return number(4);
  }

  /// A 64-bit number that is not negative.
  public long u63() {
    long value = number(8);
    if (value < 0) {
      throw new HostileException("an offset beyond all bounds");
    }
    return value;
  }

  public byte[] bytes(int length) {
    if (bytes.length - at < length) {
      throw new HostileException("a frame is cut short");
    }
    byte[] part = new byte[length];
    System.arraycopy(bytes, at, part, 0, length);
    at += length;
    return part;
  }

  /// A text: 16 bits of length, UTF-8; bad bytes become U+FFFD.
  public String text(int longest) {
    int length = u16();
    if (length > longest) {
      throw new HostileException("a text of " + length + " bytes");
    }
    return new String(bytes(length), StandardCharsets.UTF_8);
  }
}
