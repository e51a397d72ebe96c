package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Asker;
import agenttui.approval.Effect;
import agenttui.approval.Request;
import agenttui.approval.Subject;
import agenttui.term.Size;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names from outside, full of controls, marks of direction and letters without end: window list,
/// titles, picker, palette, menu, find, panel and confirmations show them or cut them, and no byte
/// of them goes to a terminal as it is.
class HostileNamesTest extends Scenario {
  /// ESC as a terminal says it that leaves no doubt (CSI u).
  private static final String ESC = "\033[27u";

  /// What must not reach a terminal: a title of another's making, marks of direction, C1.
  private static final List<String> NEVER =
      List.of(
          "\033]0;owned",
          "\033[66;66H",
          "\u009b",
          "\u202e",
          "\u202a",
          "\u2066",
          "\u200f",
          "\u0085");

  private static final String MARKS = "x\u202ey\u2066z\u200fw\u009bv\u0085u\u202at";
  private static final String NAME =
      "\033]0;owned\007\033[66;66H" + MARKS + "\r\n\b\t" + "M".repeat(10_000);

  private FakeTerminal wide;
  private FakeTerminal narrow;

  private void open() {
    wide =
        rig.client(
            new Size(200, 50), "new-session", "-s", "main", "--sandbox", "none", "--", NAME, NAME);
    rig.idle();
    narrow = rig.client(new Size(60, 20), "attach", "main");
    rig.idle();
  }

  private void press(String keys) {
    for (FakeTerminal terminal : List.of(wide, narrow)) {
      terminal.type(keys);
      rig.idle();
      clean();
    }
  }

  private void clean() {
    for (FakeTerminal terminal : List.of(wide, narrow)) {
      String sent = terminal.sent();
      for (String one : NEVER) {
        assertTrue(!sent.contains(one), () -> one.replace("\033", "ESC") + " was sent");
      }
      String text = terminal.text();
      assertTrue(text.contains("main") || text.length() < 60, text);
    }
  }

  @Test
  void theNameOfAWindowIsShownCut() throws InterruptedException {
    open();
    assertEquals(0, rig.says("rename-window", NAME).exit().code());
    assertEquals(0, rig.says("new-window", "-n", NAME).exit().code());
    rig.idle();
    clean();
    rig.shows(wide, "␛]0;owned␇");
    for (String keys : List.of("\002,", "\002w", "\002&", "\002m", "\002:", "\002?")) {
      press(keys);
      press(ESC);
    }
    press("\033[<2;12;1M\033[<2;12;1m");
    press(ESC);
  }

  @Test
  void theTitleOfAProgramIsShownCut() {
    open();
    String title = MARKS + "M".repeat(10_000);
    rig.program(0).print("\033]2;" + title + "\033\\\033]7;file:///" + title + "\033\\");
    rig.program(0).print("\033]0;" + MARKS + "\007\033]1;" + MARKS + "\007");
    rig.idle();
    clean();
    for (String keys : List.of("\002w", "\002i", "\002S", "\002z", "\002y")) {
      press(keys);
      press(ESC);
    }
    press("\033[<2;5;10M\033[<2;5;10m");
    press(ESC);
  }

  @Test
  void whatRunsIsShownCutBeforeItIsEnded() {
    open();
    rig.program(0).runs("bash", NAME);
    press("\002x");
    rig.shows(wide, "␛]0;owned␇");
    press(ESC);
    press("\002&");
    press(ESC);
    assertTrue(!rig.program(0).closed());
  }

  @Test
  void aHeldCallIsShownCutInPanelListAndStrip() {
    open();
    rig.approvals()
        .ask(
            new Request(
                new Asker("%1", NAME, NAME), new Subject.Call(List.of("make", NAME), "/" + NAME)),
            Effect.ALLOW);
    rig.idle();
    clean();
    press("\002A");
    press(ESC);
    press("\002a");
    rig.shows(wide, "␛]0;owned␇");
    press("\r");
    press(ESC + ESC);
    press("\002b\002P\033[B");
  }

  @Test
  void whatAProgramPrintsIsFoundAndCopiedCut() throws InterruptedException {
    open();
    rig.program(0).print("needle " + MARKS + "M".repeat(10_000) + "\r\n");
    rig.idle();
    clean();
    press("\002/needle");
    press(ESC);
    assertEquals(0, rig.says("set-buffer", NAME).exit().code());
    press("\002[");
    press("q");
    clean();
    assertEquals(0, rig.says("outbox", "put", NAME).exit().code());
    rig.idle();
    clean();
  }

  @Test
  void whatACommandComplainsAboutIsShownCut() {
    open();
    press("\002:rename-window -t '" + MARKS + "' x");
    rig.later();
    press("\r");
    press(ESC);
  }
}
