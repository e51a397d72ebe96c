package agenttui.server;

import agenttui.wire.Connection;
import agenttui.wire.Message;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One client's connection. Its fields belong to the loop; messages come from a reading virtual
/// thread, which stops reading while 256 of them wait for the loop.
final class Link {
  private static final int MAX_WAITING = 256;

  private final String id;
  private final Connection connection;
  private final Semaphore room = new Semaphore(MAX_WAITING);
  private @Nullable Typed input;
  private @Nullable Attached view;
  private boolean entered;
  private final AtomicLong sent = new AtomicLong();

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

  /// Tells the client to attach; its command line has no exit of its own then.
  void enter(String session) {
    entered = true;
    send(new Message.Enter(session));
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

  /// Queues a message; never waits.
  void send(Message message) {
    sent.incrementAndGet();
    connection.send(message);
  }

  /// Queues a message, waiting for room. Not on the loop.
  void sendOrWait(Message message) {
    sent.incrementAndGet();
    connection.sendOrWait(message);
  }

  /// Says the last word and closes.
  void end(int code, String line) {
    send(new Message.Exit(code, line));
    connection.finish();
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
    room.release();
  }
}
