package agenttui.toolproxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

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
  private final ReentrantLock reading = new ReentrantLock();

  /// The first byte of the next frame, when [#awaitMore] has met it; -1: it has not.
  private int ahead = -1;

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
    reading.lock();
    try {
      return frame();
    } finally {
      reading.unlock();
    }
  }

  /// Waits until something of the next frame is there, without taking it from [#next]; which waits
  /// meanwhile.
  ///
  /// @throws IOException when the body ends or the connection fails instead
  void awaitMore() throws IOException {
    reading.lock();
    try {
      if (ahead < 0) {
        ahead = exactly(1)[0] & 0xff;
      }
    } finally {
      reading.unlock();
    }
  }

  private Frame frame() throws IOException {
    byte[] head = new byte[HEAD];
    int have = 0;
    if (ahead >= 0) {
      head[have++] = (byte) ahead;
      ahead = -1;
    }
    byte[] rest = exactly(HEAD - have);
    System.arraycopy(rest, 0, head, have, rest.length);
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
