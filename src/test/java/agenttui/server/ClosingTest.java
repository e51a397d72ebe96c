package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.wire.Message;
import org.junit.jupiter.api.Test;

/// Closing a pane: at once at a prompt, after the facts where something runs.
class ClosingTest extends Scenario {
  /// A session of two panes; the second runs `command` besides its shell.
  private FakeTerminal two(String command) {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    rig.program(1).runs("bash", command);
    return terminal;
  }

  @Test
  void aShellAtItsPromptClosesAtOnce() {
    FakeTerminal terminal = two("bash");
    terminal.type("\002x");
    rig.idle();
    assertTrue(rig.program(1).closed());
    rig.hides(terminal, "2 shell");
  }

  @Test
  void aRunningCommandIsNamedFirstAndNoIsSelected() {
    FakeTerminal terminal = two("npm\033[2J ci");
    terminal.type("\002x");
    rig.idle();
    rig.shows(terminal, "Close pane 2 shell?");
    rig.shows(terminal, "1 process");
    rig.shows(terminal, "npm␛[2J ci");
    rig.later();
    terminal.type("\r");
    rig.idle();
    assertFalse(rig.program(1).closed());
    rig.hides(terminal, "Close pane");
  }

  @Test
  void theAnswerYesClosesThePaneThatWasMeant() {
    FakeTerminal terminal = two("npm ci");
    terminal.type("\002x");
    rig.idle();
    rig.later();
    terminal.type("y\r");
    rig.idle();
    assertTrue(rig.program(1).closed());
    assertFalse(rig.program(0).closed());
  }

  @Test
  void aProgramThatCannotBeAskedIsNotEndedUnasked() {
    FakeTerminal terminal = two("npm ci");
    rig.ptys().failToDescribe(); // So that it stays lost.
    rig.program(1).lose("engine lost");
    rig.idle();
    terminal.type("\002x");
    rig.idle();
    rig.shows(terminal, "the way to it is lost");
  }

  @Test
  void aCommandLineThatNamesThePaneOrSaysYesHasSaidEnough() throws InterruptedException {
    two("npm ci");
    Message.Exit exit = rig.says("kill-pane").exit();
    assertEquals(1, exit.code());
    assertTrue(exit.line().contains("--yes"), exit.line());
    assertTrue(rig.says("kill-pane").err().contains("npm ci"));
    assertTrue(rig.says("kill-pane", "--dry-run", "-t", "2").out().contains("npm ci"));
    assertFalse(rig.program(1).closed());
    assertEquals(0, rig.says("kill-pane", "-t", "main:2").exit().code());
    assertTrue(rig.program(1).closed());
    rig.program(0).runs("make");
    assertEquals(0, rig.says("kill-pane", "--yes").exit().code());
    assertTrue(rig.program(0).closed());
  }

  @Test
  void closingWhatIsLeftOfASessionSaysThatItEnds() throws InterruptedException {
    FakeTerminal terminal = two("npm ci");
    terminal.type("\002x");
    rig.idle();
    rig.hides(terminal, "the session");
    rig.later();
    terminal.type("\033");
    rig.later();
    rig.idle();
    assertFalse(rig.says("kill-pane", "--dry-run", "-t", "2").out().contains("session"));
    String window = rig.says("kill-window", "--dry-run").out();
    assertTrue(window.contains("npm ci, the session ends: main"), window);
    terminal.type("\002&");
    rig.idle();
    rig.shows(terminal, "the session");
    rig.shows(terminal, "ends");
    rig.says("kill-pane", "-t", "1");
    rig.says("kill-pane", "--dry-run").err();
    assertEquals(
        "would close pane 2: 1 process running, npm ci, the session ends: main\n",
        rig.says("kill-pane", "--dry-run").out());
    rig.program(1).runs("bash");
    assertEquals(
        "would close pane 2: the session ends: main\n", rig.says("kill-pane", "--dry-run").out());
    rig.says("new-window", "-d");
    assertEquals("would close pane 2\n", rig.says("kill-pane", "--dry-run", "-t", "1.2").out());
    assertEquals("would close window 1\n", rig.says("kill-window", "--dry-run", "-t", "1").out());
  }
}
