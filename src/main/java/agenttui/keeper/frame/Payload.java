package agenttui.keeper.frame;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the fields of a payload, big endian.
public final class Payload {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(32);

  private Payload number(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  public Payload u8(int value) {
    return number(value, 1);
  }

  public Payload u16(int value) {
    return number(value, 2);
  }

  public Payload u32(long value) {
    return number(value, 4);
  }

  public Payload u64(long value) {
    return number(value, 8);
  }

  public Payload bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// A text: 16 bits of length, UTF-8.
  ///
  /// @throws IllegalArgumentException when it is too long for that, or holds a NUL
  public Payload text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0xffff || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "a text of " + bytes.length + " bytes can't be passed to a keeper");
    }
    return u16(bytes.length).bytes(bytes);
  }

  public Payload texts(List<String> texts) {
    u16(texts.size());
    texts.forEach(this::text);
    return this;
  }

  public byte[] toBytes() {
    return out.toByteArray();
  }
}
