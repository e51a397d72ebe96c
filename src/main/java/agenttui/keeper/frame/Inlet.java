package agenttui.keeper.frame;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Bytes that came on a channel and wait to be read; credit is returned as they are.
public final class Inlet extends InputStream {
  private final ByteQueue queue = new ByteQueue();
  private final Window window;
  private final Consumer<Window.Credit> credit;
  private boolean ended;
  private boolean closed;
  private @Nullable String failure;

  /// @param credit sends credit to the far end
  public Inlet(int size, LongSupplier roundTrip, Consumer<Window.Credit> credit) {
    window = new Window(size, roundTrip);
    this.credit = credit;
  }

  /// Takes bytes that came; on the reader thread.
  public void add(byte[] bytes, int from) {
    Window.Credit now = Window.Credit.NONE;
    synchronized (this) {
      if (ended) {
        throw new HostileException("bytes after the end");
      }
      int count = bytes.length - from;
      window.came(count);
      if (closed) {
        now = window.consumed(count);
      } else {
        queue.add(bytes, from, count);
        notifyAll();
      }
    }
    tell(now);
  }

  /// No more bytes come.
  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /// The channel failed; what came before can still be read. Nothing after the end.
  public synchronized void fail(String why) {
    if (!ended && failure == null) {
      failure = why;
      notifyAll();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    int count;
    Window.Credit now;
    synchronized (this) {
      awaitSomething();
      if (closed) {
        throw new IOException("closed");
      }
      if (queue.length() == 0) {
        if (ended) {
          return -1;
        }
        throw new IOException(failure);
      }
      count = queue.take(to, offset, length);
      now = window.consumed(count);
    }
    tell(now);
    return count;
  }

  private synchronized void awaitSomething() throws IOException {
    try {
      while (queue.length() == 0 && !closed && !ended && failure == null) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized int available() {
    return queue.length();
  }

  /// Reads no more: what comes is thrown away.
  @Override
  public void close() {
    Window.Credit now;
    synchronized (this) {
      closed = true;
      now = window.consumed(queue.length());
      queue.clear();
      notifyAll();
    }
    tell(now);
  }

  private void tell(Window.Credit now) {
    if (!now.equals(Window.Credit.NONE)) {
      credit.accept(now);
    }
  }
}
