package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Texts for panes: sent when their programs rest, never into a question, with a receipt; those
/// that wait outlive the server, and never reach another program than theirs.
class OutboxTest extends Scenario {
  private static final String WORKS = "\033]0;◐ Working\007";
  private static final String RESTS = "\033]0;✳ Done\007";

  private FakeTerminal agent() throws InterruptedException {
    FakeTerminal terminal =
        rig.client("new-session", "-s", "main", "--sandbox", "none", "--", "claude");
    rig.idle();
    return terminal;
  }

  private void print(String text) {
    rig.program(0).print(text);
    rig.idle();
  }

  private String says(String... line) throws InterruptedException {
    FakeTerminal said = rig.says(line);
    String why = said.exit().line();
    return why.isEmpty() ? said.out() : why;
  }

  @Test
  void aTextWaitsUntilItsPaneRestsAndHasAReceipt() throws InterruptedException {
    agent();
    print(WORKS);
    assertEquals("waits until 1 claude rests\n", says("outbox", "put", "go on"));
    assertEquals("", rig.program(0).typed());
    assertTrue(says("outbox").contains("waiting"), says("outbox"));
    print(RESTS);
    rig.pass(3);
    assertEquals("go on\r", rig.program(0).typed());
    print("ok");
    assertTrue(says("outbox").contains("taken"), says("outbox"));
  }

  @Test
  void aPaneThatRestsGetsItAtOnce() throws InterruptedException {
    agent();
    print(RESTS);
    rig.pass(3);
    assertEquals("sent to 1 claude\n", says("outbox", "put", "go on"));
    assertEquals("go on\r", rig.program(0).typed());
  }

  @Test
  void whatWaitsCanBeTakenBack() throws InterruptedException {
    agent();
    print(WORKS);
    says("outbox", "put", "no");
    assertEquals("", says("outbox", "drop", "1"));
    assertTrue(says("outbox", "drop", "1").contains("no text 1 waits"));
    print(RESTS);
    rig.pass(3);
    assertEquals("", rig.program(0).typed());
  }

