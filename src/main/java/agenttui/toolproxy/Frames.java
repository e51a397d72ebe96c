package agenttui.toolproxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;

/// Reads the frames of a framed request's body: kind, length, payload.
final class Frames {
  /// Most payload bytes of a frame.
  static final int LONGEST = 1 << 16;

  /// Kind and length.
  static final int HEAD = 5;

  /// A piece of the form.
  static final int FORM = 'F';

  /// A piece of standard input.
  static final int INPUT = 0;

  private final InputStream in;

  Frames(InputStream in) {
    this.in = in;
  }

  /// One frame.
  record Frame(int kind, byte[] payload) {}

  /// The next frame; waits for it.
  ///
  /// @throws EOFException when the body ends, also between frames: it may not end by itself
  /// @throws ProtocolException when it isn't a frame
  /// @throws IOException when the connection fails
  Frame next() throws IOException {
    byte[] head = exactly(HEAD);
    int kind = head[0] & 0xff;
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(head).getInt(1));
    if ((kind != FORM && kind != INPUT) || length > LONGEST) {
      throw new ProtocolException("not a frame");
    }
    return new Frame(kind, exactly((int) length));
  }

  // Not InputStream.readNBytes: it ends with a read of no bytes, for which Jetty's stream waits.
  private byte[] exactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    int have = 0;
    while (have < length) {
      int more = in.read(bytes, have, length - have);
      if (more < 0) {
        throw new EOFException();
      }
      have += more;
    }
    return bytes;
  }
}
