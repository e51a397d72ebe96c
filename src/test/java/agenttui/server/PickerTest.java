package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// The palette and the picker: found by a few letters, done with Enter.
class PickerTest extends Scenario {
  @Test
  void aCommandIsFoundByAFewLettersAndDone() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002:");
    rig.shows(terminal, "Commands");
    press(terminal, "newwin");
    rig.shows(terminal, "new-window");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "2:shell*");
  }

  @Test
  void theDigitsThatGoToWindowsAreOneCommandWhichAsksForTheWindow() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002:select-window");
    rig.shows(terminal, "C-b 1…9   select-window  window 1…9");
    rig.hides(terminal, "select-window -t");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "Panes and windows");
  }

  @Test
  void aWholeLineCanBeTyped() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002:new-window -n api");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "2:api*");
  }

  @Test
  void whatCannotBeDoneNowSaysWhyAndDoesNothing() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002:next-wind");
    rig.shows(terminal, "only one window");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "Commands");
    press(terminal, "\033");
    rig.later();
    rig.idle();
  }

  @Test
  void aPaneOfAnotherWindowIsFoundAndShown() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    rig.program(0).print("last words of one\r\n");
    rig.idle();
    press(terminal, "\002w");
    press(terminal, "one");
    rig.shows(terminal, "last words of one");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1:one*");
    press(terminal, "x");
    assertEquals("x", rig.program(0).typed());
  }

  @Test
  void aPaneIsFoundByItsNumber() {
    FakeTerminal terminal = rig.session();
    press(terminal, "\002c");
    press(terminal, "\002c");
    press(terminal, "\002w1.1");
    rig.shows(terminal, "1 of 3");
    rig.later();
    press(terminal, "\r");
    rig.shows(terminal, "1:one*");
  }
}
