package agenttui.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import agenttui.wire.Connection;
import agenttui.wire.Message;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One client's connection. Its fields belong to the loop; messages come from a reading thread,
/// which stops reading while 256 of them wait for the loop.
final class Link {
  private static final int MAX_WAITING = 256;

  private final String id;
  private final Connection connection;
  private final Semaphore room = new Semaphore(MAX_WAITING);
  private @Nullable Typed input;
  private @Nullable Attached view;
  private boolean entered;
  private boolean readOnly;
  private final AtomicBoolean unsettled = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  /// @param id `c1`, `c2` …
  Link(String id, Connection connection) {
    this.id = id;
    this.connection = connection;
  }

  /// The client's name in commands.
  String id() {
    return id;
  }

  /// What the client's screen shows, once it is attached.
  Optional<Attached> view() {
    return Optional.ofNullable(view);
  }

  /// The client shows a session from now on.
  void show(Attached what) {
    view = what;
  }

  /// Shows how far a verb is. Any thread.
  ///
  /// @param room how much fits on a line of the client's terminal, where each replaces the last; 0
  ///   without a terminal
  void progress(String line, int room) {
    String shown =
        room == 0 ? line + "\n" : "\r\033[K" + line.substring(0, Math.min(line.length(), room));
    unsettled.set(room > 0);
    send(new Message.Stderr(shown.getBytes(UTF_8)));
  }

  /// Takes a line of progress off the terminal, before anything else is printed there. Any thread.
  void settle() {
    if (unsettled.getAndSet(false)) {
      send(new Message.Stderr("\r\033[K".getBytes(StandardCharsets.US_ASCII)));
    }
  }

  /// Tells the client to attach; its command line has no exit of its own then.
  ///
  /// @param look whether its terminal may only look
  void enter(String session, boolean look) {
    entered = true;
    readOnly = look;
    settle();
    send(new Message.Enter(session));
  }

  /// Whether its terminal may only look.
  boolean readOnly() {
    return readOnly;
  }

  /// Whether [#enter] was said.
  boolean entered() {
    return entered;
  }

  /// Where standard input of the client's command goes.
  Optional<Typed> input() {
    return Optional.ofNullable(input);
  }

  /// Standard input of the client's command goes there from now on.
  void input(Typed where) {
    input = where;
  }

  /// How many messages have been queued. Any thread.
  long sent() {
    return sent.get();
  }

  /// How many messages the loop has done. Any thread.
  long received() {
    return received.get();
  }

  /// Queues a message; never waits.
  void send(Message message) {
    sent.incrementAndGet();
    connection.send(message);
  }

  /// Queues a piece of what a command prints; never waits, and has no limit.
  void answer(Message message) {
    sent.incrementAndGet();
    connection.answer(message);
  }

  /// Queues a message, waiting for room. Not on the loop.
  void sendOrWait(Message message) {
    sent.incrementAndGet();
    connection.sendOrWait(message);
  }

  /// Whether nobody is there to hear anything. Any thread.
  boolean gone() {
    return connection.closed();
  }

  /// What a command prints here; printing fails once nobody is there to read. Any thread; off the
  /// loop it waits for room.
  ///
  /// @param as what a piece is sent as
  PrintStream prints(Function<byte[], Message> as, Loop loop) {
    OutputStream pieces =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            flush();
            settle();
            Message piece = as.apply(Arrays.copyOfRange(bytes, offset, offset + length));
            if (loop.isLoop()) {
              answer(piece);
            } else {
              sendOrWait(piece);
            }
          }

          // So a verb that has nothing to say learns that its caller is gone.
          @Override
          public void flush() throws IOException {
            if (gone()) {
              throw new IOException("the client has gone");
            }
          }
        };
    return new PrintStream(new BufferedOutputStream(pieces, 16 << 10), false, UTF_8);
  }

  /// Says the last word and closes.
  void end(int code, String line) {
    settle();
    answer(new Message.Exit(code, line));
    connection.finish();
  }

  /// Waits until the last word has gone out, at most that long.
  void awaitEnd(Duration limit) {
    connection.awaitWritten(limit);
  }

  /// Closes without a word.
  void cut() {
    connection.close();
  }

  /// Reads until the client is gone, telling the loop. On the reading thread.
  void read(Loop loop) {
    try {
      for (Optional<Message> next = connection.receive();
          next.isPresent();
          next = connection.receive()) {
        room.acquireUninterruptibly();
        loop.post(new Event.Said(this, next.get()));
      }
    } finally {
      loop.post(new Event.Gone(this));
      connection.close();
    }
  }

  /// The loop has done one message.
  void done() {
    received.incrementAndGet();
    room.release();
  }

  /// Standard input of a client's command: filled by the loop, read by the verb's thread. The
  /// client is asked to send it when the verb first reads.
  static final class Typed extends InputStream {
    private final Runnable want;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int at;
    private boolean asked;
    private boolean ended;
    private boolean gone;

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

    /// The client is gone: reading fails, unless the input had ended before. Any thread.
    void gone() {
      lock.lock();
      try {
        gone = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private void ask() {
      lock.lock();
      try {
        if (asked) {
          return;
        }
        asked = true;
      } finally {
        lock.unlock();
      }
      want.run(); // It may wait for the client, and must not hold up whoever brings input.
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      ask();
      lock.lock();
      try {
        while (pieces.isEmpty() && !ended && !gone) {
          changed.awaitUninterruptibly();
        }
        if (pieces.isEmpty()) {
          if (ended) {
            return -1;
          }
          throw new IOException("the client has gone");
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
}