  @Test
  void aTextForSeveralPanesIsShownFirstAndThenSent() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    String preview = says("broadcast", "-t", "%1", "-t", "%2", "--dry-run", "make");
    assertTrue(preview.matches("1 \\w+: .*\n2 \\w+: .*\n"), preview);
    String sent = says("broadcast", "-t", "%1", "-t", "%2", "--now", "--yes", "make");
    assertEquals("sent to 2\n", sent);
    assertEquals("make\r", rig.program(0).typed());
    assertEquals("make\r", rig.program(1).typed());
  }

  @Test
  void aPaneThatCannotTakeATextStopsNoneOfTheOthers() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    terminal.type("\002%");
    rig.idle();
    rig.program(1).exit(3);
    rig.idle();
    String[] line = {"broadcast", "-t", "%1", "-t", "%2", "-t", "%3", "-t", "%1", "make", "--now"};
    String told = says(and(line, "--dry-run"));
    assertTrue(told.contains("2 shell: refused: no program runs there\n"), told);
    String sent = says(and(line, "--yes"));
    assertEquals("sent to 2, 1 refused: no program runs in pane 2\n", sent);
    assertEquals("make\r", rig.program(0).typed());
    assertEquals("make\r", rig.program(2).typed());
    terminal.type("\002e");
    rig.idle();
    rig.shows(terminal, "[ ] 1 one");
    rig.shows(terminal, "[ ] 3 shell");
    rig.hides(terminal, "[ ] 2 shell");
  }

  private static String[] and(String[] line, String word) {
    return Stream.concat(Stream.of(line), Stream.of(word)).toArray(String[]::new);
  }

  @Test
  void aTextThatLooksLikeAnOptionIsATextAllTheSame() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    types(terminal, "\002:outbox put --now\r", "- fix the tests\r");
    assertEquals("- fix the tests\r", rig.program(0).typed());
    types(terminal, "\002:broadcast -t %1 --now\r", "--yes\r", "y\r");
    assertEquals("--yes\r", rig.program(0).typed());
    types(terminal, "\002,", "\025--help\r");
    rig.shows(terminal, "1:--help*");
    types(terminal, "\002:move-window\r", "\0253\r");
    rig.shows(terminal, "3:--help*");
    assertTrue(says("save-buffer", "--", "-none").contains("nothing was copied"));
  }

  @Test
  void pastedLinesStayLinesInATextForPanes() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("\033[?2004h");
    String pasted = "\033[200~first\r\nit's the second\n\033[201~";
    types(terminal, "\002:outbox put --now\r", pasted, "\r");
    assertEquals("\033[200~first\rit's the second\033[201~\r", rig.program(0).typed());
    types(terminal, "\002:broadcast -t %1 --now\r", pasted, "\r");
    rig.shows(terminal, "first↵it's the second");
    types(terminal, "y\r");
    assertTrue(rig.program(0).typed().endsWith("\033[200~first\rit's the second\033[201~\r"));
  }

  /// Types what opens each sheet, and once it listens, what is for it.
  private void types(FakeTerminal terminal, String... keys) {
    for (String each : keys) {
      boolean enters = each.endsWith("\r");
      terminal.type(enters ? each.substring(0, each.length() - 1) : each);
      rig.idle();
      rig.later();
      terminal.type(enters ? "\r" : "");
      rig.idle();
      rig.later();
    }
  }

  @Test
  void whatWaitsOutlivesTheServerAndIsTypedOnce() throws InterruptedException {
    agent();
    print(WORKS);
    says("outbox", "put", "go on");
    killAndStart();
    assertEquals("1  %1  waiting  go on\n", says("outbox"));
    assertEquals("", rig.program(0).typed());
    print(RESTS);
    rig.pass(3);
    assertEquals("go on\r", rig.program(0).typed());
    killAndStart();
    print(WORKS);
    print(RESTS);
    rig.pass(3);
    assertEquals("", rig.program(0).typed());
    assertEquals("", says("outbox"));
  }

  private void killAndStart() {
    rig.idle();
    rig.kill();
    rig.start();
    rig.idle();
  }

  @Test
  void whatWasMeantForAProgramThatEndedIsHeldAndNotTypedIntoTheNext() throws InterruptedException {
    agent();
    print(WORKS);
    says("outbox", "put", "go on");
    killAndStart();
    rig.program(0).exit(3);
    rig.idle();
    assertEquals("1  %1  held     (its program ended) go on\n", says("outbox"));
    assertTrue(says("outbox", "release", "1").contains("no program runs in pane %1"));
    says("respawn-pane", "-t", "%1");
    print(RESTS);
    rig.pass(3);
    assertEquals("", rig.program(0).typed());
    killAndStart();
    print(RESTS);
    rig.pass(3);
    assertEquals("", rig.program(0).typed());
    assertEquals("sent to %1\n", says("outbox", "release", "1"));
    assertEquals("go on\r", rig.program(0).typed());
    assertTrue(says("outbox", "release", "1").contains("no text 1 is held"));
  }

  @Test
  void afterKillServerWhatWaitedIsHeldUntilItsSessionIsForgotten() throws InterruptedException {
    agent();
    print(WORKS);
    says("outbox", "put", "go on");
    says("kill-server");
    rig.kill();
    rig.start();
    String held = "1  %1  held     (its program ended with the server) go on\n";
    assertEquals(held, says("outbox"));
    rig.client("attach");
    rig.idle();
    print(RESTS);
    rig.pass(3);
    assertEquals("", rig.program(0).typed());
    assertEquals(held, says("outbox"));
    assertTrue(
        says("outbox", "--json").contains("\"why\" : \"its program ended with the server\""));
    says("kill-session", "main");
    assertTrue(says("outbox").contains("dropped"), says("outbox"));
  }
}
