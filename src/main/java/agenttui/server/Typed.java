package agenttui.server;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Standard input of a client's command: filled by the loop, read by the verb's thread. The client
/// is asked to send it when the verb first reads.
final class Typed extends InputStream {
  private final Runnable want;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> pieces = new ArrayDeque<>();
  private int at;
  private boolean asked;
  private boolean ended;

  /// @param want asks the client to send
  Typed(Runnable want) {
    this.want = want;
  }

  /// More input; empty: its end. Any thread.
  void add(byte[] bytes) {
    lock.lock();
    try {
      if (bytes.length == 0) {
        ended = true;
      } else if (!ended) {
        pieces.add(bytes);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    lock.lock();
    try {
      if (!asked) {
        asked = true;
        want.run();
      }
      while (pieces.isEmpty() && !ended) {
        changed.awaitUninterruptibly();
      }
      if (pieces.isEmpty()) {
        return -1;
      }
      byte[] first = pieces.getFirst();
      int some = Math.min(length, first.length - at);
      System.arraycopy(first, at, target, offset, some);
      at += some;
      if (at == first.length) {
        pieces.removeFirst();
        at = 0;
      }
      return some;
    } finally {
      lock.unlock();
    }
  }
}
