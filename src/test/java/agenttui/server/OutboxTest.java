package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Texts for panes: sent when their programs rest, never into a question, with a receipt.
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
    assertEquals(2, preview.lines().count(), preview);
    String sent = says("broadcast", "-t", "%1", "-t", "%2", "--now", "--yes", "make");
    assertEquals("sent to 2\n", sent);
    assertEquals("make\r", rig.program(0).typed());
    assertEquals("make\r", rig.program(1).typed());
  }
}
