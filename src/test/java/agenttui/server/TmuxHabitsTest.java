package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import agenttui.wire.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people who come from tmux say: names, arguments and exit codes as there.
class TmuxHabitsTest extends Scenario {
  private String says(String... line) throws InterruptedException {
    FakeTerminal said = rig.says(line);
    assertEquals("", said.exit().line(), said.err());
    rig.idle();
    return said.out();
  }

  private void refused(int code, String word, String... line) throws InterruptedException {
    Message.Exit exit = rig.says(line).exit();
    assertEquals(code, exit.code(), exit.line());
    assertTrue(exit.line().contains(word), exit.line());
  }

  private Size size(int program) {
    return rig.program(program).sizes().getLast();
  }

  @Test
  void aSessionsNameIsATargetWhereNoWindowOrPaneHasIt() throws InterruptedException {
    rig.session();
    says("new-session", "-d", "-s", "work", "--sandbox", "none", "--", "two");
    says("new-window", "-t", "work", "-n", "api");
    says("send-keys", "-t", "work", "-l", "a");
    assertEquals("a", rig.program(2).typed());
    says("send-keys", "-t", "main", "-l", "b");
    assertEquals("b", rig.program(0).typed());
    says("new-window", "-d", "-t", "work", "-n", "main");
    says("send-keys", "-t", "main", "-l", "c");
    assertEquals("c", rig.program(3).typed());
    says("send-keys", "-t", "main:", "-l", "d");
    assertEquals("d", rig.program(0).typed());
  }

  @Test
  void aWindowsNameIsATargetOfAPaneButANumberThatNoPaneHasIsNone() throws InterruptedException {
    rig.session();
    says("new-window", "-d", "-n", "api");
    says("send-keys", "-t", "api", "-l", "a");
    says("send-keys", "-t", "main:api", "-l", "b");
    assertEquals("ab", rig.program(1).typed());
    refused(1, "no pane 2 ", "send-keys", "-t", "2", "x");
    refused(1, "no pane main:2 ", "send-keys", "-t", "main:2", "x");
    refused(1, "no pane main:nobody ", "send-keys", "-t", "main:nobody", "x");
    refused(1, "no session nobody", "send-keys", "-t", "nobody", "x");
  }

  @Test
  void whetherASessionRunsIsToldByTheExitCode() throws InterruptedException {
    rig.session();
    assertEquals("", says("has-session", "-t", "main"));
    says("has", "-t", "mai");
    refused(1, "no session work", "has-session", "-t", "work");
    refused(1, "no session mai", "has-session", "-t", "=mai");
  }

  @Test
  void aNewPaneIsAsLongAsSaid() throws InterruptedException {
    rig.session();
    int columns = size(0).columns();
    int rows = size(0).rows();
    says("split-window", "-h", "-l", "20", "-t", "%1");
    assertEquals(20, size(1).columns());
    assertEquals(columns - 21, size(0).columns());
    says("split-window", "-l", "30%", "-t", "%1");
    assertEquals(rows * 30 / 100, size(2).rows());
    assertEquals(rows - rows * 30 / 100 - 1, size(0).rows());
    says("split-window", "-h", "-b", "-l", "10", "-t", "%2");
    assertEquals(10, size(3).columns());
    assertEquals(9, size(1).columns());
    assertEquals(columns - 21, size(0).columns());
    for (String wrong : List.of("0", "-3", "x", "0%", "2001", "")) {
      refused(2, "split-window: ", "split-window", "-l", wrong);
    }
  }

  @Test
  void aNewPaneIsBeforeTheOther() throws InterruptedException {
    rig.session();
    says("split-window", "-h", "-b");
    assertTrue(says("list-windows", "--json").contains("h[1:%2,1:%1]"));
    says("split-window", "-b", "-t", "%1");
    assertTrue(says("list-windows", "--json").contains("h[1:%2,1:v[1:%3,1:%1]]"));
    says("split-window", "-h", "-l", "9999%", "-t", "%2");
    assertEquals(4, size(1).columns());
  }

  @Test
  void theFocusGoesBackToThePaneThatHadIt() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    refused(1, "no other pane", "last-pane");
    says("split-window", "-h");
    says("last-pane");
    press(terminal, "a");
    assertEquals("a", rig.program(0).typed());
    says("lastp", "-t", "main");
    press(terminal, "b");
    assertEquals("b", rig.program(1).typed());
  }

  @Test
  void windowsChangeNumbersAndTheNumberThatShowsStays() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("new-window", "-d", "-n", "two");
    says("new-window", "-d", "-n", "three");
    says("swap-window", "-t", "3");
    rig.shows(terminal, "1:three*  2:two  3:one");
    says("swap-window", "-d", "-t", "3");
    rig.shows(terminal, "1:one  2:two  3:three*");
    says("swapw", "-d", "-t", "-1");
    rig.shows(terminal, "1:one  2:three*  3:two");
    says("swap-window", "-s", "1", "-t", "3");
    rig.shows(terminal, "1:two  2:three*  3:one");
    says("swap-window", "-d", "-t", ":+1");
    rig.shows(terminal, "1:two  2:one  3:three*");
    says("swap-window", "-d", "-s", "2", "-t", "1");
    rig.shows(terminal, "1:one*  2:two  3:three");
    refused(1, "no window 9", "swap-window", "-t", "9");
    says("new-session", "-d", "-s", "work", "--sandbox", "none", "--", "two");
    refused(1, "different sessions", "swap-window", "-s", "main:1", "-t", "work:1");
  }

  @Test
  void findWindowFindsWhatPanesShow() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("a needle here\r\n");
    rig.idle();
    assertEquals("1.1:0: a needle here\n", says("find-window", "needle"));
    press(terminal, "\002:find-window needle");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1 line");
  }
}
