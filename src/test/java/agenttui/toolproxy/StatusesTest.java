package agenttui.toolproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.http.HttpException;
import agenttui.wire.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The statuses of `shim/TOOL-PROTOCOL.md`, the caps and the deadlines, by a client that is not the
/// shim.
class StatusesTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final ToolLimits SMALL =
      new ToolLimits(
          4, 6, Duration.ofSeconds(2), Duration.ofSeconds(2), 1 << 20, Duration.ofSeconds(2));

  private ToolRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new ToolRig(SMALL);
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private String head(String target, String token, String version, int length, String more) {
    return "POST %s HTTP/1.1\r\nHost: t\r\n%s%s%sContent-Length: %d\r\n\r\n"
        .formatted(
            target,
            token.isEmpty() ? "" : "Authorization: " + token + "\r\n",
            version.isEmpty() ? "" : "X-Agent-Tui-Proto: " + version + "\r\n",
            more,
            length);
  }

  private String bearer() {
    return "Bearer " + rig.token.value();
  }

  private RawClient sent(ToolSocket socket, String target, String body, String more) {
    try {
      RawClient client = new RawClient(socket.path());
      client.send(head(target, bearer(), "2", body.length(), more) + body);
      return client;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int status(String target, String body) throws IOException {
    try (RawClient client = sent(rig.socket, target, body, "")) {
      return RawClient.status(client.answer()).orElse(0);
    }
  }

  private int raw(String bytes) throws IOException {
    try (RawClient client = new RawClient(rig.socket.path())) {
      client.send(bytes);
      return RawClient.status(client.answer()).orElse(0);
    }
  }

  @Test
  void aPlainClientGetsBothStreamsAndTheTrailer() throws Exception {
    try (RawClient client =
        sent(rig.socket, "/exec", "tool=make&cwd=.&arg=-c&arg=echo+a;echo+b>%262;exit+3", "")) {
      String answer = client.answer();
      assertTrue(answer.contains("X-Exec-Id: "), answer);
      assertTrue(answer.contains("Trailer: X-Exit-Code"), answer);
      assertTrue(answer.contains("a\n") && answer.contains("b\n"), answer);
      assertTrue(answer.endsWith("X-Exit-Code: 3\r\n\r\n"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "OPTIONS", "DELETE", "TRACE"})
  void otherMethodsAre405(String method) throws Exception {
    assertEquals(405, raw(method + " /exec HTTP/1.1\r\nHost: t\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/x", "/exec/x", "/notify"})
  void otherPathsAre404(String path) throws Exception {
    assertEquals(404, raw(head(path, bearer(), "2", 0, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer 0", "Basic TOKEN", "TOKEN", "Bearer TOKENx"})
  void aBadTokenIs401(String value) throws Exception {
    String sent = value.replace("TOKEN", rig.token.value());
    assertEquals(401, raw(head("/exec", sent, "2", 0, "")));
    assertEquals(401, raw(head("/signal", sent, "2", 0, "")));
  }

  @Test
  void theSchemesCaseDoesNotMatter() throws Exception {
    assertEquals(400, raw(head("/exec", "bEARER " + rig.token.value(), "2", 0, "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "3", "2.0", "02"})
  void anotherVersionIs426(String version) throws Exception {
    assertEquals(426, raw(head("/exec", bearer(), version, 0, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cwd=.",
        "tool=make",
        "tool=make&tool=make&cwd=.",
        "tool=&cwd=.",
        "tool=a/b&cwd=.",
        "tool=make&cwd=",
        "tool=make&cwd=/etc",
        "tool=make&cwd=/workspace2",
        "tool=make&cwd=..",
        "tool=make&cwd=/workspace/../etc",
        "tool=make&cwd=a/../../b",
        "tool=make&cwd=a%00b",
        "tool=make&cwd=.&user=root",
        "tool=make&cwd=.&arg=%0",
        "tool=make&cwd=.&arg=%gg",
        "tool=make&cwd=.&arg=%ff",
        "tool=make&cwd=.&arg=a%00b",
        "tool=make&cwd=.&arg",
        "tool=make&cwd=.&&",
        "tool=make&cwd=.&env=LD_PRELOAD%3Dx",
        "tool=make&cwd=.&env=NODE_OPTIONS%3Dx",
        "tool=make&cwd=.&env=GIT_DIR%3Dx",
        "tool=make&cwd=.&env=PATH%3Dx",
        "tool=make&cwd=.&env=CFLAGS",
        "tool=make&cwd=.&env=%3Dx"
      })
  void aMalformedFormIs400(String body) throws Exception {
    assertEquals(400, status("/exec", body));
    assertTrue(rig.commands.isEmpty());
  }

  @Test
  void tooLongOrTooManyArgumentsAre400() throws Exception {
    assertEquals(400, status("/exec", "tool=make&cwd=.&arg=" + "a".repeat(128 * 1024)));
    assertEquals(400, status("/exec", "tool=make&cwd=." + "&arg=a".repeat(4097)));
    assertEquals(400, status("/exec", "tool=" + "a".repeat(65) + "&cwd=."));
  }

  @ParameterizedTest
  @CsvSource({"bash", "sh", "rm", "..", "cargo", "make%20x"})
  void aToolThatNoSidecarHasIsRefused(String tool) throws Exception {
    int status = status("/exec", "tool=" + tool + "&cwd=.");
    assertEquals(tool.contains("%") ? 400 : 403, status);
  }

  @Test
  void anAbsentSidecarIs409AndOneThatCannotStartIs500() throws Exception {
    rig.runWith((kind, command) -> new ToolRunner.Start.Absent("not here"));
    assertEquals(409, status("/exec", "tool=make&cwd=."));
    rig.runWith((kind, command) -> new ToolRunner.Start.Failed("no such file"));
    assertEquals(500, status("/exec", "tool=make&cwd=."));
  }

  @Test
  void tooLongIs413AndTooManyHeadersAre431() throws Exception {
    assertEquals(413, status("/exec", "tool=make&cwd=.&arg=" + "a".repeat(1 << 20)));
    assertEquals(431, raw(head("/exec", bearer(), "2", 0, "X-A: b\r\n".repeat(1025))));
    assertEquals(431, raw(head("/exec", bearer(), "2", 0, "X-A: " + "b".repeat(70_000) + "\r\n")));
  }

  @Test
  void everyErrorCarriesTheShimsCode() throws Exception {
    try (RawClient client = sent(rig.socket, "/exec", "tool=bash&cwd=.", "")) {
      assertTrue(client.answer().contains("X-Exit-Code: 86\r\n"));
    }
    try (RawClient client = new RawClient(rig.socket.path())) {
      client.send("POST /exec HTTP/1.1\r\nbroken\r\n\r\n");
      assertTrue(client.answer().contains("X-Exit-Code: 86\r\n"), client.answer());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "0123456789ABCDEF0123456789ABCDEF", "0123456789abcdef0123456789abcdef0"})
  void anExecIdIs32Digits(String id) throws Exception {
    try (RawClient client =
        sent(rig.socket, "/exec", "tool=make&cwd=.", "X-Agent-Tui-Exec-Id: " + id + "\r\n")) {
      assertEquals(400, RawClient.status(client.answer()).orElse(0));
    }
  }

  @Test
  void aSignalNeedsAnIdOfTheSameSocketAndAKnownName() throws Exception {
    ToolSocket other = rig.listen("%2", "other.sock");
    try (RawClient exec =
        sent(rig.socket, "/exec", "tool=make&cwd=.&arg=-c&arg=echo+go;sleep+100", named())) {
      ToolRig.until("tool runs", () -> exec.received().contains("go\n"));
      assertTrue(exec.received().contains("X-Exec-Id: " + ID), exec.received());
      assertEquals(400, status("/signal", "exec_id=" + ID + "&signal=USR1"));
      assertEquals(400, status("/signal", "exec_id=" + ID + "&signal=9"));
      assertEquals(400, status("/signal", "signal=INT"));
      assertEquals(404, status("/signal", "exec_id=" + ID.replace('0', '1')));
      try (RawClient foreign = sent(other, "/signal", "exec_id=" + ID, "")) {
        assertEquals(404, RawClient.status(foreign.answer()).orElse(0));
      }
      try (RawClient twice = sent(rig.socket, "/exec", "tool=make&cwd=.", named())) {
        assertEquals(400, RawClient.status(twice.answer()).orElse(0));
      }
      assertFalse(exec.hungUp());
      assertEquals(204, status("/signal", "exec_id=" + ID));
      assertTrue(
          exec.answer().endsWith("X-Exit-Code: 143\r\nX-Exit-Signal: 15\r\n\r\n"), exec.answer());
    }
    assertEquals(404, status("/signal", "exec_id=" + ID));
  }

  @Test
  void aSignalBeforeTheStartIsKeptForIt() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    rig.runWith((kind, command) -> {
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return rig.start(kind, command);
    });
    try (RawClient exec =
        sent(rig.socket, "/exec", "tool=make&cwd=.&arg=-c&arg=sleep+100", named())) {
      ToolRig.until("request is there", () -> !rig.entries.isEmpty());
      assertEquals(204, status("/signal", "exec_id=" + ID + "&signal=INT"));
      held.countDown();
      assertTrue(
          exec.answer().endsWith("X-Exit-Code: 130\r\nX-Exit-Signal: 2\r\n\r\n"), exec.answer());
    }
  }

  @Test
  void aSidecarThatTakesLongToStartIsWaitedFor() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    rig.runWith((kind, command) -> {
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return rig.start(kind, command);
    });
    Process shim = rig.shim("make", "-c", "exit 7").start();
    // Longer than the proxy waits for a whole request.
    long most = SMALL.head().plus(SMALL.body()).plusSeconds(1).toMillis();
    assertFalse(shim.waitFor(most, TimeUnit.MILLISECONDS), "the shim gave up");
    held.countDown();
    assertEquals(7, shim.waitFor());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X\0\0\0\1a", // a kind that does not exist
        "\1\0\0\0\1a", // output
        "F\0\1\0\1a", // too long
        "F\377\377\377\377a", // far too long
        "\0\0\0\0\1a", // input before the form's end
        "F\0\0\0\0" // an empty form
      })
  void aMalformedFrameIs400(String frame) throws Exception {
    String head =
        head("/exec", bearer(), "2", 0, "X-Agent-Tui-Streams: framed\r\n")
            .replace("Content-Length: 0", "Transfer-Encoding: chunked");
    assertEquals(400, raw(head + Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n"));
  }

  private static String named() {
    return "X-Agent-Tui-Exec-Id: " + ID + "\r\n";
  }

  /// The caps of `SMALL`, and no deadline that a slow machine could meet.
  private static ToolRig patient() throws IOException {
    Duration minute = Duration.ofMinutes(1);
    return new ToolRig(
        new ToolLimits(SMALL.perSocket(), SMALL.inAll(), minute, minute, 1 << 20, SMALL.grace()));
  }

  @Test
  void oneConnectionTooManyIs503AndTheOthersGoOn() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (ToolRig patient = patient();
        RawClient exec =
            sent(
                patient.socket,
                "/exec",
                "tool=make&cwd=.&arg=-c&arg=echo+go;until+test+-e+go;do+sleep+0.1;done;echo+end",
                "")) {
      ToolRig.until("tool runs", () -> exec.received().contains("go\n"));
      for (int i = 0; i < 4; i++) {
        idle.add(new RawClient(patient.socket.path()));
      }
      // Not a byte was sent: one is told at once. Four that connect together are counted in any
      // order: which of them is one too many, nobody can say.
      String told = refused(idle).answer();
      assertEquals(503, RawClient.status(told).orElse(0));
      assertTrue(told.endsWith("\r\n\r\ntoo many tool calls at the same time"), told);
      assertEquals(1, idle.stream().filter(RawClient::hungUp).count());
      String refused = patient.call("make").err();
      assertTrue(refused.contains("503"), refused);
      Files.createFile(patient.workspace.resolve("go"));
      assertTrue(exec.answer().endsWith("X-Exit-Code: 0\r\n\r\n"), exec.answer());
      ToolRig.until("one is let in", () -> patient.call("make", "-c", "true").code() == 0);
    } finally {
      for (RawClient each : idle) {
        each.close();
      }
    }
  }

  private static RawClient refused(List<RawClient> clients) {
    ToolRig.until("one is refused", () -> clients.stream().anyMatch(RawClient::hungUp));
    return clients.stream().filter(RawClient::hungUp).findFirst().orElseThrow();
  }

  @Test
  void theCapOfAllSocketsHoldsToo() throws Exception {
    List<RawClient> idle = new ArrayList<>();
    try (ToolRig patient = patient()) {
      ToolSocket other = patient.listen("%2", "other.sock");
      for (int i = 0; i < 3; i++) {
        idle.add(new RawClient(patient.socket.path()));
        idle.add(new RawClient(other.path()));
      }
      idle.add(new RawClient(other.path()));
      // Two sockets accept side by side: which of the seven is one too many, nobody can say.
      assertEquals(503, RawClient.status(refused(idle).answer()).orElse(0));
    } finally {
      for (RawClient each : idle) {
        each.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "POST /exec HTTP/1.1\r\nHost: t\r\nX-A: "})
  void aHeadThatDribblesIsCutOff(String start) throws Exception {
    dribble(start);
  }

  @Test
  void aBodyThatDribblesIsCutOff() throws Exception {
    dribble(head("/exec", bearer(), "2", 1000, ""));
    dribble(
        head("/exec", bearer(), "2", 0, "X-Agent-Tui-Streams: framed\r\n")
            .replace("Content-Length: 0", "Transfer-Encoding: chunked"));
    assertTrue(rig.commands.isEmpty());
  }

  private void dribble(String start) throws IOException {
    try (RawClient client = new RawClient(rig.socket.path())) {
      client.send(start);
      ToolRig.until(
          "hung up",
          () -> {
            client.send("1");
            return client.hungUp();
          });
      assertTrue(RawClient.status(client.answer()).orElse(0) != 200);
    }
  }

  @Test
  void aSocketThatAnEarlierServerLeftIsReplaced() throws Exception {
    Files.createFile(rig.root.resolve("left.sock"));
    ToolSocket again = rig.listen("%2", "left.sock");
    try (RawClient client = sent(again, "/exec", "tool=make&cwd=.&arg=-c&arg=exit+0", "")) {
      assertEquals(200, RawClient.status(client.answer()).orElse(0));
    }
    assertThrows(HttpException.class, () -> rig.listen("%3", "left.sock"));
    again.close();
    assertFalse(Files.exists(rig.root.resolve("left.sock")));
  }

  @Test
  void thousandRequestsLeaveNothingBehind() throws Exception {
    rig.runWith((kind, command) -> new ToolRunner.Start.Absent("not here"));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    for (int i = 0; i < 1000; i++) {
      assertEquals(409, status("/exec", "tool=make&cwd=."));
    }
    // But for the carriers of virtual threads, of which there are as many as processors.
    List<String> more =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread))
            .map(Thread::getName)
            .filter(name -> !name.startsWith("ForkJoinPool"))
            .toList();
    assertTrue(more.size() < 30, more.toString());
  }
}
