package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.journal.Topic;
import agenttui.term.Size;
import agenttui.wire.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Verbs that no other scenario says: what each does on the screen or prints, and one refusal.
class EachVerbTest extends Scenario {
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

  /// Types a command line behind the palette's key, and Enter.
  private void types(FakeTerminal terminal, String keys) {
    press(terminal, keys);
    rig.later();
    press(terminal, "\r");
  }

  @Test
  void windowsAreWalkedThroughAndRenumbered() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002n");
    rig.shows(terminal, "only one window");
    says("new-window", "-n", "api");
    says("next-window");
    rig.shows(terminal, "1:one*  2:api");
    says("previous-window");
    rig.shows(terminal, "1:one  2:api*");
    says("move-window", "5");
    rig.shows(terminal, "1:one  5:api*");
    refused(2, "not an int", "move-window", "x");
  }

  @Test
  void numbersOutOfBoundsAreRefusedWithTheBounds() throws InterruptedException {
    rig.session();
    for (String seconds : List.of("-1", "NaN", "Infinity", "1e400")) {
      refused(2, "from 0 to 86400", "wait-for", "exit", "--timeout", seconds);
    }
    for (String cells : List.of("0", "-3", "100000")) {
      for (String axis : List.of("-x", "-y")) {
        refused(2, "1 to 2000", "new-session", "-d", "--sandbox", "none", axis, cells);
        refused(2, "1 to 2000", "resize-pane", axis, cells);
      }
    }
  }

  @Test
  void aPaneGetsAWindowOfItsOwn() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    refused(1, "alone", "break-pane");
    says("split-window", "-h");
    says("break-pane", "-t", "%2", "-n", "own");
    rig.shows(terminal, "1:one  2:own*");
    assertEquals("1: one (1 pane)\n2: own* (1 pane)\n", says("list-windows"));
  }

  @Test
  void layoutsFollowEachOther() throws InterruptedException {
    rig.session();
    says("split-window", "-h");
    says("select-layout", "even-horizontal");
    says("next-layout");
    String windows = says("list-windows", "--json");
    assertTrue(windows.contains("v[1:%1,1:%2]"), windows);
    refused(1, "77", "next-layout", "-t", "77");
  }

  @Test
  void aTerminalShowsTheNextSession() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("new-session", "-d", "-s", "other", "--sandbox", "none", "--", "two");
    types(terminal, "\002:switch-client -n");
    rig.shows(terminal, "other ▸ 1:two*");
    types(terminal, "\002:switch-client -t main");
    rig.shows(terminal, "main ▸ 1:one*");
    refused(1, "no session nobody", "switch-client", "-t", "nobody");
    refused(2, "one of", "switch-client");
  }

  @Test
  void listsOpenOnAScreenAndAreTextForAShell() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    types(terminal, "\002:choose-tree");
    rig.shows(terminal, "Panes and windows");
    press(terminal, "\033[27u");
    types(terminal, "\002:help");
    rig.shows(terminal, "HELP");
    press(terminal, "\033[27u");
    types(terminal, "\002:display-menu");
    rig.shows(terminal, "MENU");
    press(terminal, "\033[27u");
    types(terminal, "\002:command-prompt");
    rig.shows(terminal, "Commands");
    for (String verb : new String[] {"choose-tree", "display-menu", "command-prompt"}) {
      refused(1, "not done: say it on the command line", verb);
    }
    assertTrue(says("help").contains("fork this pane as it is now"));
  }

  @Test
  void whatWasCopiedIsPasted() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    refused(1, "nothing was copied", "paste-buffer");
    says("set-buffer", "words");
    says("paste-buffer", "-t", "%1");
    assertEquals("words", rig.program(0).typed());
    refused(1, "no pane %77", "paste-buffer", "-t", "%77");
    rig.program(0).print("alpha beta\r\n");
    rig.idle();
    says("copy-mode", "-t", "%1");
    rig.shows(terminal, "COPY");
    says("copy-mode", "-X", "history-top");
    says("copy-mode", "-X", "select-word");
    says("copy-mode", "--copy");
    assertEquals("alpha", says("show-buffer"));
    refused(2, "no move nonsense", "copy-mode", "-X", "nonsense");
  }

  @Test
  void thePaneThatWaitsIsShown() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    refused(1, "no pane waits", "next-waiting");
    says("new-window");
    rig.program(0).print("\007");
    rig.idle();
    says("next-waiting");
    rig.shows(terminal, "1:one*");
  }

  @Test
  void thePanelIsFocusedWalkedAndHidden() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("panel", "focus");
    rig.shows(terminal, "PANEL");
    says("panel", "leave");
    rig.hides(terminal, "PANEL");
    says("panel", "toggle");
    rig.hides(terminal, "ACTIVITY");
    refused(2, "expected one of", "panel", "nonsense");
  }

  @Test
  void whoLocksGivesTheKeysFromThePanelToTheProgram() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("panel", "focus");
    rig.shows(terminal, "PANEL");
    press(terminal, "\002L");
    rig.shows(terminal, "LOCKED");
    press(terminal, "\002L");
    rig.hides(terminal, "LOCKED");
    rig.hides(terminal, "PANEL");
    terminal.resize(new Size(80, 24));
    press(terminal, "\002P");
    rig.shows(terminal, "SIGNALS");
    press(terminal, "\002L");
    rig.hides(terminal, "SIGNALS");
  }

  @Test
  void whoLockedTheKeysHasThemLockedInTheNextSessionToo() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("new-session", "-d", "-s", "other", "--sandbox", "none", "--", "two");
    press(terminal, "\002L");
    rig.shows(terminal, "LOCKED");
    click(terminal, 2, 10, 1);
    press(terminal, "w");
    rig.shows(terminal, "Panes and windows");
    rig.later();
    press(terminal, "two");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "other ▸ 1:two*");
    rig.shows(terminal, "LOCKED");
    press(terminal, "\002L");
    rig.hides(terminal, "LOCKED");
  }

  @Test
  void aSessionIsRenamedAndFoundByItsNewName() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    says("new-session", "-d", "-s", "other", "--sandbox", "none", "--", "two");
    refused(1, "there is a session other already", "rename-session", "-t", "main", "other");
    refused(1, "1 to 64 characters", "rename-session", "-t", "main", "a:b");
    says("rename-session", "-t", "main", "my work");
    rig.shows(terminal, "my work ▸ 1:one*");
    refused(1, "no session main", "list-windows", "-t", "main");
    assertTrue(says("list-windows", "-t", "my work").contains("one"));
    assertTrue(says("ls").indexOf("my work") < says("ls").indexOf("other"), says("ls"));
    press(terminal, "\002$");
    rig.shows(terminal, "Name of session my work");
    rig.later();
    press(terminal, "er\r");
    rig.shows(terminal, "my worker ▸ 1:one*");
    press(terminal, "x");
    assertTrue(says("list-windows").contains("one"));
  }

  @Test
  void theCallersPaneIsMeantUnlessItIsAnotherServers() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002%");
    for (String server : new String[] {"elsewhere", Rig.NAME}) {
      Map<String, String> inside = Map.of("AGENT_TUI_PANE", "%1", "AGENT_TUI_SERVER", server);
      rig.client(new Size(120, 35), inside, "send-keys", "-l", server).exit();
      rig.idle();
    }
    assertEquals(Rig.NAME, rig.program(0).typed());
    assertEquals("elsewhere", rig.program(1).typed());
  }

  @Test
  void aProgramIsStartedAgain() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    refused(1, "still runs", "respawn-pane");
    rig.program(0).exit(3);
    rig.idle();
    rig.shows(terminal, "exit 3");
    says("respawn-pane");
    rig.program(0).print("once more");
    rig.idle();
    rig.shows(terminal, "once more");
    rig.hides(terminal, "exit 3");
  }

  @Test
  void whatAProgramLeftOnIsOffForTheNextOne() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("stays\033[>1u\033[20h\033[?1004h\033[?1003h\033[?5h\033]0;an old one");
    rig.program(0).print("\007\033[2;5r\033[?1049h\033[>1u\033]2;never ended");
    rig.program(0).exit(3);
    rig.idle();
    says("respawn-pane");
    rig.hides(terminal, "an old one");
    rig.program(0).print("after");
    rig.idle();
    rig.shows(terminal, "stays");
    rig.shows(terminal, "after");
    press(terminal, "\033[99;5u\r");
    assertEquals("\003\r", rig.program(0).typed());
  }

  @Test
  void aProgramThatEndedBeforeItWasToldToRunIsStartedAgain() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.ptys()
        .brief(() -> {
          while (rig.journal().stream().noneMatch(line -> line.contains("ended with 3"))) {
            Thread.onSpinWait();
          }
        });
    says("new-window", "--", "brief");
    rig.shows(terminal, "exit 3");
    says("respawn-pane");
    rig.shows(terminal, "exit 3");
    rig.hides(terminal, "a pty of that name");
  }

  @Test
  void thePrefixItselfIsSent() throws InterruptedException {
    rig.session();
    says("send-prefix");
    assertEquals("\002", rig.program(0).typed());
    refused(1, "no pane %77", "send-prefix", "-t", "%77");
  }

  @Test
  void theNetworkOfAPaneIsSaidAndChangedOnlyWhereItIsHeld() throws InterruptedException {
    rig.session();
    assertEquals("pane 1: network open\n", says("network"));
    refused(1, "nothing to change", "network", "allow", "host.test");
    refused(1, "nothing to change", "network", "deny", "host.test");
    refused(1, "nothing to change", "network", "forget", "host.test");
  }

  @Test
  void theJournalIsPrintedAndSummedUp() throws InterruptedException {
    rig.session();
    assertEquals("nothing to tell\n", says("digest"));
    rig.entries().append(Topic.TOOL, "%1", "make", Map.of("step", "ended", "code", "2"));
    String audit = says("audit", "--json");
    assertTrue(audit.contains("\"make\""), audit);
    assertTrue(says("digest", "--since", "1h").contains("1 tool call failed"));
    refused(2, "--since takes", "audit", "--since", "xx");
    refused(2, "--since takes", "digest", "--since", "xx");
  }

  @Test
  void aThemeIsTriedAndNothingIsWritten() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    long bytes = terminal.bytes();
    types(terminal, "\002:theme try light");
    assertTrue(terminal.bytes() > bytes);
    assertTrue(says("theme", "list").contains("* auto"));
    refused(1, "no theme nothing", "theme", "try", "nothing");
  }

  @Test
  void whatWasAnsweredOnceIsNotAskedAgain() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    refused(1, "a configuration already", "first-run");
    types(terminal, "\002:first-run");
    rig.shows(terminal, "a configuration already");
  }

  @Test
  void theMachineIsDescribedWithoutAnEngine() throws InterruptedException {
    assertTrue(says("info", "--json").contains("does not answer"));
    assertTrue(says("agents", "--json").contains("\"claude\""));
    assertTrue(rig.says("doctor", "--json").out().contains("\"name\" : \"java\""));
    refused(2, "--nope", "info", "--nope");
    refused(127, "does not answer", "setup");
    refused(127, "does not answer", "images");
  }

  @Test
  void whatNeedsASandboxIsRefusedToAPaneOfThisMachine() throws InterruptedException {
    rig.session();
    refused(1, "not in a sandbox", "stop");
    refused(1, "not in a sandbox", "exec", "%1", "--", "true");
    refused(2, "unknown agent nobody", "login", "nobody");
    refused(2, "unknown agent nobody", "logout", "nobody");
  }
}
