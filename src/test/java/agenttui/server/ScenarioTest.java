package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.journal.Topic;
import agenttui.term.Size;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A person at a terminal: sessions, panes, keys, detaching and coming back.
class ScenarioTest extends Scenario {
  @Test
  void aNewSessionShowsWhatItsProgramPrints() {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("hello from one\r\n");
    rig.idle();
    rig.shows(terminal, "hello from one");
    assertTrue(terminal.full());
  }

  @Test
  void keysGoToTheFocusedPane() {
    FakeTerminal terminal = rig.session();
    terminal.type("abc\r");
    rig.idle();
    assertEquals("abc\r", rig.program(0).typed());
  }

  @Test
  void aSplitGetsTheFocusAndKeysOfBothReachTheirPrograms() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    terminal.type("right");
    rig.idle();
    assertEquals("right", rig.program(1).typed());
    assertEquals("/bin/fakesh", rig.program(1).spec().arguments().getFirst());
    terminal.type("\002h");
    terminal.type("left");
    rig.idle();
    assertEquals("left", rig.program(0).typed());
    rig.shows(terminal, "2 shell");
  }

  @Test
  void aProgramIsToldTheSizeOfItsPane() {
    FakeTerminal terminal = rig.session();
    Size before = rig.program(0).sizes().getLast();
    terminal.type("\002%");
    rig.idle();
    Size after = rig.program(0).sizes().getLast();
    assertTrue(after.columns() < before.columns(), before + " then " + after);
    assertEquals(before.rows(), after.rows());
  }

  @Test
  void zoomHidesTheOthersAndBringsThemBack() {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("first pane");
    terminal.type("\002%");
    rig.idle();
    terminal.type("\002z");
    rig.idle();
    rig.hides(terminal, "first pane");
    terminal.type("\002z");
    rig.idle();
    rig.shows(terminal, "first pane");
  }

  @Test
  void theBellOfAnotherPaneIsShownAtOnce() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    rig.program(0).print("text");
    rig.idle();
    rig.hides(terminal, "1 wait");
    rig.program(0).print("\007");
    rig.idle();
    rig.shows(terminal, "1 wait");
  }

  @Test
  void theTitleOfAPaneThatIsScrolledBackCountsOn() {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("line\r\n".repeat(100));
    rig.idle();
    terminal.type("\033[<64;10;10M");
    rig.idle();
    rig.shows(terminal, "3 lines back");
    rig.program(0).print("line\r\n");
    rig.idle();
    rig.shows(terminal, "4 lines back");
  }

  @Test
  void detachGivesTheTerminalBackAndAttachShowsTheSameScreen() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("still here\r\n");
    rig.idle();
    final String before = terminal.text();
    terminal.type("\002d");
    Message.Exit exit = terminal.exit();
    assertEquals(new Message.Exit(0, "[detached from main]"), exit);
    assertFalse(terminal.full());
    FakeTerminal again = rig.client("attach", "main");
    rig.idle();
    assertEquals(before, again.text());
  }

  /// Detaches, lets a tool call fail, and shows the session again so much later.
  private FakeTerminal backAfter(Duration away) throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002d");
    terminal.exit();
    rig.entries().append(Topic.TOOL, "%1", "make", Map.of("step", "ended", "code", "2"));
    rig.jump(away);
    FakeTerminal again = rig.client("attach", "main");
    rig.idle();
    return again;
  }

  @Test
  void whoWasAwayIsToldWhatHappenedMeanwhile() throws InterruptedException {
    FakeTerminal again = backAfter(Duration.ofMinutes(130));
    rig.shows(again, "for 2 h 10 min");
    rig.shows(again, "1 tool call failed");
  }

  @Test
  void whoWasAwayForAMomentIsToldNothing() throws InterruptedException {
    FakeTerminal again = backAfter(Duration.ofMinutes(4));
    rig.hides(again, "tool call failed");
  }

  @Test
  void aNewSessionTellsNothingOfAnOlderOneOfItsName() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002d");
    terminal.exit();
    assertEquals(0, rig.says("kill-session", "main").exit().code());
    rig.entries().append(Topic.TOOL, "%1", "make", Map.of("step", "ended", "code", "2"));
    rig.jump(Duration.ofMinutes(130));
    rig.hides(rig.session(), "tool call failed");
  }

  @Test
  void aClientThatVanishesLosesNothing() {
    FakeTerminal terminal = rig.session();
    terminal.close();
    rig.program(0).print("printed meanwhile\r\n");
    FakeTerminal again = rig.client("attach");
    rig.idle();
    rig.shows(again, "printed meanwhile");
  }

  @Test
  void aSecondTerminalTakesTheSessionOverWhereItIsTold() throws InterruptedException {
    FakeTerminal first = rig.session();
    rig.client("attach", "-d", "main");
    assertEquals(new Message.Exit(0, "[detached from main]"), first.exit());
  }

  @Test
  void theSessionEndsWithItsLastProgram() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.program(0).exit(0);
    assertEquals(new Message.Exit(0, "[exited]"), terminal.exit());
    assertEquals("", rig.says("ls").out());
  }

  @Test
  void aProgramThatFailsLeavesItsScreenAndItsStatus() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("last words\r\n");
    rig.program(0).exit(3);
    rig.idle();
    rig.shows(terminal, "last words");
    rig.shows(terminal, "exit 3");
    assertEquals("3\n", rig.says("wait-for", "exit").out());
  }

  @Test
  void aProgramThatCannotStartSaysWhyInItsPane() {
    FakeTerminal terminal =
        rig.client("new-session", "-s", "main", "--sandbox", "none", "--", "missing");
    rig.idle();
    rig.shows(terminal, "no program 'missing'");
    rig.shows(terminal, "exit 127");
  }

  @Test
  void nothingIsSentWhileNothingChanges() {
    FakeTerminal terminal = rig.session();
    rig.idle();
    long frames = terminal.frames();
    rig.client("ls");
    rig.client("list-panes", "--json");
    rig.idle();
    assertEquals(frames, terminal.frames());
  }

  @Test
  void allCreditIsGivenBack() {
    rig.session();
    for (int i = 0; i < 50; i++) {
      rig.program(0).print("x".repeat(10_000));
    }
    rig.idle();
    assertEquals(rig.program(0).printedBytes(), rig.program(0).consumed());
  }

  @Test
  void aQuestionOfAProgramIsAnsweredWhileNoTerminalShowsIt() throws InterruptedException {
    rig.says("new-session", "-d", "-s", "main", "--sandbox", "none", "--", "one");
    rig.program(0).print("abc\033[6n");
    rig.idle();
    assertEquals("\033[1;4R", rig.program(0).typed());
  }

  @Test
  void killServerEndsProgramsAndSaysGoodbye() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    Message.Exit exit = rig.says("kill-server").exit();
    assertEquals(0, exit.code());
    assertEquals(new Message.Exit(0, "[server exited]"), terminal.exit());
    assertTrue(rig.ptys().ended());
    assertTrue(Connection.to(rig.socket()).isEmpty());
  }

  @Test
  void aServerThatNobodyNeedsEnds() throws InterruptedException {
    rig.says("kill-server").exit();
    rig.start(Duration.ZERO);
    FakeTerminal terminal = rig.session();
    rig.says("ls");
    rig.idle();
    assertTrue(Connection.to(rig.socket()).isPresent());
    rig.program(0).exit(0);
    assertEquals(new Message.Exit(0, "[exited]"), terminal.exit());
    // The end of a connection is heard by a thread of the server's own.
    for (int i = 0; i < 1000 && Connection.to(rig.socket()).isPresent(); i++) {
      Thread.sleep(10);
    }
    assertTrue(Connection.to(rig.socket()).isEmpty());
  }

  @Test
  void aTerminalThatWasSmallForAMomentIsDrawnWhole() {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("first line");
    rig.idle();
    String whole = terminal.text();
    terminal.resize(new Size(120, 35), new Size(1, 1));
    rig.idle();
    assertEquals(whole, terminal.text());
  }
}
