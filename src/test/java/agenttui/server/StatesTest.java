package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What panes do, as a person sees it: from what programs print to titles, keys and commands.
class StatesTest extends Scenario {
  private static final String WORKS = "\033]0;◐ Fix it\007";
  private static final String RESTS = "\033]0;✳ Fix it\007";
  private static final String ASKS =
      "\033[2J\033[HDo you want to proceed?\r\n❯ 1. Yes\r\n  2. No\r\nEsc to cancel · Tab to amend";

  /// A session of one pane that its programs call an agent.
  private FakeTerminal agent(String name) {
    FakeTerminal terminal =
        rig.client("new-session", "-s", "main", "--sandbox", "none", "--", name);
    rig.idle();
    return terminal;
  }

  private String state(int pane) throws InterruptedException {
    String json = rig.says("list-panes", "--json").out();
    List<?> panes = Json.read(json.getBytes(StandardCharsets.UTF_8), List.class);
    return (String) ((Map<?, ?>) panes.get(pane - 1)).get("state");
  }

  private void prints(int program, String text) {
    rig.program(program).print(text);
    rig.idle();
  }

  /// Claude works for a while in the first pane and comes to an end.
  private void worksAndEnds() {
    prints(0, WORKS);
    rig.pass(20);
    prints(0, RESTS);
    rig.pass(2);
  }

  /// The same beside the pane that has the focus.
  private FakeTerminal endsUnseen() {
    FakeTerminal terminal = agent("claude");
    terminal.type("\002%");
    rig.idle();
    worksAndEnds();
    return terminal;
  }

  @Test
  void aProgramThatIsStartedAgainHasNotFailed() throws InterruptedException {
    agent("claude");
    prints(0, RESTS);
    rig.pass(2);
    rig.program(0).exit(3);
    rig.idle();
    rig.pass(2);
    assertEquals("failed", state(1));
    rig.says("respawn-pane", "-t", "%1");
    rig.idle();
    assertEquals("unknown", state(1));
    prints(0, RESTS);
    rig.pass(2);
    assertEquals("idle", state(1));
  }

  @Test
  void aTitleChangesTheState() throws InterruptedException {
    FakeTerminal terminal = agent("claude");
    prints(0, RESTS);
    rig.pass(2);
    rig.shows(terminal, "○ 1 claude  idle");
    prints(0, WORKS);
    rig.shows(terminal, "● 1 claude  working");
    assertEquals("working", state(1));
  }

  @Test
  void aQuestionOnTheScreenFillsTheTitleAndTheChip() {
    FakeTerminal terminal = agent("claude");
    prints(0, WORKS);
    rig.pass(2);
    prints(0, RESTS + ASKS);
    rig.pass(1);
    rig.shows(terminal, "▲ 1 claude  needs you");
    rig.shows(terminal, "▲ 1 wait");
    String line = "working → needs you: asks: `Do you want to proceed?`";
    assertTrue(
        rig.journal().stream().anyMatch(each -> each.contains(line)), rig.journal().toString());
  }

  @Test
  void whatEndsUnseenIsDoneUntilItHasTheFocus() throws InterruptedException {
    FakeTerminal terminal = endsUnseen();
    rig.shows(terminal, "✓ 1 claude  done 20s");
    terminal.type("\002h");
    rig.idle();
    rig.shows(terminal, "○ 1 claude  idle");
    assertEquals("idle", state(1));
  }

  @Test
  void whatNobodySawYetIsStillDoneAfterTheServerWasKilled() throws InterruptedException {
    endsUnseen();
    rig.kill();
    rig.start();
    FakeTerminal terminal = rig.client("attach");
    rig.pass(2);
    rig.shows(terminal, "✓ 1 claude  done 20s");
    terminal.type("\002h");
    rig.idle();
    assertEquals("idle", state(1));
  }

  @Test
  void aTurnThatEndsUnderAnotherServerIsDoneToo() throws InterruptedException {
    agent("claude").type("\002%");
    rig.idle();
    prints(0, WORKS);
    rig.pass(20);
    rig.kill();
    rig.start();
    rig.idle();
    prints(0, RESTS);
    rig.pass(3);
    assertEquals("done", state(1));
  }

  @Test
  void whatEndsWhileTheTerminalItselfHasNoFocusIsUnseenToo() throws InterruptedException {
    FakeTerminal terminal = agent("claude");
    prints(0, WORKS);
    terminal.type("\033[O");
    rig.idle();
    rig.pass(20);
    prints(0, RESTS);
    rig.pass(2);
    assertEquals("done", state(1));
    terminal.type("\033[I");
    rig.idle();
    assertEquals("idle", state(1));
  }

