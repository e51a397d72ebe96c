package agenttui.server;

import agenttui.term.Emulator;
import agenttui.term.Notice;
import agenttui.term.Screen;
import agenttui.term.Size;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/// A client over the real socket whose terminal is an [Emulator]: it draws what the server sends
/// and answers what the server asks.
final class FakeTerminal implements AutoCloseable {
  private final Connection connection;
  private long said;
  private final Size size;
  private final Emulator emulator;
  private volatile int rings;
  private String clipboard = "";
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean closed;
  private long heard;
  private long frames;
  private long bytes;
  private Message.Exit exit = new Message.Exit(-1, "the connection ended without a word");

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private UnaryOperator<byte[]> answers = UnaryOperator.identity();
  private boolean stalled;

  private FakeTerminal(Connection connection, Size size) {
    this.connection = connection;
    this.size = size;
    this.emulator = new Emulator(size, 0);
  }

  /// Connects and says a command line.
  static FakeTerminal run(
      Path socket, Size size, Map<String, String> environment, List<String> line) {
    return run(socket, size, environment, UnaryOperator.identity(), line);
  }

  /// Connects and says a command line.
  ///
  /// @param answers what becomes of the answers to a frame's questions before they are sent
  static FakeTerminal run(
      Path socket,
      Size size,
      Map<String, String> environment,
      UnaryOperator<byte[]> answers,
      List<String> line) {
    Connection connection = Connection.to(socket).orElseThrow();
    FakeTerminal terminal = new FakeTerminal(connection, size);
    terminal.answers = answers;
    connection.send(Protocol.hello());
    connection.receive().orElseThrow();
    terminal.send(
        new Message.Run(
            line, socket.getParent().toString(), environment, true, size.columns(), size.rows()));
    Thread.ofVirtual().start(terminal::listen);
    return terminal;
  }

  private synchronized void send(Message message) {
    if (!closed) {
      said++;
      connection.send(message);
    }
  }

  private void listen() {
    try {
      for (Optional<Message> next = connection.receive();
          next.isPresent();
          next = connection.receive()) {
        awaitReading();
        heard(next.get());
      }
    } finally {
      ended.countDown();
    }
  }

  /// How many messages the server has to hear; none of a connection that has ended, for what was
  /// under way then is lost.
  synchronized long said() {
    return closed || ended.getCount() == 0 ? 0 : said;
  }

  /// How many messages were heard and answered; nothing once the connection has ended.
  synchronized long heard() {
    return closed || ended.getCount() == 0 ? 0 : heard;
  }

  private synchronized void heard(Message message) {
    answer(message);
    heard++;
    notifyAll();
  }

  /// Reads nothing any more, or goes on.
  synchronized void stall(boolean still) {
    stalled = still;
    notifyAll();
  }

  private synchronized void awaitReading() {
    while (stalled && !closed) {
      rest();
    }
  }

  /// Waits until a text shows; for when the server is never idle, because another client stalls.
  synchronized void awaitText(String wanted) {
    while (!text().contains(wanted)) {
      rest();
    }
  }

  private void rest() {
    try {
      wait();
    } catch (InterruptedException e) {
      throw new IllegalStateException(text(), e);
    }
  }

  /// All that it was sent to draw, as it came.
  synchronized String sent() {
    return sent.toString(StandardCharsets.UTF_8);
  }

  private void answer(Message message) {
    switch (message) {
      case Message.Enter enter ->
          send(
              new Message.Attach(
                  enter.session(),
                  size.columns(),
                  size.rows(),
                  Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor")));
      case Message.Output output -> {
        frames++;
        bytes += output.bytes().length;
        emulator.feed(output.bytes());
        emulator.takeNotices().forEach(this::noticed);
        sent.writeBytes(output.bytes());
        byte[] answer = answers.apply(emulator.takeReplies());
        if (answer.length > 0) {
          send(new Message.Input(answer));
        }
        send(new Message.Drawn());
      }
      case Message.Stdout text -> out.writeBytes(text.bytes());
      case Message.Stderr text -> err.writeBytes(text.bytes());
      case Message.Exit end -> exit = end;
      default -> throw new IllegalStateException("not for a client: " + message);
    }
  }

  private void noticed(Notice notice) {
    if (notice instanceof Notice.Bell) {
      rings++;
    } else if (notice instanceof Notice.Clipboard copied) {
      clipboard = new String(copied.bytes(), StandardCharsets.UTF_8);
    }
  }

  /// What the clipboard was given last.
  synchronized String clipboard() {
    return clipboard;
  }

  /// The window around it has another size now.
  ///
  /// @param before sizes that it went through so fast that only the last one is told
  void resize(Size size, Size... before) {
    synchronized (this) {
      for (Size each : before) {
        emulator.resize(each);
      }
      emulator.resize(size);
    }
    send(new Message.Resize(size.columns(), size.rows()));
  }

  /// Presses keys: raw bytes.
  void type(String keys) {
    send(new Message.Input(keys.getBytes(StandardCharsets.UTF_8)));
  }

  /// Waits for the server's last word.
  Message.Exit exit() throws InterruptedException {
    ended.await();
    synchronized (this) {
      return exit;
    }
  }

  synchronized String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  synchronized String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  synchronized long frames() {
    return frames;
  }

  synchronized long bytes() {
    return bytes;
  }

  /// What the terminal shows, without blanks at the ends of lines.
  synchronized String text() {
    Screen screen = emulator.screen();
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < screen.rows(); row++) {
      text.append(screen.line(row).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /// Whether the alternate screen shows: ours, from the first frame to the last.
  synchronized boolean full() {
    return emulator.screen().modes().alternateScreen();
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
    connection.finish();
  }

  /// How often it rang.
  int rings() {
    return rings;
  }
}
