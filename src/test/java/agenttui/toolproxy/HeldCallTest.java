package agenttui.toolproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Answer;
import agenttui.approval.Scope;
import agenttui.approval.Waiting;
import agenttui.config.ApprovalRules;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls that wait for a person, by the real shim and the real proxy: nothing is started before the
/// answer, and whoever stops waiting takes the question along.
class HeldCallTest {
  private ToolRig rig;

  @BeforeEach
  void start() throws IOException {
    rig =
        new ToolRig(
            ToolRig.LIMITS,
            new ApprovalRules(List.of(), List.of("make"), List.of("make ** --force")));
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private CompletableFuture<ToolRig.Outcome> called(ProcessBuilder shim, String input) {
    return CompletableFuture.supplyAsync(
        () -> ToolRig.call(shim, input.getBytes(StandardCharsets.UTF_8)),
        task -> Thread.ofVirtual().start(task));
  }

  private CompletableFuture<ToolRig.Outcome> called(String... argv) {
    return called(rig.shim(argv), "");
  }

  /// The only question, when it has come over the socket.
  private Waiting question() {
    ToolRig.until("a question waits", () -> !rig.approvals.waiting().isEmpty());
    return rig.approvals.waiting().getFirst();
  }

  private void withdrawn() {
    ToolRig.until("the question is withdrawn", () -> rig.approvals.waiting().isEmpty());
    assertEquals(List.of(), rig.commands, "nothing was started");
  }

  private void answer(Answer answer) {
    rig.approvals.answer(question().id(), answer, "test");
  }

  @Test
  void aHeldCallHasNoProcessUntilItIsApproved() {
    var outcome = called("make", "-c", "echo made");
    assertEquals("make -c echo made", question().line());
    assertEquals("%1", question().pane());
    assertEquals(List.of(), rig.commands);
    assertTrue(!outcome.isDone());
    answer(Answer.once());
    assertEquals(0, outcome.join().code(), outcome.join().err());
    assertEquals("made\n", outcome.join().out());
  }

  @Test
  void aDeniedCallEndsWithItsReasonAndNoProcess() {
    var outcome = called("make", "-c", "echo made");
    answer(new Answer.Deny("use \u001b[31mstaging ✗", Scope.ONCE, Optional.empty()));
    assertEquals(ToolProxy.UNREACHABLE, outcome.join().code());
    assertEquals(
        "make: denied by a person: use  [31mstaging ✗ (tool proxy, 403)\n", outcome.join().err());
    assertEquals(List.of(), rig.commands);
  }

  @Test
  void aCallThatARuleDeniesEndsAtOnce() {
    ToolRig.Outcome outcome = rig.call("make", "-c", "echo made", "--force");
    assertEquals(ToolProxy.UNREACHABLE, outcome.code());
    assertEquals("make: denied by rule: deny make ** --force (tool proxy, 403)\n", outcome.err());
    assertEquals(List.of(), rig.commands);
    assertEquals(List.of(), rig.approvals.waiting());
  }

  @Test
  void theEditedCallIsTheOneThatRunsAndIsJournalled() {
    var outcome = called("make", "-c", "echo first");
    answer(new Answer.Edit(List.of("npm", "-c", "echo second")));
    assertEquals("second\n", outcome.join().out());
    assertEquals(1, rig.commands.size());
    assertEquals(List.of("npm", "-c", "echo second"), rig.commands.getFirst().argv());
    assertEquals("npm -c echo second", rig.proxy.calls().recent().getFirst().line());
    assertTrue(
        rig.entries.stream()
            .anyMatch(entry ->
                "edited".equals(entry.fields().get("step"))
                    && entry.text().equals("npm -c echo second")));
  }

  @Test
  void anEditIntoAToolThatNoSidecarHasIsRefused() {
    var outcome = called("make", "-c", "echo first");
    answer(new Answer.Edit(List.of("rm", "-rf", "/")));
    assertEquals(ToolProxy.UNREACHABLE, outcome.join().code());
    assertTrue(outcome.join().err().contains("no sidecar"), outcome.join().err());
    assertEquals(List.of(), rig.commands);
  }

  @Test
  void inputThatIsSentAfterTheAnswerReachesTheToolWhole() {
    String text = "line\n".repeat(50_000);
    var outcome = called(rig.shim("make", "-c", "cat"), text);
    answer(Answer.once());
    assertEquals(text, outcome.join().out());
  }

  @Test
  void ctrlCTakesTheQuestionBackAndEndsTheShimAsASignalDoes() throws Exception {
    Process shim = rig.shim("make", "-c", "echo made").start();
    Waiting question = question();
    ToolRig.signal(shim, "INT");
    withdrawn();
    assertEquals(130, shim.waitFor());
    assertTrue(
        rig.entries.stream().anyMatch(entry -> entry.text().startsWith("INT by its caller: ")));
    assertTrue(
        rig.approvals.answer(question.id(), Answer.once(), "test")
            instanceof agenttui.approval.Approvals.Taken.Refused);
  }

  @Test
  void aKilledShimTakesTheQuestionBack() throws Exception {
    Process shim = rig.shim("make", "-c", "echo made").start();
    question();
    ToolRig.signal(shim, "KILL");
    withdrawn();
    shim.waitFor();
  }

  @Test
  void aCallerWithoutFramesThatLeavesTakesTheQuestionBack() throws Exception {
    String form = "tool=make&cwd=.&arg=all";
    String request =
        """
        POST /exec HTTP/1.1\r
        Host: tool\r
        Authorization: Bearer %s\r
        X-Agent-Tui-Proto: 2\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(rig.token.value(), form.length(), form);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(rig.socket.path()));
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      question();
    }
    withdrawn();
  }

  @Test
  void aServerThatEndsRefusesWhatItHolds() {
    var outcome = called("make", "-c", "echo made");
    question();
    rig.approvals.close();
    assertEquals(ToolProxy.UNREACHABLE, outcome.join().code());
    assertEquals("make: not run: the server ends (tool proxy, 503)\n", outcome.join().err());
    assertEquals(List.of(), rig.commands);
  }

  @Test
  void aServerThatIsKilledLeavesNothingThatCouldRun() {
    var outcome = called("make", "-c", "echo made");
    question();
    rig.socket.close();
    withdrawn();
    assertEquals(ToolProxy.UNREACHABLE, outcome.join().code());
  }

  @Test
  void aHeldCallOutlastsEveryDeadlineOfItsRequest() throws Exception {
    rig.close();
    java.time.Duration brief = java.time.Duration.ofMillis(200);
    rig =
        new ToolRig(
            new ToolLimits(64, 512, brief, brief, 1 << 20, java.time.Duration.ofSeconds(2)),
            new ApprovalRules(List.of(), List.of("make"), List.of()));
    var outcome = called("make", "-c", "echo made");
    Waiting question = question();
    // Another connection, opened later, runs into both deadlines: those of the first are past then.
    try (SocketChannel idle = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      idle.connect(UnixDomainSocketAddress.of(rig.socket.path()));
      assertEquals(-1, idle.read(ByteBuffer.allocate(1)));
    }
    assertEquals(List.of(question), rig.approvals.waiting());
    answer(Answer.once());
    assertEquals("made\n", outcome.join().out());
  }
}
