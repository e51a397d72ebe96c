package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The server dies without a word, and the next one takes over what it left.
class AdoptionTest extends Scenario {
  private void killAndStart() {
    rig.idle();
    rig.kill();
    rig.start();
  }

  /// No waiting between an answer and the kill: what was answered is on disk by then.
  @Test
  void whatWasAnsweredOutlivesAKillAtOnce() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      rig.says("new-session", "-d", "-s", "s" + i, "--sandbox", "none", "--", "one");
      rig.kill();
      rig.start();
      String there = rig.says("ls").out();
      assertTrue(there.contains("s" + i + ":"), there);
    }
  }

  private static String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "n" + i + "\r\n").collect(Collectors.joining());
  }

  @Test
  void numberedLinesArePrintedOnceEachAndInOrder() throws InterruptedException {
    rig.session();
    rig.program(0).print(lines(0, 500));
    rig.idle();
    rig.kill();
    rig.program(0).printUnseen(lines(500, 900));
    rig.start();
    rig.idle();
    rig.program(0).print(lines(900, 1000));
    rig.idle();
    String all = rig.says("capture-pane", "-p", "-S", "-").out();
    assertEquals(lines(0, 1000).replace("\r", ""), all.stripTrailing() + "\n");
  }

  /// A screen of the program before is on disk, further on than all of the new one.
  @Test
  void whatAProgramPrintedThatWasStartedAgainComesBack() throws InterruptedException {
    rig.session();
    rig.program(0).print(lines(0, 200_000));
    rig.idle();
    rig.program(0).exit(3);
    rig.idle();
    rig.says("respawn-pane");
    rig.program(0).print("\033]0;new\033\\" + lines(0, 20));
    rig.idle();
    killAndStart();
    rig.idle();
    String all = rig.says("capture-pane", "-p").out();
    assertTrue(all.contains(lines(0, 20).replace("\r", "")), all);
  }

  @Test
  void layoutNamesAndFocusComeBack() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    terminal.type("\002h");
    rig.idle();
    final String before = panes();
    killAndStart();
    rig.idle();
    assertEquals(before, panes());
    FakeTerminal again = rig.client("attach", "main");
    rig.idle();
    rig.shows(again, "2 shell");
    again.type("typed");
    rig.idle();
    assertEquals("typed", rig.program(0).typed());
  }

  /// What is known of the panes but where they lie: no terminal shows them after a restart.
  private String panes() throws InterruptedException {
    return rig.says("list-panes", "--json").out().replaceAll(",\\s+\"(left|top)\" : -?\\d+", "");
  }

  @Test
  void aReplayAnswersNothingAgain() {
    rig.session();
    rig.program(0).print("\033[6n");
    rig.idle();
    assertEquals("\033[1;1R", rig.program(0).typed());
    killAndStart();
    rig.idle();
    assertEquals("", rig.program(0).typed());
    rig.program(0).print("ab\033[6n");
    rig.idle();
    assertEquals("\033[1;3R", rig.program(0).typed());
  }

  @Test
  void aNewPaneNeverGetsTheIdentityOfAnOldOne() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    rig.program(1).exit(0);
    killAndStart();
    rig.idle();
    assertEquals("%3\n", rig.says("split-window", "-P").out());
  }

  @Test
  void aProgramThatEndedMeanwhileIsGoneAndItsPaneSaysSo() {
    rig.session();
    rig.idle();
    rig.kill();
    rig.program(0).close();
    rig.start();
    FakeTerminal again = rig.client("attach", "main");
    rig.idle();
    rig.shows(again, "detached");
  }

  @Test
  void aProgramIsNotAttachedInVain() {
    rig.session();
    rig.idle();
    rig.kill();
    rig.ptys().failToDescribe();
    rig.start();
    FakeTerminal again = rig.client("attach", "main");
    rig.idle();
    rig.shows(again, "the engine does not answer");
    assertEquals(0, rig.ptys().resumed());
  }

  @Test
  void aLostStreamIsShownAndTheScreenStays() {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("before the loss");
    rig.ptys().failToDescribe(); // So that it stays lost.
    rig.program(0).lose("engine lost");
    rig.idle();
    rig.shows(terminal, "before the loss");
    rig.shows(terminal, "detached");
    rig.shows(terminal, "engine lost; trying again");
    assertTrue(rig.program(0).typed().isEmpty());
  }

  @Test
  void aPaneStartsItsOwnCommandAgainAlsoAfterARestart() throws InterruptedException {
    rig.says("new-session", "-d", "-s", "main", "--sandbox", "none", "--", "make-it", "two words");
    killAndStart();
    rig.idle();
    rig.program(0).exit(3);
    FakeTerminal terminal = rig.client("attach", "main");
    rig.idle();
    rig.shows(terminal, "start again");
    terminal.type("\r");
    rig.idle();
    rig.hides(terminal, "start again");
    assertEquals(List.of("make-it", "two words"), rig.program(0).spec().arguments());
    rig.program(0).print("once more");
    rig.idle();
    rig.shows(terminal, "once more");
    rig.hides(terminal, "start again");
  }

  @Test
  void afterACrashNoLineOfAFullHistoryIsLost() throws InterruptedException {
    rig.session();
    for (int i = 0; i < 11; i++) {
      StringBuilder thousand = new StringBuilder();
      for (int line = 0; line < 1_000; line++) {
        thousand.append(i * 1_000 + line).append("\r\n");
      }
      rig.program(0).print(thousand.toString());
      rig.idle();
    }
    String before = rig.says("capture-pane", "-p", "-S", "-", "-t", "%1").out();
    killAndStart();
    rig.idle();
    assertEquals(before, rig.says("capture-pane", "-p", "-S", "-", "-t", "%1").out());
  }

  @Test
  void theScreensOfPanesThatWriteAtOnceAllReachTheDisk() throws InterruptedException {
    rig.session();
    for (int i = 0; i < 4; i++) {
      rig.says("new-window");
    }
    rig.idle();
    for (int i = 0; i < 5; i++) {
      rig.program(i).print("a line\r\n".repeat(1 << 17));
    }
    rig.idle();
    Path files = directory.resolve("state").resolve("servers").resolve("test");
    for (int i = 1; i <= 5; i++) {
      assertTrue(Files.exists(files.resolve(i + ".screen")), "screen " + i);
    }
  }

  @Test
  void aSessionThatWasKilledIsNotFoundAgain() throws InterruptedException {
    rig.session();
    rig.says("kill-session");
    rig.kill();
    rig.start();
    assertEquals("", rig.says("ls").out());
  }
}
