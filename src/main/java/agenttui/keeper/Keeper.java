package agenttui.keeper;

import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.Payload;
import agenttui.keeper.frame.Window;
import agenttui.term.PtyOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One attachment to a keeper: the program that holds the ptys and starts everything in a sandbox.
///
/// A new attachment replaces the one before. Everything that a keeper says is treated as hostile.
/// Methods may be called from any thread; those that wait say so.
public final class Keeper implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ChannelKind FORWARD = new ChannelKind("forward");

  private final Stream stream;

  /// Hears nothing: all was told before.
  private static final PtyOutput NOBODY =
      new PtyOutput() {
        @Override
        public void output(long offset, byte[] bytes) {}

        @Override
        public void gap(long from, long to) {}

        @Override
        public void exited(int status, Optional<String> why) {}

        @Override
        public void lost(String why) {}
      };

  private final Hello hello;

  private Keeper(Stream stream, Hello hello) {
    this.stream = stream;
    this.hello = hello;
  }

  /// Attaches over two streams, as of an engine's exec of `keeper attach`. Waits for the keeper's
  /// hello.
  ///
  /// @param in what the keeper sends; read by one thread, closed at the end
  /// @param out what goes to it; written by one thread, closed at the end
  /// @param listener told of reverse channels and of the loss
  /// @param kinds the reverse channels that are taken; all others are refused
  /// @throws KeeperException when it does not answer within 10 s, or speaks another version
  public static Keeper attach(
      InputStream in, OutputStream out, KeeperListener listener, Set<ChannelKind> kinds) {
    Stream stream = new Stream(in, out, listener, kinds);
    return new Keeper(stream, stream.start(PATIENCE));
  }

  /// Attaches over the keeper's own Unix socket; else as [#attach].
  public static Keeper connect(Path socket, KeeperListener listener, Set<ChannelKind> kinds) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
      return attach(
          Channels.newInputStream(channel), Channels.newOutputStream(channel), listener, kinds);
    } catch (IOException e) {
      throw new KeeperException("can't reach the keeper at " + socket + ": " + e.getMessage(), e);
    }
  }

  /// What the keeper said when it was attached.
  public Hello hello() {
    return hello;
  }

  /// Starts a program on a new pty. Waits one round trip; `output` may be called before it returns.
  /// Where one of that name had ended when the keeper was attached, its end counts as collected:
  /// whoever was to do that was told of it, and lost the stream.
  ///
  /// @throws KeeperException when it can't be started, with the reason
  public KeptPty openPty(PtySpec spec, PtyOutput output) {
    hello.pty(spec.id()).filter(held -> held.exit().isPresent()).ifPresent(this::collect);
    Payload payload =
        new Payload()
            .text("pty")
            .u32(Window.REQUEST)
            .text(spec.id().value())
            .u16(spec.size().columns())
            .u16(spec.size().rows());
    program(payload, spec.arguments(), spec.directory(), spec.environment(), spec.secrets());
    PtyLine line =
        open(id -> new PtyLine(stream, spec.id(), id, output, stream.keeperWindow(), 0), payload);
    Answers.await(line.opened());
    return line;
  }

  private void collect(HeldPty ended) {
    try {
      attachPty(ended.id(), ended.next(), NOBODY).close();
    } catch (KeeperException e) {
      // Somebody has collected it meanwhile.
    }
  }

  /// Goes on with a held pty from a byte offset. Waits one round trip; `output` may be called
  /// before it returns. Output that is no longer kept is told as a gap. A pty that ended tells its
  /// exit after its output.
  ///
  /// @throws KeeperException when there is none of that name or `from` lies beyond its output
  public KeptPty attachPty(PtyId id, long from, PtyOutput output) {
    byte[] payload = new Payload().text(id.value()).u64(from).u32(Window.REQUEST).toBytes();
    PtyLine line =
        send(
            channel -> new PtyLine(stream, id, channel, output, 0, from),
            FrameType.ATTACH,
            payload);
    Answers.await(line.opened());
    return line;
  }

  /// Starts a program without a terminal. Waits one round trip.
  ///
  /// @throws KeeperException when it can't be started, with the reason
  public Run run(RunSpec spec) {
    Payload payload = new Payload().text("run").u32(Window.BULK);
    program(payload, spec.arguments(), spec.directory(), spec.environment(), spec.secrets());
    RunLine line = open(id -> new RunLine(stream, id), payload);
    Answers.await(line.opened());
    return line;
  }

  /// Unpacks a tar stream (ustar, pax and GNU long names; files and directories only) into a
  /// directory, which is made when missing. Waits until all is written.
  ///
  /// @param directory absolute, as seen by the keeper; no part of it may be a symbolic link
  /// @throws KeeperException when an entry is refused (absolute, `..`, a link) or can't be written;
  ///   entries before it stay
  public void put(String directory, InputStream tar) {
    Payload payload = new Payload().text("put").u32(0).text(directory);
    PutLine line = open(id -> new PutLine(stream, id), payload);
    try (OutputStream to = line.output()) {
      tar.transferTo(to);
    } catch (IOException e) {
      if (!line.done().isDone()) {
        line.close();
        throw new KeeperException("reading files for " + directory + ": " + e.getMessage(), e);
      }
    }
    Answers.await(line.done());
  }

  /// Connects to a TCP port on the loopback interface of the sandbox. Waits one round trip.
  ///
  /// @throws KeeperException when nobody listens there
  public Channel forward(int port) {
    Payload payload = new Payload().text("forward").u32(Window.REQUEST).u16(port);
    LinkLine line =
        open(id -> new LinkLine(stream, id, FORWARD, stream.keeperWindow(), false), payload);
    Answers.await(line.opened());
    return line;
  }

  /// Whether the stream is up.
  public boolean alive() {
    return stream.alive();
  }

  /// Leaves cleanly: the ptys go on and never wait for us; runs are ended. Waits for the answer, at
  /// most 2 s. Each attached pty is told `lost`, the listener nothing.
  public void bye() {
    stream.bye(false, Duration.ofSeconds(2));
  }

  /// Ends the keeper and every process that it started. Waits for the answer, at most 5 s.
  public void end() {
    stream.bye(true, Duration.ofSeconds(5));
  }

  /// Cuts the stream, as if it were lost. Each attached pty is told `lost`, the listener nothing.
  @Override
  public void close() {
    stream.cut();
  }

  private static void program(
      Payload payload,
      List<String> arguments,
      String directory,
      Map<String, String> environment,
      boolean secrets) {
    List<String> variables =
        environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().toList();
    payload.u8(secrets ? 1 : 0).text(directory).texts(arguments).texts(variables);
  }

  private <T extends Line> T open(Stream.Opening<T> opening, Payload payload) {
    return send(opening, FrameType.OPEN, payload.toBytes());
  }

  private <T extends Line> T send(Stream.Opening<T> opening, FrameType type, byte[] payload) {
    if (payload.length > Frame.LONGEST) {
      throw new KeeperException("arguments and environment are longer than 64 KiB");
    }
    return stream.open(opening, type, payload);
  }
}
