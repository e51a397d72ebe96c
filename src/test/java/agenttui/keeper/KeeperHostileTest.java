package agenttui.keeper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.keeper.frame.Fields;
import agenttui.keeper.frame.Frame;
import agenttui.keeper.frame.FrameType;
import agenttui.keeper.frame.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Ends that do not keep to the protocol: a keeper that lies to us, and a server that lies to it.
@Timeout(60)
class KeeperHostileTest {
  private static final PtyId A = new PtyId("a");

  /// A keeper of our own making, which says what the test wants.
  private static final class Liar {
    private final PipedInputStream toKeeper = new PipedInputStream(1 << 16);
    private final PipedInputStream toServer = new PipedInputStream(1 << 16);
    private final OutputStream says = new PipedOutputStream(toServer);
    private final OutputStream serverSays = new PipedOutputStream(toKeeper);
    final CompletableFuture<String> lost = new CompletableFuture<>();

    Liar() throws IOException {}

    /// Attaches to this keeper, which holds one pty with 10 bytes of output.
    Keeper attach() {
      Thread.ofVirtual().start(this::greet);
      return Keeper.attach(
          toServer,
          serverSays,
          new KeeperListener() {
            @Override
            public void opened(Channel channel) {}

            @Override
            public void lost(String why) {
              lost.complete(why);
            }
          },
          Set.of(ChannelKind.TOOL));
    }

    private void greet() {
      try {
        Fields hello = Frame.read(toKeeper).fields();
        byte[] answer =
            new Payload()
                .u16(hello.u16())
                .bytes(hello.bytes(16))
                .u32(1 << 16)
                .u32(1 << 16)
                .u16(1)
                .text("a")
                .u64(0)
                .u64(10)
                .u64(0)
                .u16(0)
                .toBytes();
        say(FrameType.HELLO, 0, answer);
        for (Frame frame; (frame = Frame.read(toKeeper)) != null; ) {
          if (frame.type() == FrameType.ATTACH) {
            byte[] nothing = new Payload().u8(0).u32(0).u32(0).toBytes();
            say(FrameType.CREDIT, frame.channel(), nothing);
          }
        }
      } catch (IOException e) {
        // The test has ended.
      }
    }

    void say(FrameType type, int channel, byte[] payload) throws IOException {
      say(Frame.encode(type, channel, payload));
    }

    void say(byte[] bytes) throws IOException {
      says.write(bytes);
      says.flush();
    }

    String lost() throws Exception {
      return lost.get(10, TimeUnit.SECONDS);
    }
  }

  private static void isCaught(String what, FrameType type, int channel, byte[] payload)
      throws Exception {
    Liar liar = new Liar();
    try (Keeper keeper = liar.attach()) {
      keeper.attachPty(A, 0, Terminal.stuck());
      liar.say(type, channel, payload);
      assertTrue(liar.lost().contains(what), liar.lost());
    }
  }

  private static byte[] output(long offset, int length) {
    return new Payload().u64(offset).bytes(new byte[length]).toBytes();
  }

  @Test
  void aLyingKeeperLosesItsStream() throws Exception {
    isCaught("beyond all bounds", FrameType.OUTPUT, 2, output(-1, 1));
    isCaught("cut short", FrameType.OUTPUT, 2, new byte[3]);
    isCaught("DATA on a pty", FrameType.DATA, 2, new byte[3]);
    isCaught("kind 7", FrameType.EXITED, 2, new byte[] {7, 7});
    isCaught("no question", FrameType.INFO, 2, new byte[20]);
    isCaught("can't be", FrameType.OPEN, 4, new Payload().text("tool").u32(1).toBytes());
    isCaught("can't be", FrameType.OPEN, 1, new Payload().text("A b").u32(1).toBytes());
    isCaught("for the stream itself", FrameType.DATA, 0, new byte[1]);
  }

  @Test
  void outputThatRepeatsItselfIsNoOutput() throws Exception {
    Liar liar = new Liar();
    try (Keeper keeper = liar.attach()) {
      Terminal terminal = Terminal.stuck();
      keeper.attachPty(A, 0, terminal);
      liar.say(FrameType.OUTPUT, 2, output(0, 5));
      liar.say(FrameType.OUTPUT, 2, output(4, 5));
      assertTrue(liar.lost().contains("there already"), liar.lost());
      assertEquals(5, terminal.next());
    }
  }

  @Test
  void aKeeperThatSendsMoreThanTheWindowIsCaught() throws Exception {
    Liar liar = new Liar();
    try (Keeper keeper = liar.attach()) {
      Terminal terminal = Terminal.stuck();
      keeper.attachPty(A, 0, terminal);
      liar.say(FrameType.OUTPUT, 2, output(0, 60_000));
      liar.say(FrameType.OUTPUT, 2, output(60_000, 5_537));
      assertTrue(liar.lost().contains("more bytes than the window"), liar.lost());
      assertEquals(60_000, terminal.next());
    }
  }

