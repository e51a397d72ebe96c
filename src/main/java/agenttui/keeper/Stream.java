package agenttui.keeper;

import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.HostileException;
import agenttui.keeper.frame.Outbox;
import agenttui.keeper.frame.Payload;
import agenttui.keeper.frame.Window;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The stream to one keeper: three threads (reader, writer, pinger) and the open channels. Reader
/// and writer are no virtual ones, for they stand between a key and its echo: there each virtual
/// thread costs two wake-ups more, of a poller and of a carrier.
///
/// Every frame that comes is hostile until it was checked; one that is wrong ends the stream.
final class Stream {
  static final int VERSION = 1;
  private static final int MOST_CHANNELS = 256;
  private static final int MOST_PTYS = 1024;
  private static final int LAST_CHANNEL = 0xfffffe;

  /// Silent seconds after which the keeper, or the engine between, is dead.
  private static final int MOST_SILENT = 5;

  private final InputStream in;
  private final OutputStream out;
  private final KeeperListener listener;
  private final Set<ChannelKind> kinds;
  private final Outbox outbox = new Outbox();
  private final Map<Integer, Line> lines = new HashMap<>();
  private final CompletableFuture<Hello> hello = new CompletableFuture<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private final byte[] nonce = new byte[16];
  private volatile boolean heard;
  private volatile boolean leaving;
  private volatile long roundTrip;
  private volatile long keeperWindow = Window.REQUEST;
  private volatile long keeperBulkWindow = Window.REQUEST;
  private @Nullable String lost;
  private int nextChannel;

  Stream(InputStream in, OutputStream out, KeeperListener listener, Set<ChannelKind> kinds) {
    this.in = in;
    this.out = out;
    this.listener = listener;
    this.kinds = Set.copyOf(kinds);
  }

  /// Starts the threads and waits for the keeper's hello.
  Hello start(Duration patience) {
    new SecureRandom().nextBytes(nonce);
    byte[] first =
        new Payload().u16(VERSION).bytes(nonce).u32(Window.REQUEST).u32(Window.BULK).toBytes();
    control(FrameType.HELLO, 0, first);
    Thread.ofPlatform().daemon().name("keeper-reader").start(this::read);
    Thread.ofPlatform().daemon().name("keeper-writer").start(this::write);
    try {
      Hello said = hello.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      Thread.ofVirtual().name("keeper-pinger").start(this::ping);
      return said;
    } catch (TimeoutException e) {
      fail("the keeper does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    } catch (ExecutionException e) {
      fail("no hello");
    }
    throw new KeeperException("can't attach to the keeper: " + why());
  }

  // ---- for the lines
  // -----------------------------------------------------------------------------

  Outbox outbox() {
    return outbox;
  }

  long keeperWindow() {
    return keeperWindow;
  }

  long keeperBulkWindow() {
    return keeperBulkWindow;
  }

  /// The shortest round trip so far in nanoseconds; 0 before the first. The shortest, for beside a
  /// flood a ping waits behind what is under way: windows that grow by that only make it wait
  /// longer (seen: 4 MiB on a stream of 0.3 ms).
  long roundTrip() {
    return roundTrip;
  }

  boolean alive() {
    return !ended.isDone();
  }

  /// Queues a small frame.
  void control(FrameType type, int channel, byte[] payload) {
    if (!outbox.control(Frame.encode(type, channel, payload))) {
      fail("the keeper does not read");
    }
  }

  void credit(int channel, int stream, Window.Credit credit) {
    if (!credit.equals(Window.Credit.NONE)) {
      byte[] payload =
          new Payload().u8(stream).u32(credit.returned()).u32(credit.grown()).toBytes();
      control(FrameType.CREDIT, channel, payload);
    }
  }

  /// Makes what is at our end of a new channel.
  interface Opening<T extends Line> {
    T at(int channel);
  }

  /// Opens a channel of ours; it is known before the frame that opens it is sent.
  ///
  /// @throws KeeperException when the stream is lost or has too many
  <T extends Line> T open(Opening<T> opening, FrameType type, byte[] payload) {
    T line;
    int channel;
    synchronized (lines) {
      if (lost != null) {
        throw new KeeperException("the keeper's stream is lost: " + lost);
      }
      if (lines.size() >= MOST_CHANNELS) {
        throw new KeeperException("too many channels are open on this keeper");
      }
      do {
        nextChannel = nextChannel >= LAST_CHANNEL ? 2 : nextChannel + 2;
      } while (lines.containsKey(nextChannel));
      channel = nextChannel;
      line = opening.at(channel);
      lines.put(channel, line);
    }
    control(type, channel, payload);
    return line;
  }

  /// Whether a channel is open.
  boolean has(int channel) {
    synchronized (lines) {
      return lines.containsKey(channel);
    }
  }

  /// Forgets a channel; late frames for it are ignored.
  void close(int channel) {
    synchronized (lines) {
      lines.remove(channel);
    }
  }

  /// Forgets a channel and tells the keeper, unless the channel had ended already.
  void reset(int channel, String why) {
    boolean open;
    synchronized (lines) {
      open = lines.remove(channel) != null;
    }
    if (open) {
      control(FrameType.RESET, channel, why.getBytes(StandardCharsets.UTF_8));
    }
  }

  // ---- the end
  // -----------------------------------------------------------------------------------

  /// Leaves cleanly; waits for the end of the stream.
  void bye(boolean end, Duration patience) {
    leaving = true;
    control(FrameType.BYE, 0, new byte[] {(byte) (end ? 1 : 0)});
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // The keeper will see the stream end instead.
    }
    fail("closed");
  }

