package agenttui.keeper.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits to be sent: small control frames first, then keys, then one frame of each other
/// channel in turn. Bounded, because a source makes its next frame only when it is asked.
public final class Outbox {
  /// Control frames in bytes; only a keeper that asks and does not read makes more.
  private static final int MOST_CONTROL = 1 << 20;

  /// Something that has bytes to send, as far as its credit goes.
  public interface Source {
    /// The next frame, encoded; `null` when there is nothing to send now. Called with the outbox
    /// locked: takes no lock under which [Outbox] is called.
    byte @Nullable [] nextFrame();
  }

  private final Deque<byte[]> control = new ArrayDeque<>();
  private final Deque<Source> keys = new ArrayDeque<>();
  private final Deque<Source> others = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private int controlBytes;
  private boolean closed;

  /// Queues a small frame.
  ///
  /// @return false when there are far too many
  public boolean control(byte[] frame) {
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      controlBytes += frame.length;
      control.add(frame);
      something.signal();
      return controlBytes <= MOST_CONTROL;
    } finally {
      lock.unlock();
    }
  }

  /// Says that a source may have something to send.
  public void ready(Source source, boolean key) {
    lock.lock();
    try {
      Deque<Source> queue = key ? keys : others;
      if (!closed && !queue.contains(source)) {
        queue.add(source);
        something.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The next frame; waits for one. `null` when the outbox is closed.
  public byte @Nullable [] take() throws InterruptedException {
    lock.lock();
    try {
      while (true) {
        byte[] frame = poll();
        if (frame != null || closed) {
          return frame;
        }
        something.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Forgets everything and lets the writer go.
  public void close() {
    lock.lock();
    try {
      closed = true;
      control.clear();
      keys.clear();
      others.clear();
      something.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] poll() {
    byte[] frame = control.poll();
    if (frame != null) {
      controlBytes -= frame.length;
      return frame;
    }
    frame = poll(keys);
    return frame != null ? frame : poll(others);
  }

  private static byte @Nullable [] poll(Deque<Source> queue) {
    Source source;
    while ((source = queue.poll()) != null) {
      byte[] frame = source.nextFrame();
      if (frame != null) {
        queue.add(source);
        return frame;
      }
    }
    return null;
  }
}
