package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.approval.Asker;
import agenttui.approval.Effect;
import agenttui.approval.Request;
import agenttui.approval.Subject;
import agenttui.mux.Question;
import agenttui.term.Size;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every dialog that a key opens, in bad conditions: a terminal of one cell, a long hostile paste,
/// keys typed before it was there.
class DialogsTest extends Scenario {
  /// ESC as a terminal says it that leaves no doubt (CSI u).
  private static final String ESC = "\033[27u";

  /// Each kind of question, and how a person gets there in a session with two windows, a program
  /// that runs and a held call.
  private enum Dialog {
    CONFIRM(Question.Confirm.class, "\002x", "Close pane"),
    SIGNAL(Question.SignalChoice.class, "\002S", "SIGNAL ─"),
    CHOOSE(Question.Choose.class, "\002m", "Move pane"),
    HELD(Question.Held.class, "\002a", "ANSWER"),
    WAITING(Question.Waiting.class, "\002A", "APPROVALS"),
    ENTERING(Question.Entering.class, "\002,", "Name of window"),
    FINDER(Question.Finder.class, "\002:", "Commands"),
    PICKER(Question.Finder.class, "\002w", "Panes and windows"),
    MENU(Question.Menu.class, "\033[<2;5;10M\033[<2;5;10m", "MENU"),
    FIND(Question.Find.class, "\002/", "FIND"),
    HELP(Question.Help.class, "\002?", "HELP"),
    NOTICE(Question.Notice.class, "\002i", "READ");

    private final Class<? extends Question> kind;
    private final String keys;
    private final String shown;

    Dialog(Class<? extends Question> kind, String keys, String shown) {
      this.kind = kind;
      this.keys = keys;
      this.shown = shown;
    }
  }

  private FakeTerminal session() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    press(terminal, "\002%");
    rig.program(2).runs("bash", "npm ci");
    rig.approvals()
        .ask(
            new Request(
                new Asker("%1", "k3f9", "shop"),
                new Subject.Call(List.of("make", "deploy"), "/workspace")),
            Effect.ALLOW);
    rig.idle();
    return terminal;
  }

  private FakeTerminal open(Dialog dialog) {
    FakeTerminal terminal = session();
    press(terminal, dialog.keys);
    rig.shows(terminal, dialog.shown);
    return terminal;
  }

  private String typed() {
    return rig.program(0).typed() + rig.program(1).typed() + rig.program(2).typed();
  }

  private void nothingIsDone(FakeTerminal terminal) throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertFalse(rig.program(i).closed());
      assertEquals(List.of(), rig.program(i).signals());
    }
    assertEquals("1: one (1 pane)\n2: shell* (2 panes)\n", rig.says("list-windows").out());
    assertTrue(rig.says("approvals").out().contains("make deploy"));
    rig.idle();
    rig.shows(terminal, "main");
  }

  @Test
  void eachKindIsHereOrNeedsForksOrAFirstRun() {
    Set<Class<?>> opened =
        EnumSet.allOf(Dialog.class).stream().map(each -> each.kind).collect(Collectors.toSet());
    // Seen in SheetConditionsTest; the form in FirstRunTest, the preview in OutboxTest, the list of
    // themes in ConfigurationTest.
    opened.addAll(
        List.of(
            Question.ForkForm.class,
            Question.MergePage.class,
            Question.Form.class,
            Question.Preview.class,
            Question.Trying.class));
    assertEquals(Set.copyOf(Arrays.asList(Question.class.getPermittedSubclasses())), opened);
  }

  @ParameterizedTest
  @EnumSource
  void aTerminalOfOneCellChangesNothing(Dialog dialog) throws InterruptedException {
    FakeTerminal terminal = open(dialog);
    String before = terminal.text();
    for (int[] size :
        new int[][] {{1, 1}, {2, 1}, {1, 50}, {200, 1}, {60, 20}, {200, 50}, {1, 1}, {120, 35}}) {
      terminal.resize(new Size(size[0], size[1]));
      rig.idle();
    }
    assertEquals(before, terminal.text());
    assertEquals("", typed());
    press(terminal, ESC + ESC + ESC);
    rig.hides(terminal, dialog.shown);
    nothingIsDone(terminal);
  }

  @ParameterizedTest
  @EnumSource
  void aHostilePasteConfirmsNothingAndReachesNoPane(Dialog dialog) throws InterruptedException {
    FakeTerminal terminal = open(dialog);
    rig.later();
    String text = "y i t k a q yes\r\n\033[A\t\033[B\001\002x\u202e\u0007\u009b2J\r\r\n";
    String paste = text.repeat(100 * 1024 / text.length());
    press(terminal, "\033[200~" + paste + "\033[201~");
    nothingIsDone(terminal);
    assertEquals("", typed());
    assertFalse(terminal.sent().contains("\u202e"));
    assertFalse(terminal.sent().contains("\u009b"));
    press(terminal, ESC + ESC + ESC);
    rig.hides(terminal, dialog.shown);
    nothingIsDone(terminal);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MENU")
  void keysTypedAheadConfirmNothing(Dialog dialog) throws InterruptedException {
    FakeTerminal terminal = session();
    press(terminal, dialog.keys + "y\rkt\ri\ra\r");
    nothingIsDone(terminal);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MENU")
  void keysOfTheFirstMomentConfirmNothing(Dialog dialog) throws InterruptedException {
    FakeTerminal terminal = open(dialog);
    press(terminal, "y\rkt\ri\ra\r");
    nothingIsDone(terminal);
    rig.shows(terminal, dialog.shown);
    assertEquals("", typed());
  }
}