  @Test
  void randomBytesFromAKeeperOnlyEndTheStream() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Liar liar = new Liar();
      try (Keeper keeper = liar.attach()) {
        Terminal terminal = Terminal.stuck();
        keeper.attachPty(A, 0, terminal);
        byte[] noise = new byte[2000];
        random.nextBytes(noise);
        for (int at = 0; at + 8 < noise.length; at += 8 + random.nextInt(40)) {
          noise[at] = (byte) (1 + random.nextInt(15));
          noise[at + 1] = 0;
          noise[at + 2] = 0;
          noise[at + 3] = (byte) random.nextInt(5);
          noise[at + 4] = 0;
          noise[at + 5] = 0;
          noise[at + 6] = 0;
          noise[at + 7] = (byte) random.nextInt(32);
        }
        try {
          liar.say(noise);
          liar.say(new byte[] {99, 0, 0, 0, 0, 0, 0, 0});
          liar.say(new byte[300]);
        } catch (IOException e) {
          // It has hung up before the end of the noise.
        }
        liar.lost();
      }
    }
  }

  @Test
  void whatIsNoKeeperIsNotAttached() {
    for (byte[] answer :
        new byte[][] {
          {},
          {1},
          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)
        }) {
      assertThrows(
          KeeperException.class,
          () ->
              Keeper.attach(
                  new ByteArrayInputStream(answer),
                  OutputStream.nullOutputStream(),
                  new KeeperListener() {
                    @Override
                    public void opened(Channel channel) {}

                    @Override
                    public void lost(String why) {}
                  },
                  Set.of()));
    }
  }

  @Test
  void aServerThatSendsNoiseIsDroppedAndTheNextOneFindsAll() throws Exception {
    try (HostKeeper host = HostKeeper.start()) {
      Keeper keeper = host.attach();
      Terminal terminal = Terminal.consuming();
      terminal.open(keeper, HostKeeper.shell("a", "echo up; cat"));
      terminal.shows("up");
      keeper.bye();
      for (int seed = 0; seed < 300; seed++) {
        noise(host, new Random(seed));
      }
      Terminal again = Terminal.consuming();
      again.attach(host.attach(), "a");
      again.shows("up");
    }
  }

  /// Says a right hello, then frames whose headers are right and whose payloads are not.
  private static void noise(HostKeeper host, Random random) throws IOException {
    try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(host.socket()));
      OutputStream out = Channels.newOutputStream(socket);
      InputStream in = Channels.newInputStream(socket);
      byte[] hello = new Payload().u16(1).bytes(new byte[16]).u32(1000).u32(1000).toBytes();
      out.write(Frame.encode(FrameType.HELLO, 0, hello));
      assertEquals(FrameType.HELLO, Frame.read(in).type());
      out.write(
          Frame.encode(
              FrameType.ATTACH,
              2,
              new Payload().text("a").u64(random.nextInt(6)).u32(99).toBytes()));
      FrameType[] types = FrameType.values();
      for (int i = 0; i < 20; i++) {
        byte[] payload = new byte[random.nextInt(60)];
        random.nextBytes(payload);
        FrameType type =
            types[random.nextInt(types.length - 1)]; /* no BYE: it may end the keeper */
        boolean ours = type == FrameType.RESET || type == FrameType.SIGNAL;
        out.write(Frame.encode(type, ours ? 8 : random.nextInt(5), payload));
      }
    } catch (IOException e) {
      // The keeper has hung up, as it should.
    }
  }

  @Test
  void aServerThatSendsMoreThanTheWindowIsDropped() throws Exception {
    try (HostKeeper host = HostKeeper.start();
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      Keeper keeper = host.attach();
      Terminal.consuming().open(keeper, HostKeeper.shell("a", "stty raw; exec sleep 100"));
      keeper.bye();
      socket.connect(UnixDomainSocketAddress.of(host.socket()));
      OutputStream out = Channels.newOutputStream(socket);
      byte[] hello = new Payload().u16(1).bytes(new byte[16]).u32(1000).u32(1000).toBytes();
      out.write(Frame.encode(FrameType.HELLO, 0, hello));
      out.write(
          Frame.encode(FrameType.ATTACH, 2, new Payload().text("a").u64(0).u32(99).toBytes()));
      assertThrows(
          IOException.class,
          () -> {
            for (int i = 0; i < 1000; i++) {
              out.write(Frame.encode(FrameType.DATA, 2, new byte[16 << 10]));
            }
          });
      assertTrue(host.attach().alive());
    }
  }

  @Test
  void anotherVersionIsToldSo() throws Exception {
    try (HostKeeper host = HostKeeper.start();
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.connect(UnixDomainSocketAddress.of(host.socket()));
      byte[] hello = new Payload().u16(2).bytes(new byte[16]).u32(1000).u32(1000).toBytes();
      Channels.newOutputStream(socket).write(Frame.encode(FrameType.HELLO, 0, hello));
      InputStream in = Channels.newInputStream(socket);
      assertEquals(FrameType.RESET, Frame.read(in).type());
      assertEquals(-1, in.read());
    }
  }
}
