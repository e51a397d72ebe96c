package agenttui.toolproxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.keeper.ExitStatus;
import agenttui.toolproxy.ToolRig.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real shim against the real proxy: what a caller of `make` sees, and what is left behind.
class ShimContractTest {
  private ToolRig rig;

  @BeforeEach
  void open() throws IOException {
    rig = new ToolRig(ToolRig.LIMITS);
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 86, 127})
  void theExitCodeIsTheTools(int code) {
    assertEquals(code, rig.call("make", "-c", "exit " + code).code());
  }

  @Test
  void theStreamsStayApart() {
    Outcome seen = rig.call("make", "-c", "echo out; echo err >&2");
    assertEquals("out\n", seen.out());
    assertEquals("err\n", seen.err());
  }

  @Test
  void muchOutputArrivesUnchanged() throws Exception {
    byte[] bytes = new byte[20 << 20];
    new Random(1).nextBytes(bytes);
    Files.write(rig.workspace.resolve("data"), bytes);
    assertArrayEquals(bytes, rig.call("make", "-c", "cat data").outBytes());
    assertEquals(bytes.length, rig.proxy.calls().recent().getFirst().bytes());
  }

  @Test
  void argumentsArriveUnchanged() {
    List<String> odd = List.of("a b", "&x=y", "+", "ä€😀", "", "new\nline", "; touch pwned", "%41");
    rig.call(
        "make",
        "-c",
        "true",
        odd.get(0),
        odd.get(1),
        odd.get(2),
        odd.get(3),
        odd.get(4),
        odd.get(5),
        odd.get(6),
        odd.get(7));
    List<String> argv = rig.commands.getFirst().argv();
    assertEquals("make", argv.getFirst());
    assertEquals(odd, argv.subList(3, argv.size()));
  }

  @Test
  void inputReachesAToolThatReadsIt() throws Exception {
    byte[] bytes = new byte[5 << 20];
    new Random(2).nextBytes(bytes);
    Outcome seen = ToolRig.call(rig.shim("node", "-c", "sha256sum"), bytes);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertEquals(HexFormat.of().formatHex(digest) + "  -\n", seen.out());
  }

  @Test
  void aCallBelongsToThePaneThatItWasTypedInIfThatRunsInThisSandbox() {
    rig.socket.serves("%7");
    for (List<String> each :
        List.of(List.of("%7", "%7"), List.of("%8", "%1"), List.of("%7; ls", "%1"))) {
      ProcessBuilder shim = rig.shim("make", "-c", "true");
      shim.environment().put("AGENT_TUI_PANE", each.getFirst());
      assertEquals(0, ToolRig.call(shim, new byte[0]).code());
      assertEquals(each.getLast(), rig.proxy.calls().recent().getLast().pane());
    }
  }

  @Test
  void inputThatIsNeverReadDoesNotHoldTheEndBack() {
    assertEquals(3, ToolRig.call(rig.shim("node", "-c", "exit 3"), new byte[8 << 20]).code());
  }

  @Test
  void inputThatNeverEndsDoesNotHoldTheEndBack() throws Exception {
    Process shim = rig.shim("node", "-c", "exit 4").start();
    assertEquals(4, shim.waitFor());
  }

  @Test
  void aCompilerInALoopLeavesTheListToTheLoop() {
    String line = "printf 'a\\nb\\nc\\n' | while read f; do cc -c \"echo $f\"; done";
    assertEquals("a\nb\nc\n", ToolRig.call(rig.shell(line), new byte[0]).out());
  }

  @Test
  void aCompilerReadsItsSourceWhenAskedTo() {
    assertEquals("hi", ToolRig.call(rig.shim("cc", "-c", "cat", "-"), "hi".getBytes()).out());
  }

  @Test
  void theWorkingDirectoryIsTheCallers() throws Exception {
    Path below = Files.createDirectories(rig.workspace.resolve("a b/c"));
    ProcessBuilder shim = rig.shim("make", "-c", "pwd -P").directory(below.toFile());
    assertEquals(below + "\n", ToolRig.call(shim, new byte[0]).out());
    assertEquals("/workspace/a b/c", rig.commands.getFirst().directory());
  }

  @Test
  void onlyNamedVariablesReachTheTool() {
    ProcessBuilder shim = rig.shim("make", "-c", "echo $CFLAGS");
    shim.environment().put("CFLAGS", "-O3 -g");
    shim.environment().put("LD_PRELOAD_", "x");
    shim.environment().put("NODE_OPTIONS", "--inspect");
    assertEquals("-O3 -g\n", ToolRig.call(shim, new byte[0]).out());
    ToolTable table = ToolTable.builtIn();
    assertTrue(table.environment().containsAll(rig.commands.getFirst().environment().keySet()));
    assertFalse(rig.commands.getFirst().environment().containsKey("NODE_OPTIONS"));
  }

  @Test
  void everyVariableOfTheTableIsSent() {
    ProcessBuilder shim = rig.shim("make", "-c", "true");
    ToolTable.builtIn().environment().forEach(name -> shim.environment().put(name, "7"));
    ToolRig.call(shim, new byte[0]);
    assertEquals(ToolTable.builtIn().environment(), rig.commands.getFirst().environment().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP", "QUIT"})
  void aSignalEndsTheWholeGroupAndThenTheShim(String signal) throws Exception {
    String mark = mark();
    Process shim = rig.shim("make", "-c", "sleep " + mark + " & sleep " + mark).start();
    ToolRig.until("tool runs", () -> ToolRig.living(sleeping(mark)) >= 2);
    ToolRig.signal(shim, signal);
    int number = ToolSignal.named(signal).orElseThrow().number();
    int code = shim.waitFor();
    // bash leaves background children of a non-interactive shell deaf to INT and QUIT; the group
    // is gone all the same when the call has ended.
    assertEquals(128 + number, code);
    ToolRig.until("group is gone", () -> ToolRig.living(mark) == 0);
  }

  @Test
  void threeInterruptsStopAToolThatIgnoresTheFirstTwo() throws Exception {
    String mark = mark();
    Process shim =
        rig.shim(
                "make",
                "-c",
                "trap 'echo int' INT; trap 'echo term' TERM; echo go; while :; do sleep 0."
                    + mark
                    + "; done")
            .start();
    BufferedReader out = shim.inputReader();
    assertEquals("go", out.readLine());
    ToolRig.signal(shim, "INT");
    assertEquals("int", out.readLine());
    ToolRig.signal(shim, "INT");
    assertEquals("term", out.readLine());
    ToolRig.signal(shim, "INT");
    assertEquals(137, shim.waitFor());
    ToolRig.until("group is gone", () -> ToolRig.living(mark) == 0);
  }

  @Test
  void anInterruptBeforeTheToolHasStartedIsNotLost() throws Exception {
    var held = new java.util.concurrent.CountDownLatch(1);
    rig.runWith((kind, command) -> {
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return rig.start(kind, command);
    });
    Process shim = rig.shim("make", "-c", "sleep 100").start();
    ToolRig.until("request is there", () -> step("parsed") == 1);
    ToolRig.signal(shim, "INT");
    // The signal is taken while the tool waits: only then let it start.
    ToolRig.until("signal request is over", () -> rig.entries.size() >= 1);
    held.countDown();
    assertEquals(130, shim.waitFor());
  }

  @Test
  void killingTheShimLeavesNoProcess() throws Exception {
    String mark = mark();
    Process shim =
        rig.shim("make", "-c", "trap '' TERM; sleep " + mark + " & sleep " + mark).start();
    ToolRig.until("tool runs", () -> ToolRig.living(sleeping(mark)) >= 2);
    shim.destroyForcibly().waitFor();
    ToolRig.until("group is gone", () -> ToolRig.living(mark) == 0);
    ToolRig.until("call is over", () -> rig.proxy.calls().running().isEmpty());
  }

  @Test
  void killingTheShimBehindUnreadInputLeavesNoProcess() throws Exception {
    String mark = mark();
    Process shim = rig.shim("node", "-c", "sleep " + mark).start();
    Thread.startVirtualThread(() -> {
      try (var stdin = shim.getOutputStream()) {
        stdin.write(new byte[8 << 20]);
      } catch (IOException expected) {
        // The shim is killed while it is written to.
      }
    });
    ToolRig.until("tool runs", () -> ToolRig.living(sleeping(mark)) >= 1);
    shim.destroyForcibly().waitFor();
    ToolRig.until("group is gone", () -> ToolRig.living(mark) == 0);
  }

  @Test
  void aReaderThatLeavesEndsTheTool() {
    String mark = mark();
    String line = "make -c 'yes " + mark + "' | head -1";
    assertEquals(mark + "\n", ToolRig.call(rig.shell(line), new byte[0]).out());
    ToolRig.until("group is gone", () -> ToolRig.living(mark) == 0);
  }

  @Test
  void aProxyThatGoesAwayIsNeverSuccess() throws Exception {
    Process shim = rig.shim("make", "-c", "echo go; sleep 100").start();
    assertEquals("go", shim.inputReader().readLine());
    rig.proxy.close();
    assertEquals(86, shim.waitFor());
  }

  @Test
  void aLostSidecarIsNeverSuccess() throws Exception {
    Process shim = rig.shim("make", "-c", "echo go; sleep 100").start();
    assertEquals("go", shim.inputReader().readLine());
    rig.runs.getFirst().lose();
    assertEquals(86, shim.waitFor());
    String err = new String(shim.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(err.contains("sidecar was lost"), err);
  }

  @Test
  void aToolThatIsKilledForMemorySaysSo() throws Exception {
    Process shim = rig.shim("make", "-c", "echo go; sleep 100").start();
    assertEquals("go", shim.inputReader().readLine());
    rig.runs.getFirst().starve();
    assertEquals(128 + ToolSignal.KILL.number(), shim.waitFor());
    String err = new String(shim.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(err.contains("no memory left"), err);
    assertEquals("out of memory", rig.entries.getLast().fields().get("why"));
  }

  @Test
  void aStalledReaderHoldsBackOnlyItsOwnTool() throws Exception {
    Process stalled = rig.shim("make", "-c", "yes").start();
    ToolRig.until(
        "output flows",
        () ->
            !rig.proxy.calls().running().isEmpty()
                && rig.proxy.calls().running().getFirst().bytes() > 0);
    for (int i = 0; i < 5; i++) {
      assertEquals("ok\n", rig.call("cc", "-c", "echo ok").out());
    }
    assertTrue(rig.proxy.calls().running().getFirst().bytes() < 4 << 20);
    stalled.destroyForcibly().waitFor();
    ToolRig.until("call is over", () -> rig.proxy.calls().running().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ">/dev/null", "2>/dev/null"})
  void aChildThatKeepsTheOutputOpenDoesNotHoldTheEndBack(String where) {
    assertEquals("done\n", rig.call("make", "-c", "sleep 1000 " + where + " & echo done").out());
  }

  @Test
  void withoutAProxyTheCodeIs86() {
    ProcessBuilder shim = rig.shim("make");
    shim.environment().put("AGENT_TUI_TOOL_SOCKET", rig.root + "/nothing");
    Outcome seen = ToolRig.call(shim, new byte[0]);
    assertEquals(86, seen.code());
    assertTrue(seen.err().startsWith("make: cannot reach the tool proxy"), seen.err());
  }

  @Test
  void withAWrongTokenTheCodeIs86() throws Exception {
    Files.writeString(rig.root.resolve("token"), "f".repeat(64));
    Outcome seen = rig.call("make");
    assertEquals(86, seen.code());
    assertTrue(seen.err().contains("token"), seen.err());
    assertTrue(rig.commands.isEmpty());
  }

  @Test
  void outsideTheWorkspaceTheCodeIs86() {
    Outcome seen = ToolRig.call(rig.shim("make").directory(rig.root.toFile()), new byte[0]);
    assertEquals(86, seen.code());
    assertTrue(seen.err().contains("not in /workspace"), seen.err());
  }

  @Test
  void withoutTheSidecarTheCodeIs86AndTheReasonIsSaid() {
    rig.runWith((kind, command) -> new ToolRunner.Start.Absent("this pane has no c-cpp sidecar"));
    Outcome seen = rig.call("make");
    assertEquals(86, seen.code());
    assertEquals("make: this pane has no c-cpp sidecar (tool proxy, 409)\n", seen.err());
  }

  @Test
  void argumentsThatAreTooLongAreSaidSo() {
    String[] argv = new String[20];
    java.util.Arrays.fill(argv, "x".repeat(100_000));
    argv[0] = "make";
    Outcome seen = rig.call(argv);
    assertEquals(126, seen.code());
    assertTrue(seen.err().contains("too long"), seen.err());
  }

  @Test
  void everyStepIsOneEntryOfThePane() {
    rig.call("make", "-c", "exit 2", "--token", "geheim123");
    assertEquals(
        List.of("parsed", "started", "ended"),
        rig.entries.stream().map(each -> each.fields().get("step")).toList());
    assertTrue(rig.entries.stream().allMatch(each -> each.pane().equals("%1")));
    assertEquals("2", rig.entries.getLast().fields().get("code"));
    assertFalse(rig.entries.toString().contains("geheim123"));
  }

  @Test
  void aRunningCallIsARowAndTakesSignals() throws Exception {
    var rows = new java.util.concurrent.CopyOnWriteArrayList<ToolCall>();
    rig.proxy.calls().listen(rows::add);
    Process shim = rig.shim("make", "-c", "echo go; sleep 100").start();
    assertEquals("go", shim.inputReader().readLine());
    ToolCall row = rig.proxy.calls().running().getFirst();
    assertEquals("make -c echo go; sleep 100", row.line());
    assertEquals("%1", row.pane());
    assertTrue(rig.proxy.calls().signal(row.id(), ToolSignal.TERM));
    assertEquals(143, shim.waitFor());
    ToolCall ended = rig.proxy.calls().find(row.id()).orElseThrow();
    assertEquals(new ToolState.Ended(new ExitStatus.Signalled(15)), ended.state());
    assertFalse(rig.proxy.calls().signal(row.id(), ToolSignal.TERM));
    assertEquals(ended, rows.getLast());
  }

  private long step(String name) {
    return rig.entries.stream().filter(each -> name.equals(each.fields().get("step"))).count();
  }

  /// A number of seconds that no other process sleeps.
  private static String mark() {
    return Integer.toString(100_000_000 + new Random().nextInt(100_000_000));
  }

  /// What the command line of `sleep` itself contains, and no shell's that is about to start it:
  /// bash is deaf to QUIT, so one that comes before its child runs would end nothing.
  private static String sleeping(String mark) {
    return "sleep\0" + mark;
  }

  private Outcome hook(String event, byte[] said) {
    return ToolRig.call(rig.shim("hook", event), said);
  }

  @Test
  void aHookIsHeardWithWhatItSaid() {
    List<Hooks.Hook> heard = new CopyOnWriteArrayList<>();
    rig.proxy.hooks().listen(heard::add);
    byte[] said = "{\"tool_name\": \"ä\"}".getBytes(StandardCharsets.UTF_8);
    Outcome seen = hook("PreToolUse", said);
    assertEquals(List.of(new Hooks.Hook("%1", "PreToolUse", Map.of("tool_name", "ä"))), heard);
    assertEquals(0, seen.code());
    assertEquals("", seen.out() + seen.err());
    assertEquals(List.of(), rig.runs, "it ran something");
  }

  /// A file that is written whole is in what its hook says.
  @Test
  void whatAHookSaysAtLengthIsLeftOut() {
    List<Hooks.Hook> heard = new CopyOnWriteArrayList<>();
    rig.proxy.hooks().listen(heard::add);
    assertEquals(0, hook("PostToolUse", new byte[5 << 20]).code());
    assertEquals(List.of(new Hooks.Hook("%1", "PostToolUse", Map.of())), heard);
  }

  /// It may be the agent's, or any program's of the sandbox.
  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"a\": 1, \"a\": 2}"})
  void whatIsNoObjectOfJsonSaysNothing(String said) {
    List<Hooks.Hook> heard = new CopyOnWriteArrayList<>();
    rig.proxy.hooks().listen(heard::add);
    hook("Stop", said.getBytes(StandardCharsets.UTF_8));
    assertEquals(List.of(new Hooks.Hook("%1", "Stop", Map.of())), heard);
  }

  /// An agent shows its person each hook that fails.
  @Test
  void aHookThatNobodyHearsIsSilent() {
    List<Hooks.Hook> heard = new CopyOnWriteArrayList<>();
    rig.proxy.hooks().listen(heard::add);
    rig.socket.close();
    for (String event : List.of("Stop", "", "two words", "x\r\nHost: y")) {
      Outcome seen = hook(event, new byte[0]);
      assertEquals("0 ", seen.code() + " " + seen.out() + seen.err());
    }
    assertEquals(List.of(), heard);
  }
}
