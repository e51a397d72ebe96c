package agenttui.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The three streams of a program started in a container: 8-bit clean both ways, one connection, no
/// thread of its own.
///
/// Reading [#output()] is what moves both of its outputs: while nobody reads, the program stands
/// still once the engine's pipes are full (about 1.4 MB, measured), which is the flow control. One
/// thread reads, one writes; both may be virtual. Not interruptible: to wake a reader, [#close()].
public final class ExecStream implements AutoCloseable {
  /// The engine's frame head: stream (1 output, 2 error), three zeros, 32-bit length, big endian.
  private static final int FRAME_HEAD = 8;

  private static final int KEPT_COMPLAINT = 64 << 10;

  private final RawConnection connection;
  private final Supplier<OptionalInt> exit;
  private final StringBuilder complaint = new StringBuilder();
  private final ReentrantLock writing = new ReentrantLock();
  private final InputStream output = new Output();
  private final OutputStream input = new Input();
  private final byte[] head = new byte[FRAME_HEAD];
  private int headBytes;
  private int left;
  private boolean error;

  ExecStream(RawConnection connection, Supplier<OptionalInt> exit) {
    this.connection = connection;
    this.exit = exit;
  }

  /// Its standard input, unbuffered. Closing it is end-of-file for the program while its outputs go
  /// on; [IOException] when the stream is gone.
  public OutputStream input() {
    return input;
  }

  /// Its standard output; -1 when the program closed it, ended, or the engine is gone ([#exit()]
  /// tells them apart).
  public InputStream output() {
    return output;
  }

  /// What it wrote to standard error so far (as far as [#output()] was read): the first 64 KiB.
  public String complaint() {
    synchronized (complaint) {
      return complaint.toString();
    }
  }

  /// How it ended, asked from the engine; empty while it runs, which after the end of [#output()]
  /// means that the stream was lost. Waits at most 2 s for the engine's books.
  ///
  /// @throws EngineException when the engine does not answer
  public OptionalInt exit() {
    return exit.get();
  }

  /// Drops the connection: the program sees end-of-file on its input, and may go on.
  @Override
  public void close() {
    try {
      connection.channel().close();
    } catch (IOException ignored) {
      // Gone is gone.
    }
  }

  /// Takes payload of standard output from the buffer, stepping over heads and error frames;
  /// returns how many bytes, 0 when the buffer holds no more.
  private int take(byte[] into, int offset, int length) throws IOException {
    ByteBuffer unread = connection.unread();
    int taken = 0;
    while (unread.hasRemaining() && taken < length) {
      if (left == 0) {
        head[headBytes++] = unread.get();
        if (headBytes == FRAME_HEAD) {
          headBytes = 0;
          error = head[0] == 2;
          left = ByteBuffer.wrap(head).getInt(4);
          if (left < 0) {
            throw new IOException("the engine sent a frame of more than 2 GiB");
          }
        }
      } else if (error) {
        byte[] text = new byte[Math.min(left, unread.remaining())];
        unread.get(text);
        left -= text.length;
        complain(text);
      } else {
        int n = Math.min(Math.min(left, unread.remaining()), length - taken);
        unread.get(into, offset + taken, n);
        left -= n;
        taken += n;
      }
    }
    return taken;
  }

  private void complain(byte[] text) {
    synchronized (complaint) {
      int room = Math.max(0, KEPT_COMPLAINT - complaint.length());
      complaint.append(new String(text, 0, Math.min(room, text.length), StandardCharsets.UTF_8));
    }
  }

  private final class Output extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (connection.available()) {
        int taken = take(into, offset, length);
        if (taken > 0) {
          return taken;
        }
      }
      return -1;
    }

    @Override
    public void close() {
      ExecStream.this.close();
    }
  }

  private final class Input extends OutputStream {
    private final ByteBuffer direct = ByteBuffer.allocateDirect(64 << 10);

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writing.lock();
      try {
        for (int at = 0; at < length; ) {
          direct.clear();
          int n = Math.min(direct.remaining(), length - at);
          direct.put(bytes, offset + at, n).flip();
          while (direct.hasRemaining()) {
            connection.channel().write(direct);
          }
          at += n;
        }
      } finally {
        writing.unlock();
      }
    }

    @Override
    public void close() throws IOException {
      if (connection.channel().isOpen()) {
        connection.channel().shutdownOutput();
      }
    }
  }
}
