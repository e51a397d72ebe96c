package agenttui.keeper.frame;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Bytes for a channel: writing waits while a window of them is on its way.
public final class Outlet extends OutputStream implements Outbox.Source {
  private final Outbox outbox;
  private final int channel;
  private final Runnable whenEnded;
  private final ByteQueue queue = new ByteQueue();
  private long credit;
  private boolean closed;
  private boolean endSent;
  private @Nullable String failure;

  /// @param credit how many bytes the far end takes at first
  /// @param whenEnded called when the end has been sent, with the outbox locked
  public Outlet(Outbox outbox, int channel, long credit, Runnable whenEnded) {
    this.outbox = outbox;
    this.channel = channel;
    this.credit = credit;
    this.whenEnded = whenEnded;
  }

  /// The far end takes so many more.
  public void credit(long more) {
    synchronized (this) {
      credit += more;
    }
    outbox.ready(this, false);
  }

  /// The far end takes nothing any more.
  public synchronized void fail(String why) {
    if (failure == null) {
      failure = why;
      queue.clear();
      notifyAll();
    }
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, from.length);
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, Window.REQUEST);
      synchronized (this) {
        awaitRoom();
        if (failure != null || closed) {
          throw new IOException(failure != null ? failure : "closed");
        }
        queue.add(from, offset + done, count);
      }
      outbox.ready(this, false);
      done += count;
    }
  }

  private synchronized void awaitRoom() throws IOException {
    try {
      while (queue.length() >= Window.REQUEST && failure == null && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Closes this half; the end is sent after what was written.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    outbox.ready(this, false);
  }

  /// Whether [#close()] was called.
  public synchronized boolean closed() {
    return closed;
  }

  @Override
  public byte @Nullable [] nextFrame() {
    boolean endsNow;
    byte[] frame;
    synchronized (this) {
      boolean before = endSent;
      frame = makeFrame();
      endsNow = endSent && !before;
    }
    if (endsNow) {
      whenEnded.run();
    }
    return frame;
  }

  private byte @Nullable [] makeFrame() {
    if (failure != null || endSent) {
      return null;
    }
    if (queue.length() == 0) {
      if (!closed) {
        return null;
      }
      endSent = true;
      return Frame.encode(FrameType.EOF, channel, new byte[0]);
    }
    int most = (int) Math.min(credit, Frame.SENT);
    if (most <= 0) {
      return null;
    }
    byte[] bytes = queue.take(most);
    credit -= bytes.length;
    notifyAll();
    return Frame.encode(FrameType.DATA, channel, bytes);
  }
}
