package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Several windows: their verbs and keys, panes that go from one to another, and what is left of
/// them after a crash.
class WindowsTest extends Scenario {
  private String says(String... line) throws InterruptedException {
    FakeTerminal said = rig.says(line);
    assertEquals("", said.exit().line(), said.err());
    return said.out();
  }

  private String refused(String... line) throws InterruptedException {
    return rig.says(line).exit().line();
  }

  @Test
  void aNewWindowIsShownWithItsPaneAndTheKeysGoAround() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    rig.shows(terminal, "1:one  2:shell*");
    press(terminal, "\002n");
    rig.shows(terminal, "1:one*  2:shell");
    press(terminal, "\002p");
    rig.shows(terminal, "2:shell*");
    press(terminal, "\0021");
    rig.shows(terminal, "1:one*");
    says("last-window");
    rig.idle();
    rig.shows(terminal, "2:shell*");
    assertEquals("1: one (1 pane)\n2: shell* (1 pane)\n", says("list-windows"));
  }

  @Test
  void whatIsTypedGoesToTheWindowThatShows() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    press(terminal, "x");
    assertEquals("x", rig.program(1).typed());
    assertEquals("", rig.program(0).typed());
    rig.program(0).print("from below\r\n");
    rig.idle();
    rig.hides(terminal, "from below");
    press(terminal, "\0021");
    rig.shows(terminal, "from below");
  }

  @Test
  void aNameOfOnesOwnStaysAndAnEmptyOneGoes() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002,");
    rig.shows(terminal, "Name of window 1");
    press(terminal, "\025auth");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1:auth*");
    rig.program(0).print("\033]2;another title\007");
    rig.idle();
    rig.shows(terminal, "1:auth*");
    says("rename-window", "-t", "auth", "");
    rig.idle();
    rig.shows(terminal, "1:one*");
  }

  @Test
  void panesBreakJoinSwapAndRotate() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002%");
    press(terminal, "\002!");
    rig.shows(terminal, "2:shell*");
    assertEquals("1: one (1 pane)\n2: shell* (1 pane)\n", says("list-windows"));
    says("join-pane", "-h", "-s", "2.", "-t", "1.");
    rig.idle();
    rig.shows(terminal, "1:one*");
    rig.hides(terminal, "2:shell");
    String before = says("list-windows", "--json");
    assertTrue(before.contains("h[1:%1,1:%2]"), before);
    says("swap-pane", "-t", "1.1", "-D");
    assertTrue(says("list-windows", "--json").contains("h[1:%2,1:%1]"));
    says("rotate-window");
    assertTrue(says("list-windows", "--json").contains("h[1:%1,1:%2]"));
    assertTrue(refused("join-pane", "-s", "%1", "-t", "%1").contains("itself"));
    assertTrue(refused("swap-pane").contains("one of -U"));
  }

  @Test
  void panesOfTwoWindowsChangePlacesAndNumbers() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002%");
    says("new-window", "-d");
    says("swap-pane", "-s", "2.1", "-t", "1.2");
    String windows = says("list-windows", "--json");
    assertTrue(windows.contains("h[1:%1,1:%3]"), windows);
    assertTrue(windows.contains("\"%2\""), windows);
    rig.idle();
    rig.shows(terminal, "1:one*");
  }

  @Test
  void aWindowGoesWithItsLastPaneAndTheSessionWithItsLastWindow() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    rig.program(1).exit(0);
    rig.idle();
    rig.shows(terminal, "1:one*");
    rig.hides(terminal, "2:");
    press(terminal, "\002c");
    says("kill-window", "-t", "1");
    rig.idle();
    rig.shows(terminal, "2:shell*");
    rig.program(2).exit(0);
    assertEquals("[exited]", terminal.exit().line());
  }

  @Test
  void aWindowThatDoesNotShowHasTheMarkOfItsMostUrgentPane() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    rig.program(0).exit(3);
    rig.idle();
    rig.shows(terminal, "1:one✗  2:shell*");
  }

  @Test
  void windowsComeBackAfterACrashWithNamesLayoutAndFocus() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("new-window", "-n", "api");
    says("split-window", "-h", "-t", "api.1");
    says("select-pane", "-t", "api.1");
    says("resize-pane", "-Z", "-t", "api.1");
    String before = says("list-windows", "--json");
    rig.idle();
    rig.kill();
    rig.start();
    FakeTerminal again = rig.client("attach", "main");
    rig.idle();
    rig.shows(again, "1:one  2:api*");
    rig.shows(again, "zoom");
    assertEquals(before, says("list-windows", "--json"));
    terminal.close();
  }

  @Test
  void windowsComeBackAfterKillServerWithTheirScreensAndShellsStartAgain()
      throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("new-window", "-n", "api");
    says("split-window", "-h", "-t", "api.1", "--", "make", "deploy");
    says("select-layout", "even-horizontal", "-t", "api");
    says("select-pane", "-t", "api.2");
    rig.program(1).print("what the shell said\r\n");
    rig.program(2).print("what make said\r\n");
    rig.idle();
    String before = says("list-windows", "--json");
    says("kill-server");
    assertEquals("[server exited]", terminal.exit().line());
    rig.kill();
    rig.start();
    assertTrue(says("ls").startsWith("main: 3 panes, "));
    assertTrue(says("ls").endsWith(" (ended: attach starts it)\n"));
    FakeTerminal again = rig.client("attach");
    rig.idle();
    rig.shows(again, "1:one  2:api*");
    rig.shows(again, "? 2 make  ended with the server ");
    rig.shows(again, "what the shell said");
    rig.shows(again, "what make said");
    assertEquals(before, says("list-windows", "--json"));
    rig.program(1).print("a new prompt\r\n");
    rig.idle();
    rig.shows(again, "a new prompt");
    rig.kill();
    rig.start();
    assertEquals(before, says("list-windows", "--json"));
  }

  @Test
  void aNewSessionTakesTheNameOfOneThatEndedWithTheServer() throws InterruptedException {
    rig.session();
    says("split-window", "-h");
    says("kill-server");
    rig.kill();
    rig.start();
    says("new-session", "-d", "-s", "other", "--sandbox", "none", "--", "one");
    assertTrue(refused("attach", "-t", "nobody").contains("no session nobody"));
    rig.session();
    assertTrue(says("ls").contains("main: 1 pane, "));
    says("kill-session", "main");
    assertTrue(refused("attach", "main").contains("no session main"));
  }

  @Test
  void theWholeNameOfASessionThatEndedMeansNoneThatRuns() throws InterruptedException {
    rig.session();
    says("split-window", "-h");
    says("kill-server");
    rig.kill();
    rig.start();
    says("new-session", "-d", "-s", "main-2", "--sandbox", "none", "--", "one");
    rig.client("attach", "main");
    rig.idle();
    assertTrue(says("ls").contains("main: 2 panes, "));
    assertFalse(says("ls").contains("(ended"));
  }

  @Test
  void aSessionWithoutANameLeavesTheOnesThatEndedWithTheServer() throws InterruptedException {
    says("new-session", "-d", "--sandbox", "none", "--", "one");
    String name = says("ls").replaceFirst(":.*\\s", "");
    says("split-window", "-h");
    says("kill-server");
    rig.kill();
    rig.start();
    says("new-session", "-d", "--sandbox", "none", "--", "two");
    String all = says("ls");
    assertTrue(all.contains(name + ": 2 panes, "), all);
    assertTrue(all.contains(name + "-2: 1 pane, "), all);
  }

  @Test
  void aChosenLayoutIsKeptWhenPanesComeAndGo() throws InterruptedException {
    rig.session();
    says("split-window", "-h");
    says("select-layout", "even-vertical");
    says("split-window", "-h");
    String windows = says("list-windows", "--json");
    assertTrue(windows.contains("v[1:%1,1:%2,1:%3]"), windows);
    says("kill-pane", "-t", "%2");
    assertTrue(says("list-windows", "--json").contains("v[1:%1,1:%3]"));
    says("resize-pane", "-D", "3", "-t", "%1");
    says("split-window", "-h", "-t", "%3");
    assertTrue(says("list-windows", "--json").contains("h[1:%3,1:%4]"));
  }

  @Test
  void panesThatChangedPlacesStaySoInAChosenLayout() throws InterruptedException {
    rig.session();
    says("split-window", "-h");
    says("split-window", "-h");
    says("select-layout", "main-vertical");
    says("swap-pane", "-s", "1.1", "-t", "1.3");
    says("select-layout", "main-vertical");
    String again = says("list-windows", "--json");
    assertTrue(again.contains("h[1:%3,1:v[1:%2,1:%1]]"), again);
    says("split-window", "-d", "-t", "%1");
    String opened = says("list-windows", "--json");
    assertTrue(opened.contains("h[1:%3,1:v[1:%2,1:%1,1:%4]]"), opened);
    says("kill-pane", "-t", "%2");
    String closed = says("list-windows", "--json");
    assertTrue(closed.contains("h[1:%3,1:v[1:%1,1:%4]]"), closed);
  }

  @Test
  void nothingBeforeTheDotIsTheWindowOfTheCaller() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("split-window", "-h");
    says("new-window", "-n", "api");
    says("split-window", "-h");
    says("select-pane", "-t", ".1");
    rig.idle();
    press(terminal, "a");
    assertEquals("a", rig.program(2).typed());
    says("select-pane", "-t", ":.+");
    rig.idle();
    press(terminal, "b");
    assertEquals("b", rig.program(3).typed());
    says("send-keys", "-t", "main:.1", "-l", "c");
    assertEquals("c", rig.program(2).typed());
    Map<String, String> inside = Map.of("AGENT_TUI_PANE", "%1", "AGENT_TUI_SERVER", Rig.NAME);
    rig.client(new Size(120, 35), inside, "send-keys", "-t", ":.2", "-l", "d").exit();
    assertEquals("d", rig.program(1).typed());
  }

  @Test
  void targetsNameWindowAndPane() throws InterruptedException {
    rig.session();
    says("new-window", "-n", "api");
    says("split-window", "-h");
    assertTrue(says("list-panes").contains("%3"));
    says("send-keys", "-t", "1.1", "-l", "one");
    says("send-keys", "-t", "main:api.2", "-l", "two");
    says("send-keys", "-t", "main:2.", "-l", "!");
    assertEquals("one", rig.program(0).typed());
    assertEquals("two!", rig.program(2).typed());
    assertTrue(refused("send-keys", "-t", "7.1", "x").contains("no pane 7.1"));
    assertTrue(refused("select-window", "-t", "main:7").contains("no window 7"));
  }

  @Test
  void aPaneGetsTheSizeThatWasSaidAlsoWhereItsBorderIsBeforeIt() throws InterruptedException {
    rig.session();
    says("split-window", "-h");
    says("split-window", "-v");
    int before = columns(1);
    says("resize-pane", "-t", "3", "-x", before + 10 + "", "-y", "20");
    rig.idle();
    assertEquals(before + 10, columns(2));
    assertEquals(20, rig.program(2).sizes().getLast().rows());
    says("resize-pane", "-t", "3", "-x", before - 5 + "", "-y", "9");
    rig.idle();
    assertEquals(before - 5, columns(2));
    assertEquals(9, rig.program(2).sizes().getLast().rows());
    says("resize-pane", "-t", "1", "-x", before + 3 + "");
    rig.idle();
    assertEquals(before + 3, columns(0));
  }

  @Test
  void aPaneGetsTheShareOfTheWindowThatWasSaid() throws InterruptedException {
    rig.session();
    int columns = columns(0);
    int rows = rig.program(0).sizes().getLast().rows() + 1;
    says("split-window", "-h");
    says("split-window", "-v");
    says("resize-pane", "-t", "3", "-x", "30%", "-y", "25%");
    rig.idle();
    assertEquals(columns * 30 / 100, columns(2));
    assertEquals(rows * 25 / 100, rig.program(2).sizes().getLast().rows());
    for (String wrong : new String[] {"0", "-3", "%", "x", "30%%", "0%", "999999999999"}) {
      assertTrue(refused("resize-pane", "-x", wrong).contains("resize-pane: "), wrong);
    }
  }

  private int columns(int program) {
    return rig.program(program).sizes().getLast().columns();
  }

  @Test
  void aWindowThatWasSaidIsWhereThePaneIsLookedFor() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("split-window", "-h");
    says("new-window", "-n", "api");
    says("split-window", "-h");
    says("split-window", "-h");
    says("select-window", "-t", "1");
    says("select-pane", "-t", "2.+");
    rig.idle();
    press(terminal, "\0022a\0021");
    assertEquals("a", rig.program(2).typed());
    says("select-pane", "-t", "2.-");
    rig.idle();
    press(terminal, "\0022b\0021");
    assertEquals("b", rig.program(4).typed());
    says("select-pane", "-t", "2.!");
    rig.idle();
    press(terminal, "\0022c\0021");
    assertEquals("c", rig.program(2).typed());
    press(terminal, "\002:");
    rig.later();
    press(terminal, "send-keys -t 2. -l there\r");
    assertEquals("there", rig.program(2).typed());
  }

  @Test
  void aNarrowRuleHasRoomForTheReasonWhyAKeyDoesNothing() {
    String[] line = {"new-session", "-s", "small", "--sandbox", "none", "--", "x"};
    FakeTerminal terminal = rig.client(new Size(40, 12), line);
    rig.idle();
    press(terminal, "\002m");
    rig.shows(terminal, "✗ only one window");
  }

  @Test
  void aSessionWithBlanksAndQuotesInItsNameHasWindowsLikeAnyOther() throws InterruptedException {
    says("new-session", "-d", "-s", "my 'own' app", "--sandbox", "none", "--", "one");
    FakeTerminal terminal = rig.client("attach", "my 'own' app");
    rig.idle();
    press(terminal, "\002,");
    rig.later();
    press(terminal, "\025auth\r");
    rig.shows(terminal, "1:auth*");
    press(terminal, "\002:");
    rig.later();
    press(terminal, "move-window\r");
    rig.later();
    press(terminal, "\0253\r");
    rig.shows(terminal, "3:auth*");
    press(terminal, "\002c");
    press(terminal, "\002m");
    rig.later();
    press(terminal, "\033[B\r");
    rig.shows(terminal, "3:auth*");
    rig.hides(terminal, "1:");
    says("new-window");
    rig.program(2).runs("bash", "npm ci");
    rig.idle();
    press(terminal, "\002&");
    rig.later();
    press(terminal, "y\r");
    assertTrue(rig.program(2).closed());
  }

  /// A second pane and a third, which is zoomed.
  private FakeTerminal zoomed() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002%\002%");
    press(terminal, "\002z");
    rig.shows(terminal, " zoom ━");
    return terminal;
  }

  @Test
  void aWindowShowsAllAgainWhenItsZoomedPaneGoes() throws InterruptedException {
    FakeTerminal terminal = zoomed();
    says("kill-pane", "-t", "%3");
    rig.idle();
    rig.hides(terminal, " zoom ━");
    rig.shows(terminal, "1 one");
    press(terminal, "\002z");
    rig.shows(terminal, " zoom ━");
    says("split-window", "-d", "-v");
    rig.idle();
    rig.hides(terminal, " zoom ━");
    press(terminal, "\002z");
    says("break-pane", "-d");
    rig.idle();
    rig.hides(terminal, " zoom ━");
    rig.shows(terminal, "1 one");
  }

  @Test
  void theFocusStaysAtItsPlaceWhenPanesAreSwapped() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002%\002%");
    says("swap-pane", "-d", "-s", "%1", "-t", "%2");
    press(terminal, "a");
    assertEquals("a", rig.program(2).typed());
    says("swap-pane", "-d", "-s", "%1", "-t", "%3");
    press(terminal, "b");
    assertEquals("b", rig.program(0).typed());
    says("new-window", "-d");
    says("swap-pane", "-d", "-s", "2.1", "-t", "%2");
    press(terminal, "c");
    assertEquals("c", rig.program(0).typed());
    rig.shows(terminal, "1:one*  2:shell");
    says("swap-pane", "-s", "%2", "-t", "%1");
    press(terminal, "d");
    assertEquals("d", rig.program(1).typed());
    says("swap-pane", "-U");
    press(terminal, "e");
    assertEquals("e", rig.program(1).typed());
  }

  @Test
  void aScriptGivesThePanesOfAnotherWindowTheFocusThereAndDoesNotShowIt()
      throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c\002\"\0021");
    says("resize-pane", "-Z", "-t", "2.1");
    says("send-keys", "-t", "2.", "-l", "a");
    assertEquals("a", rig.program(1).typed());
    says("select-pane", "-U", "-t", "2.1");
    says("send-keys", "-t", "2.", "-l", "b");
    assertEquals("b", rig.program(2).typed());
    says("select-pane", "-t", "2.1");
    says("send-keys", "-t", "2.", "-l", "c");
    assertEquals("c", rig.program(1).typed());
    says("split-window", "-t", "2.1");
    says("send-keys", "-t", "2.", "-l", "d");
    assertEquals("d", rig.program(3).typed());
    press(terminal, "e");
    assertEquals("e", rig.program(0).typed());
    rig.shows(terminal, "1:one*");
    says("split-window");
    rig.idle();
    press(terminal, "f");
    assertEquals("f", rig.program(4).typed());
  }

  @Test
  void whoNamesAPaneOfAnotherWindowOnTheScreenIsShownIt() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c\0021");
    for (String line : new String[] {"select-pane -t 2.1", "split-window -t 2.1"}) {
      press(terminal, "\002:");
      rig.later();
      press(terminal, line + "\r");
      rig.shows(terminal, "2:shell*");
      press(terminal, "\0021");
    }
  }

  @Test
  void theSessionUsedLastIsMeantAfterTheServersEndToo() throws InterruptedException {
    says("new-session", "-d", "-s", "one", "--sandbox", "none", "--", "one");
    says("new-session", "-d", "-s", "two", "--sandbox", "none", "--", "two");
    FakeTerminal terminal = rig.client("attach", "one");
    rig.idle();
    press(terminal, "x");
    press(terminal, "\002c\002p");
    rig.kill();
    rig.start();
    FakeTerminal again = rig.client("attach");
    rig.idle();
    rig.shows(again, " one ▸");
    says("kill-server");
    rig.kill();
    rig.start();
    FakeTerminal third = rig.client("attach");
    rig.idle();
    rig.shows(third, " one ▸");
  }
}
