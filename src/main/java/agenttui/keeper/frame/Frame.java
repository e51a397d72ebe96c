package agenttui.keeper.frame;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One piece of a keeper's stream: type, channel, payload (`shim/PROTOCOL.md`).
public record Frame(FrameType type, int channel, byte[] payload) {
  public static final int HEADER = 8;

  /// The longest payload that is taken; anything longer ends the stream.
  public static final int LONGEST = 64 << 10;

  /// The longest payload of bytes that we send: the grain of fairness between channels.
  public static final int SENT = 16 << 10;

  /// The frame as bytes, with its header.
  public static byte[] encode(FrameType type, int channel, byte[] payload) {
    return new Payload()
        .u32((long) type.number() << 24 | channel)
        .u32(payload.length)
        .bytes(payload)
        .toBytes();
  }

  /// Reads the next frame; `null` at the end of the stream between two frames.
  ///
  /// @throws HostileException when it can't be a frame
  public static @Nullable Frame read(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER);
    if (header.length == 0) {
      return null;
    }
    if (header.length < HEADER) {
      throw new HostileException("cut short within a frame");
    }
    Fields fields = new Fields(header);
    FrameType type = FrameType.of(fields.u8());
    int channel = fields.u8() << 16 | fields.u16();
    long length = fields.u32();
    if (length > LONGEST) {
      throw new HostileException("a frame of " + length + " bytes");
    }
    byte[] payload = in.readNBytes((int) length);
    if (payload.length < length) {
      throw new HostileException("cut short within a frame");
    }
    return new Frame(type, channel, payload);
  }

  /// The payload's fields.
  public Fields fields() {
    return new Fields(payload);
  }

  /// The payload from an index on.
  public byte[] rest(int from) {
    if (from > payload.length) {
      throw new HostileException(type + " is cut short");
    }
    return from == 0 ? payload : Arrays.copyOfRange(payload, from, payload.length);
  }
}
