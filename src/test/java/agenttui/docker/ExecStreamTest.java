package agenttui.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine's framed outputs, cut at any place.
class ExecStreamTest {
  private static final String UPGRADED =
      "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n";

  @TempDir Path dir;

  private static void frame(ByteArrayOutputStream into, int stream, byte[] payload) {
    into.writeBytes(ByteBuffer.allocate(8).put((byte) stream).putInt(4, payload.length).array());
    into.writeBytes(payload);
  }

  private ExecStream open(FakeEngine engine) throws IOException {
    RawConnection connection = RawConnection.to(engine.address());
    RawConnection.Head head =
        connection.ask("POST /x HTTP/1.1\r\nHost: engine", "", Duration.ofSeconds(20));
    assertEquals(101, head.status());
    return new ExecStream(connection, () -> OptionalInt.of(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 1000, 1 << 20})
  void framesCutAtAnyPlaceGiveTheSameOutputs(int piece) throws Exception {
    Random random = new Random(piece);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes(UPGRADED.getBytes(StandardCharsets.US_ASCII));
    StringBuilder complaint = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      byte[] payload = new byte[random.nextInt(400)];
      random.nextBytes(payload);
      out.writeBytes(payload);
      frame(sent, 1, payload);
      frame(sent, 2, ("e" + i + "\n").getBytes(StandardCharsets.US_ASCII));
      complaint.append("e").append(i).append('\n');
    }
    byte[] all = sent.toByteArray();
    try (FakeEngine engine =
            FakeEngine.at(
                dir.resolve("s"),
                (_, channel) -> {
                  for (int at = 0; at < all.length; at += piece) {
                    ByteBuffer part = ByteBuffer.wrap(all, at, Math.min(piece, all.length - at));
                    while (part.hasRemaining()) {
                      channel.write(part);
                    }
                  }
                });
        ExecStream stream = open(engine)) {
      assertArrayEquals(out.toByteArray(), stream.output().readAllBytes());
      assertEquals(complaint.toString(), stream.complaint());
    }
  }

  @Test
  void closingTheInputEndsItWhileTheOutputGoesOn() throws Exception {
    CompletableFuture<String> received = new CompletableFuture<>();
    try (FakeEngine engine =
            FakeEngine.at(
                dir.resolve("s"),
                (_, channel) -> {
                  FakeEngine.send(channel, UPGRADED);
                  received.complete(toEnd(channel));
                  ByteArrayOutputStream answer = new ByteArrayOutputStream();
                  frame(answer, 1, "after".getBytes(StandardCharsets.US_ASCII));
                  channel.write(ByteBuffer.wrap(answer.toByteArray()));
                });
        ExecStream stream = open(engine)) {
      stream.input().write("all of it".getBytes(StandardCharsets.US_ASCII));
      stream.input().close();
      assertEquals("after", new String(stream.output().readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals("all of it", received.join());
    }
  }

  private static String toEnd(SocketChannel channel) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(64);
    while (channel.read(buffer.clear()) > 0) {
      text.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
    }
    return text.toString();
  }

  @Test
  void aFrameOfHostileLengthEndsTheStreamInsteadOfTheProgram() throws Exception {
    byte[] hostile = {1, 0, 0, 0, -1, -1, -1, -1, 'x', 'y'};
    try (FakeEngine engine =
            FakeEngine.at(
                dir.resolve("s"),
                (_, channel) -> {
                  FakeEngine.send(channel, UPGRADED);
                  channel.write(ByteBuffer.wrap(hostile));
                });
        ExecStream stream = open(engine)) {
      assertThrows(IOException.class, () -> stream.output().readAllBytes());
    }
  }

  @Test
  void anEngineThatNeverAnswersIsGivenUpAtTheDeadline() throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    try (FakeEngine engine = FakeEngine.at(dir.resolve("s"), (_, _) -> over.join())) {
      RawConnection connection = RawConnection.to(engine.address());
      IOException e =
          assertThrows(
              IOException.class, () -> connection.ask("GET / HTTP/1.1", "", Duration.ofMillis(50)));
      assertTrue(e instanceof java.nio.channels.ClosedChannelException, e.toString());
    } finally {
      over.complete(null);
    }
  }
}
