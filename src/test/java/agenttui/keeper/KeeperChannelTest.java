package agenttui.keeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Reverse channels and forwarded ports of a real keeper on this machine.
@Timeout(60)
class KeeperChannelTest {
  private static final ChannelKind ECHO = new ChannelKind("echo");

  /// Sends back what comes, then closes its half.
  private static final KeeperListener ECHOING =
      new KeeperListener() {
        @Override
        public void opened(Channel channel) {
          try (var out = channel.output()) {
            channel.input().transferTo(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public void lost(String why) {}
      };

  /// Keeps the channels for the test.
  private static final class Collecting implements KeeperListener {
    final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();
    final CompletableFuture<Void> release = new CompletableFuture<>();

    @Override
    public void opened(Channel channel) {
      channels.add(channel);
      release.join();
    }

    @Override
    public void lost(String why) {}

    Channel next() throws InterruptedException {
      Channel channel = channels.poll(10, TimeUnit.SECONDS);
      assertTrue(channel != null, "no channel came");
      return channel;
    }
  }

  private static SocketChannel dial(HostKeeper host, String name) throws IOException {
    Path path = host.directory().resolve(name);
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(path));
    return socket;
  }

  private static byte[] exchange(SocketChannel socket, byte[] request) throws Exception {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                ByteBuffer bytes = ByteBuffer.wrap(request);
                while (bytes.hasRemaining()) {
                  socket.write(bytes);
                }
                socket.shutdownOutput();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    byte[] answer = Channels.newInputStream(socket).readAllBytes();
    writer.join();
    return answer;
  }

  @Test
  void aConnectionInsideIsAnsweredOutside() throws Exception {
    byte[] much = new byte[2_000_000];
    new java.util.Random(7).nextBytes(much);
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e")) {
      host.attach(ECHOING, ECHO);
      for (byte[] request : List.of("hello".getBytes(UTF_8), new byte[0], much)) {
        try (SocketChannel socket = dial(host, "e")) {
          assertTrue(Arrays.equals(request, exchange(socket, request)));
        }
      }
    }
  }

  @Test
  void aConnectionMadeWhileNobodyIsAttachedWaits() throws Exception {
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e");
        SocketChannel socket = dial(host, "e")) {
      socket.write(ByteBuffer.wrap("early".getBytes(UTF_8)));
      host.attach(ECHOING, ECHO);
      assertEquals("early", new String(exchange(socket, new byte[0]), UTF_8));
    }
  }

  @Test
  void aKindThatIsNotAllowedIsRefused() throws Exception {
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e")) {
      host.attach(ECHOING, ChannelKind.TOOL);
      try (SocketChannel socket = dial(host, "e")) {
        assertEquals(-1, Channels.newInputStream(socket).read());
      }
    }
  }

  @Test
  void aPeerThatDiesResetsTheChannel() throws Exception {
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e")) {
      Collecting listener = new Collecting();
      host.attach(listener, ECHO);
      SocketChannel socket = dial(host, "e");
      socket.write(ByteBuffer.wrap("x".getBytes(UTF_8)));
      Channel channel = listener.next();
      assertEquals('x', channel.input().read());
      socket.close();
      assertEquals(-1, channel.input().read());
      assertThrows(
          IOException.class,
          () -> {
            while (true) {
              channel.output().write(1);
            }
          });
      listener.release.complete(null);
    }
  }

  @Test
  void aHalfCloseAndADeathAreToldApart() throws Exception {
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e");
        SocketChannel stream = dial(host, "k.sock")) {
      SocketChannel socket = dial(host, "e");
      byte[] hello = new Payload().u16(1).bytes(new byte[16]).u32(1000).u32(1000).toBytes();
      Channels.newOutputStream(stream).write(Frame.encode(FrameType.HELLO, 0, hello));
      InputStream frames = Channels.newInputStream(stream);
      assertEquals(FrameType.HELLO, Frame.read(frames).type());
      assertEquals(FrameType.OPEN, Frame.read(frames).type());
      socket.shutdownOutput();
      assertEquals(FrameType.EOF, Frame.read(frames).type());
      Channels.newOutputStream(stream).write(Frame.encode(FrameType.PING, 0, new byte[1]));
      assertEquals(FrameType.PONG, Frame.read(frames).type());
      socket.close();
      assertEquals(FrameType.RESET, Frame.read(frames).type());
    }
  }

  @Test
  void aLossResetsEveryConnection() throws Exception {
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e")) {
      Collecting listener = new Collecting();
      Keeper keeper = host.attach(listener, ECHO);
      try (SocketChannel socket = dial(host, "e")) {
        Channel channel = listener.next();
        keeper.close();
        assertThrows(IOException.class, () -> channel.input().read());
        assertEquals(-1, Channels.newInputStream(socket).read());
      }
      listener.release.complete(null);
    }
  }

  @Test
  void aReaderThatNeverReadsHoldsNobodyElse() throws Exception {
    try (HostKeeper host = HostKeeper.start("--listen", "echo=@/e")) {
      Collecting listener = new Collecting();
      Keeper keeper = host.attach(listener, ECHO);
      try (SocketChannel socket = dial(host, "e")) {
        Channel channel = listener.next();
        Thread.ofVirtual()
            .start(() -> {
              try {
                channel.output().write(new byte[10_000_000]);
              } catch (IOException e) {
                // The test ends meanwhile.
              }
            });
        Terminal terminal = Terminal.consuming();
        terminal.open(keeper, HostKeeper.shell("a", "seq 1 200000"));
        assertEquals(0, terminal.exit());
        assertEquals(10_000_000, Channels.newInputStream(socket).readNBytes(10_000_000).length);
      }
      listener.release.complete(null);
    }
  }

  @Test
  void theRelayTakesAKindAndNothingElse() throws Exception {
    try (HostKeeper host = HostKeeper.start("--relay", "@/r")) {
      host.attach(ECHOING, ECHO);
      try (SocketChannel socket = dial(host, "r")) {
        socket.write(ByteBuffer.wrap("echo\nhi".getBytes(UTF_8)));
        assertEquals("hi", new String(exchange(socket, new byte[0]), UTF_8));
      }
      for (String bad : List.of("Echo\nhi", "\n", "a".repeat(40) + "\n", "\1\0\0\0\0\0\0\0")) {
        try (SocketChannel socket = dial(host, "r")) {
          socket.write(ByteBuffer.wrap(bad.getBytes(UTF_8)));
          assertEquals(-1, read(socket), bad);
        }
      }
    }
  }

  private static int read(SocketChannel socket) {
    try {
      return Channels.newInputStream(socket).read();
    } catch (IOException e) {
      return -1; /* a reset */
    }
  }

  @Test
  void aPortInsideIsReachedFromOutside() throws Exception {
    try (HostKeeper host = HostKeeper.start();
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Keeper keeper = host.attach();
      try (Channel channel = keeper.forward(server.getLocalPort());
          Socket peer = server.accept()) {
        channel.output().write("ping".getBytes(UTF_8));
        channel.output().close();
        assertEquals("ping", new String(peer.getInputStream().readAllBytes(), UTF_8));
        peer.getOutputStream().write("pong".getBytes(UTF_8));
        peer.shutdownOutput();
        InputStream in = channel.input();
        assertEquals("pong", new String(in.readAllBytes(), UTF_8));
      }
    }
  }

  @Test
  void aPortWhereNobodyListensIsRefused() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      assertThrows(KeeperException.class, () -> keeper.forward(port));
      assertTrue(keeper.alive());
    }
  }
}
