package agenttui.keeper;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes the fields of a payload, big endian.
final class Payload {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(32);

  private Payload number(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }

  Payload u8(int value) {
    return number(value, 1);
  }

  Payload u16(int value) {
    return number(value, 2);
  }

  Payload u32(long value) {
    return number(value, 4);
  }

  Payload u64(long value) {
    return number(value, 8);
  }

  Payload bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// A text: 16 bits of length, UTF-8.
  ///
  /// @throws KeeperException when it is too long for that, or holds a NUL
  Payload text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0xffff || text.indexOf('\0') >= 0) {
      throw new KeeperException("a text of " + bytes.length + " bytes can't be passed to a keeper");
    }
    return u16(bytes.length).bytes(bytes);
  }

  Payload texts(List<String> texts) {
    u16(texts.size());
    texts.forEach(this::text);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