  /// Cuts the stream and tells nobody.
  void cut() {
    leaving = true;
    fail("closed");
  }

  private String why() {
    synchronized (lines) {
      return lost == null ? "closed" : lost;
    }
  }

  /// Ends the stream, once: the channels hear it, then the listener.
  private void fail(String why) {
    List<Line> open;
    synchronized (lines) {
      if (lost != null) {
        return;
      }
      lost = why;
      open = new ArrayList<>(lines.values());
      lines.clear();
    }
    outbox.close();
    closeQuietly(in);
    closeQuietly(out);
    hello.completeExceptionally(new KeeperException(why));
    for (Line line : open) {
      line.lost(why);
    }
    boolean told = leaving;
    ended.complete(true);
    if (!told && hello.isDone() && !hello.isCompletedExceptionally()) {
      listener.lost(why);
    }
  }

  private static void closeQuietly(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception e) {
      // It is of no use any more.
    }
  }

  // ---- threads
  // -----------------------------------------------------------------------------------

  /// Counts unanswered pings, not time: a pause of our own process is no silence of the keeper.
  private void ping() {
    int silent = 0;
    while (silent < MOST_SILENT) {
      heard = false;
      control(FrameType.PING, 0, new Payload().u64(System.nanoTime()).toBytes());
      try {
        ended.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        silent = heard ? 0 : silent + 1;
      } catch (InterruptedException | ExecutionException e) {
        return;
      }
    }
    fail("the keeper has been silent for " + MOST_SILENT + " s");
  }

  private void write() {
    try {
      byte[] frame;
      while ((frame = outbox.take()) != null) {
        out.write(frame);
        out.flush();
      }
    } catch (IOException e) {
      fail("writing to the keeper: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    }
  }

  private void read() {
    String why = "the keeper closed the stream";
    try (InputStream buffered = new BufferedInputStream(in, 256 << 10)) {
      Frame frame;
      while ((frame = Frame.read(buffered)) != null) {
        heard = true;
        take(frame);
      }
    } catch (IOException e) {
      why = "reading from the keeper: " + e.getMessage();
    } catch (HostileException e) {
      why = "the keeper broke the protocol: " + e.getMessage();
    }
    fail(why);
  }

  // ---- frames
  // ------------------------------------------------------------------------------------

  private void take(Frame frame) {
    if (!hello.isDone()) {
      greet(frame);
    } else if (frame.type() == FrameType.OPEN) {
      accept(frame);
    } else if (frame.channel() == 0) {
      takeOwn(frame);
    } else {
      Line line;
      synchronized (lines) {
        line =
            frame.type() == FrameType.RESET
                ? lines.remove(frame.channel())
                : lines.get(frame.channel());
      }
      if (line != null) {
        line.frame(frame);
      }
    }
  }

  private void takeOwn(Frame frame) {
    switch (frame.type()) {
      case PING -> control(FrameType.PONG, 0, frame.payload());
      case PONG -> measured(Math.max(1, System.nanoTime() - frame.fields().u63()));
      case RESET -> throw new HostileException("reset: " + PtyLine.reason(frame));
      case BYE -> {}
      case HELLO, OPEN, DATA, OUTPUT, CREDIT, EOF, ATTACH, RESIZE, SIGNAL, EXITED, INFO ->
          throw new HostileException(frame.type() + " for the stream itself");
    }
  }

  /// On the reader's thread only.
  private void measured(long nanos) {
    long before = roundTrip;
    roundTrip = before == 0 ? nanos : Math.min(before, nanos);
  }

  private void greet(Frame frame) {
    Fields fields = frame.fields();
    if (frame.type() == FrameType.RESET) {
      throw new HostileException(PtyLine.reason(frame));
    }
    if (frame.type() != FrameType.HELLO || frame.channel() != 0) {
      throw new HostileException("no hello");
    }
    int version = fields.u16();
    if (version != VERSION || !Arrays.equals(nonce, fields.bytes(nonce.length))) {
      throw new HostileException("a hello that is not for us, of version " + version);
    }
    keeperWindow = fields.u32();
    keeperBulkWindow = fields.u32();
    int count = fields.u16();
    if (count > MOST_PTYS) {
      throw new HostileException(count + " ptys");
    }
    List<HeldPty> ptys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ptys.add(heldPty(fields));
    }
    hello.complete(new Hello(version, ptys));
  }

  private static HeldPty heldPty(Fields fields) {
    String id = fields.text(64);
    long first = fields.u63();
    long next = fields.u63();
    long taken = fields.u63();
    if (!PtyId.valid(id) || first > next) {
      throw new HostileException("a pty that can't be");
    }
    return new HeldPty(new PtyId(id), first, next, taken, exitStatus(fields));
  }

  /// How a program ended; empty while it runs.
  static Optional<ExitStatus> exitStatus(Fields fields) {
    int kind = fields.u8();
    int value = fields.u8();
    return switch (kind) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new ExitStatus.Exited(value));
      case 2 -> Optional.of(new ExitStatus.Signalled(value));
      case 3 -> Optional.of(new ExitStatus.Starved());
      default -> throw new HostileException("an exit of kind " + kind);
    };
  }

  private void accept(Frame frame) {
    Fields fields = frame.fields();
    int channel = frame.channel();
    String name = fields.text(64);
    long window = fields.u32();
    if (channel % 2 == 0 || !ChannelKind.valid(name)) {
      throw new HostileException("opens a channel that can't be");
    }
    ChannelKind kind = new ChannelKind(name);
    LinkLine line = new LinkLine(this, channel, kind, window, true);
    synchronized (lines) {
      if (lines.containsKey(channel)) {
        throw new HostileException("opens a channel twice");
      }
      if (kinds.contains(kind) && lines.size() < MOST_CHANNELS) {
        lines.put(channel, line);
      } else {
        line = null;
      }
    }
    if (line == null) {
      control(FrameType.RESET, channel, new byte[0]);
      return;
    }
    Channel opened = line;
    Thread.ofVirtual().name("channel-" + name).start(() -> serve(opened));
  }

  private void serve(Channel channel) {
    try (channel) {
      listener.opened(channel);
    }
  }
}