  @Test
  void theKeyGoesToThePaneThatWaitsLongestQuestionsFirst() {
    FakeTerminal terminal = agent("claude");
    terminal.type("\002%");
    rig.idle();
    terminal.type("\002-");
    rig.idle();
    rig.client("split-window", "-d", "-t", "1", "--", "claude");
    rig.idle();
    terminal.type("\002.");
    rig.idle();
    rig.shows(terminal, "no pane waits");
    worksAndEnds();
    prints(3, RESTS + ASKS);
    rig.pass(1);
    prints(1, "\007");
    rig.shows(terminal, "▲ 2 wait");
    terminal.type("\002.");
    rig.idle();
    terminal.type("a");
    rig.idle();
    assertEquals("a", rig.program(3).typed());
    terminal.type("\002.");
    rig.idle();
    terminal.type("b");
    rig.idle();
    assertEquals("b", rig.program(1).typed());
    prints(3, "\033[2J");
    rig.pass(8);
    terminal.type("\002.");
    rig.idle();
    terminal.type("c");
    rig.idle();
    assertEquals("c", rig.program(0).typed());
  }

  @Test
  void aShellWorksWhileACommandRunsAndIsDoneWhenItEndsUnseen() throws InterruptedException {
    FakeTerminal terminal = agent("bash");
    prints(0, "$ ");
    rig.pass(2);
    assertEquals("idle", state(1));
    terminal.type("\002%");
    rig.idle();
    rig.program(0).runs("bash", "make test");
    prints(0, "cc -c a.c\r\n");
    rig.pass(12);
    rig.shows(terminal, "● 1 bash  working");
    FakeTerminal why = rig.says("why", "-t", "1");
    assertTrue(why.out().startsWith("working: `make test`, 12 s"), why.out());
    rig.program(0).runs("bash");
    rig.later();
    prints(0, "$ ");
    rig.pass(2);
    assertEquals("done", state(1));
  }

  @Test
  void anIdlePaneIsNotAskedAbout() {
    FakeTerminal terminal = agent("bash");
    prints(0, "$ ");
    rig.pass(3);
    int asked = rig.program(0).asked();
    long frames = terminal.frames();
    rig.pass(60);
    assertEquals(asked, rig.program(0).asked());
    assertEquals(frames, terminal.frames());
  }

  @Test
  void theTerminalRingsForAPaneThatNobodyLooksAtAndForNoOther() throws InterruptedException {
    FakeTerminal terminal = agent("claude");
    prints(0, WORKS);
    rig.pass(2);
    prints(0, RESTS + ASKS);
    rig.pass(1);
    assertEquals("needs", state(1));
    assertEquals(0, terminal.rings());
    prints(0, "\033[2J" + WORKS);
    rig.pass(1);
    terminal.type("\002%");
    rig.idle();
    prints(0, RESTS + ASKS);
    rig.pass(5);
    assertEquals("needs", state(1));
    assertEquals(1, terminal.rings());
  }

  @Test
  void whyShowsWhatItDidBefore() {
    FakeTerminal terminal = agent("codex");
    prints(0, "\033]0;⠋ work\007");
    rig.pass(3);
    prints(0, "\033]0;[ ! ] Action Required | work\007");
    terminal.type("\002i");
    rig.idle();
    rig.shows(terminal, "needs you: its title says so");
    rig.shows(terminal, "told by   its title");
    rig.shows(terminal, "working → needs you");
    rig.shows(terminal, "unknown → working");
  }

  @Test
  void aProgramThatFailsWaitsForALookOnce() throws InterruptedException {
    FakeTerminal terminal = agent("claude");
    terminal.type("\002%");
    rig.idle();
    rig.program(0).exit(137);
    rig.idle();
    assertEquals("failed", state(1));
    terminal.type("\002.");
    rig.idle();
    terminal.type("\002l");
    rig.idle();
    terminal.type("\002.");
    rig.idle();
    rig.shows(terminal, "no pane waits");
  }

  @Test
  void aProgramThatIsKilledForMemorySaysSo() throws InterruptedException {
    FakeTerminal terminal = agent("claude");
    terminal.type("\002%");
    rig.idle();
    rig.program(0).starve();
    rig.idle();
    assertEquals("failed", state(1));
    rig.shows(terminal, "exit 137 (out of memory)");
    String reason = "its program ended with 137 (out of memory)";
    assertTrue(rig.says("list-panes").out().contains(reason));
    assertTrue(
        rig.journal().toString().contains("\"reason\":\"" + reason), rig.journal()::toString);
  }

  @Test
  void waitForReturnsWhenTheStateIsThere() throws InterruptedException {
    FakeTerminal terminal = agent("claude");
    prints(0, RESTS + ASKS);
    rig.pass(1);
    assertEquals(0, waits("needs-input"));
    assertEquals(124, waits("idle"));
    prints(0, "\033[2J");
    rig.pass(4);
    assertEquals(0, waits("idle"));
    // It was watched to its end, so it is over, not done.
    assertEquals(124, waits("done"));
    terminal.type("\002%");
    prints(0, WORKS);
    rig.pass(3);
    assertEquals(124, waits("idle"));
    prints(0, RESTS);
    rig.pass(3);
    assertEquals(0, waits("done"));
    assertEquals(0, waits("idle"));
  }

  private int waits(String what) throws InterruptedException {
    return rig.says("wait-for", what, "-t", "main:1", "--timeout", "0.01").exit().code();
  }
}
