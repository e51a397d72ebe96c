package agenttui.keeper;

import agenttui.keeper.frame.ByteQueue;
import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.HostileException;
import agenttui.keeper.frame.Outbox;
import agenttui.keeper.frame.Payload;
import agenttui.keeper.frame.Window;
import agenttui.term.PtyOutput;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A pty on the stream. Input waits here for the keeper's credit; output is checked against our
/// window and the offsets, and passed on.
final class PtyLine implements KeptPty, Line, Outbox.Source {
  /// Input that a program does not read, in bytes; more than any paste.
  private static final int MOST_INPUT = 16 << 20;

  private final Stream stream;
  private final PtyId id;
  private final int channel;
  private final PtyOutput output;
  private final Window window;
  private final ByteQueue input = new ByteQueue();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final Answers answers = new Answers();

  /// Held while the output is told something, so that nothing comes after the last call: the stream
  /// may end on another thread while its reader has output in hand.
  private final Object telling = new Object();

  private long credit;
  private long next;
  private boolean over;

  /// @param credit input that the keeper takes at first
  /// @param from the offset of the first output to come
  PtyLine(Stream stream, PtyId id, int channel, PtyOutput output, long credit, long from) {
    this.stream = stream;
    this.id = id;
    this.channel = channel;
    this.output = output;
    this.credit = credit;
    this.next = from;
    this.window = new Window(Window.REQUEST, stream::roundTrip);
  }

  /// Completes when the keeper has said that it is open.
  CompletableFuture<Void> opened() {
    return opened;
  }

  @Override
  public PtyId id() {
    return id;
  }

  @Override
  public void write(byte[] bytes) {
    synchronized (this) {
      if (over || input.length() + bytes.length > MOST_INPUT) {
        return;
      }
      input.add(bytes, 0, bytes.length);
    }
    stream.outbox().ready(this, true);
  }

  @Override
  public synchronized byte @Nullable [] nextFrame() {
    int most = (int) Math.min(Math.min(credit, Frame.SENT), input.length());
    if (most == 0) {
      return null;
    }
    credit -= most;
    return Frame.encode(FrameType.DATA, channel, input.take(most));
  }

  @Override
  public void resize(Size size) {
    control(FrameType.RESIZE, new Payload().u16(size.columns()).u16(size.rows()));
  }

  @Override
  public void signal(int number) {
    control(FrameType.SIGNAL, new Payload().u8(number));
  }

  @Override
  public void consumed(int bytes) {
    Window.Credit now;
    synchronized (this) {
      now = over ? Window.Credit.NONE : window.consumed(bytes);
    }
    stream.credit(channel, 0, now);
  }

  @Override
  public Processes processes() {
    return answers.ask(() -> control(FrameType.INFO, new Payload()));
  }

  @Override
  public void close() {
    synchronized (this) {
      over = true;
      input.clear();
    }
    stream.reset(channel, "closed");
    answers.fail("the pty is closed");
  }

  private void control(FrameType type, Payload payload) {
    synchronized (this) {
      if (over) {
        return;
      }
    }
    stream.control(type, channel, payload.toBytes());
  }

  // ---- from the keeper
  // ---------------------------------------------------------------------------

  @Override
  public void frame(Frame frame) {
    switch (frame.type()) {
      case OUTPUT -> takeOutput(frame);
      case CREDIT -> takeCredit(frame.fields());
      case EXITED -> takeExit(frame.fields());
      case INFO -> answers.take(frame.fields());
      case RESET -> lost(reason(frame));
      case HELLO, OPEN, DATA, EOF, ATTACH, RESIZE, SIGNAL, PING, PONG, BYE ->
          throw new HostileException(frame.type() + " on a pty");
    }
  }

  private void takeOutput(Frame frame) {
    long offset = frame.fields().u63();
    byte[] bytes = frame.rest(8);
    synchronized (telling) {
      long expected;
      synchronized (this) {
        if (over) {
          return;
        }
        expected = next;
        if (offset < expected) {
          throw new HostileException("output that was there already");
        }
        window.came(bytes.length);
        next = offset + bytes.length;
      }
      if (offset > expected) {
        output.gap(expected, offset);
      }
      if (bytes.length > 0) {
        output.output(offset, bytes);
      }
    }
  }

  private void takeCredit(Fields fields) {
    fields.u8();
    long more = fields.u32();
    opened.complete(null);
    synchronized (this) {
      credit += more;
    }
    stream.outbox().ready(this, true);
  }

  private void takeExit(Fields fields) {
    Optional<ExitStatus> status = Stream.exitStatus(fields);
    synchronized (telling) {
      synchronized (this) {
        if (over || status.isEmpty()) {
          return;
        }
        over = true;
      }
      answers.fail("the program has ended");
      output.exited(status.get().shellCode(), status.get().why());
    }
  }

  @Override
  public void lost(String why) {
    synchronized (telling) {
      boolean tell;
      synchronized (this) {
        tell = !over && opened.isDone();
        over = true;
        input.clear();
      }
      answers.fail(why);
      if (!opened.completeExceptionally(new KeeperException(why)) && tell) {
        output.lost(why);
      }
    }
  }

  /// The text of a RESET.
  static String reason(Frame frame) {
    byte[] text = frame.payload();
    int length = Math.min(text.length, 400);
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
