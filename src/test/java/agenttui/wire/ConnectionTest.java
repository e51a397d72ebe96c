package agenttui.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages over a real Unix socket, and frames that no honest side would send.
class ConnectionTest {
  @TempDir Path directory;
  private ServerSocketChannel listener;
  private SocketChannel raw;
  private Connection near;
  private Connection far;

  @BeforeEach
  void connect() throws IOException {
    Path socket = directory.resolve("s");
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    near = Connection.to(socket).orElseThrow();
    raw = listener.accept();
    far = Connection.over(raw);
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    listener.close();
  }

  @Test
  void everyMessageArrivesAsItWasSent() {
    List<Message> plain =
        List.of(
            Protocol.hello(),
            new Message.Stop(),
            new Message.Attach("s", 80, 24, Map.of("TERM", "xterm")),
            new Message.Resize(1, 2),
            new Message.Drawn(),
            new Message.Run(List.of("a", "ü"), "/x", Map.of("A", "b\nc"), true, 80, 24),
            new Message.WantStdin(),
            new Message.Enter("m"),
            new Message.Exit(3, "gone"));
    plain.forEach(near::send);
    for (Message each : plain) {
      assertEquals(Optional.of(each), far.receive());
    }
  }

  @Test
  void bytesOfAMessageArriveUnchanged() {
    byte[] bytes = new byte[Protocol.PIECE];
    new Random(1).nextBytes(bytes);
    near.send(new Message.Output(bytes));
    near.finish();
    assertArrayEquals(bytes, ((Message.Output) far.receive().orElseThrow()).bytes());
    assertTrue(far.receive().isEmpty());
  }

  @Test
  void aMessageLongerThanAFrameIsRefusedBeforeItIsSent() {
    Message tooLong = new Message.Input(new byte[Protocol.MAX_FRAME]);
    assertThrows(WireException.class, () -> near.send(tooLong));
  }

  @Test
  void aSideThatDoesNotReadIsCutOffAndNobodyWaits() {
    for (int i = 0; i < 40; i++) {
      near.send(new Message.Output(new byte[Protocol.PIECE]));
    }
    Optional<Message> last = far.receive();
    int received = 0;
    while (last.isPresent()) {
      received++;
      last = far.receive();
    }
    assertTrue(received < 40, received + " of 40 arrived");
  }

  @Test
  void anAnswerIsNeverCutOffHoweverSlowlyItIsRead() {
    for (int i = 0; i < 40; i++) {
      near.answer(new Message.Stdout(new byte[Protocol.PIECE]));
    }
    near.answer(new Message.Exit(0, ""));
    near.finish();
    for (int i = 0; i < 40; i++) {
      assertTrue(far.receive().orElseThrow() instanceof Message.Stdout);
    }
    assertEquals(Optional.of(new Message.Exit(0, "")), far.receive());
  }

  @Test
  void theLastWordIsHeardAlsoByASideThatStillTalks() {
    far.send(new Message.Exit(3, "done"));
    far.finish();
    for (int i = 0; i < 100; i++) {
      near.sendOrWait(new Message.Stdin(new byte[Protocol.PIECE]));
    }
    assertEquals(Optional.of(new Message.Exit(3, "done")), near.receive());
    assertTrue(near.receive().isEmpty());
  }

  /// Its writing thread ends then, and must not take away what is still to be read.
  @Test
  void theLastWordIsHeardAlsoByASideThatHasAWriter() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    near.send(new Message.Drawn());
    assertTrue(far.receive().isPresent());
    far.send(new Message.Exit(0, "gone"));
    Set<Thread> writers = new HashSet<>(Thread.getAllStackTraces().keySet());
    writers.removeAll(before);
    far.finish();
    while (!near.closed()) {
      near.sendOrWait(new Message.Drawn());
    }
    for (Thread each : writers) {
      if (each.getName().equals("wire-writer")) {
        each.join();
      }
    }
    assertEquals(Optional.of(new Message.Exit(0, "gone")), near.receive());
  }

  @Test
  void hostileFramesAreRefused() throws IOException {
    for (byte[] frame :
        new byte[][] {
          {0, 0, 0, 0},
          {0x7f, 0, 0, 0, 'H'},
          {(byte) 0xff, 0, 0, 0, 'H'},
          {0, 0, 0, 1, 'q'},
          {0, 0, 0, 3, 'H', 0, 0},
          {0, 0, 0, 5, 'E', 0x7f, 0, 0, 0},
          {0, 0, 0, 5, 'R', 0x7f, 0, 0, 0},
        }) {
      close();
      java.nio.file.Files.deleteIfExists(directory.resolve("s"));
      connect();
      raw.write(ByteBuffer.wrap(frame));
      assertThrows(WireException.class, near::receive);
    }
  }

  @Test
  void randomFramesNeverThrowAnythingElse() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] frame = new byte[1 + random.nextInt(40)];
      random.nextBytes(frame);
      frame[0] = (byte) "HKAIZDR0WO12EX".charAt(random.nextInt(14));
      try {
        Frames.decode(frame);
      } catch (WireException e) {
        assertTrue(e.getMessage() != null);
      }
    }
  }

  @Test
  void thePeerIsNamedByTheKernel() throws IOException {
    assertEquals(java.nio.file.Files.getOwner(directory).getName(), near.peer());
  }

  @Test
  void aMismatchNamesBothVersionsAndWhatToDo() {
    String line = Protocol.mismatch(new Message.Hello(99, "9.9", 1));
    assertTrue(line.contains("9.9") && line.contains(Protocol.build()), line);
    assertTrue(line.contains("kill-server"), line);
  }
}
