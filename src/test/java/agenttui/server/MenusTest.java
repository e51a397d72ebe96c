package agenttui.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Size;
import org.junit.jupiter.api.Test;

/// Menus of the right button: of a pane, of a window; and the wheel over the window list.
class MenusTest extends Scenario {
  @Test
  void theRightButtonOffersWhatCanBeDoneWithThePaneUnderIt() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    click(terminal, 2, 5, 10);
    rig.shows(terminal, "━ 1 one ━");
    rig.shows(terminal, "zoom the pane, or back");
    rig.shows(terminal, "this pane has no sandbox");
    rig.shows(terminal, "MENU");
    terminal.type("z");
    rig.idle();
    rig.hides(terminal, "MENU");
    rig.shows(terminal, "zoom");
    rig.hides(terminal, "2 shell");
  }

  @Test
  void aClickChoosesAClickBesideClosesAndArrowsWork() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    click(terminal, 2, 5, 10);
    click(terminal, 0, 8, 11);
    rig.hides(terminal, "MENU");
    rig.hides(terminal, "2 shell");
    click(terminal, 2, 5, 10);
    click(terminal, 0, 100, 30);
    rig.hides(terminal, "MENU");
    click(terminal, 2, 5, 10);
    terminal.type("\r");
    rig.idle();
    rig.shows(terminal, "2 shell");
  }

  @Test
  void itMeansThePaneThatItWasOpenedOnAlsoWhenThatIsGone() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002%");
    rig.idle();
    click(terminal, 2, 5, 10);
    rig.shows(terminal, "━ 1 one ━");
    rig.program(0).exit(0);
    rig.idle();
    rig.hides(terminal, "─ 1 one");
    terminal.type("x");
    rig.idle();
    assertFalse(rig.program(1).closed());
    rig.shows(terminal, "no pane %1");
  }

  @Test
  void theOneOfAWindowMeansThatWindowAlsoWhenItIsGone() throws InterruptedException {
    FakeTerminal terminal = rig.session();
    terminal.type("\002c");
    rig.idle();
    click(terminal, 2, 10, 1);
    rig.shows(terminal, "1:one*");
    rig.says("kill-window", "-t", "main:1");
    rig.idle();
    terminal.type("&");
    rig.idle();
    assertFalse(rig.program(1).closed());
    rig.hides(terminal, "Close window 2");
  }

  @Test
  void itStaysOnTheScreenAtEveryEdgeAndSize() {
    FakeTerminal terminal = rig.session();
    for (Size size : new Size[] {new Size(120, 35), new Size(80, 24), new Size(60, 20)}) {
      terminal.resize(size);
      rig.idle();
      click(terminal, 2, size.columns() / 2, size.rows() - 2);
      rig.shows(terminal, "close the pane");
      terminal.type("\033[27u");
      rig.idle();
      rig.hides(terminal, "close the pane");
    }
    terminal.resize(new Size(1, 1));
    rig.idle();
    click(terminal, 2, 1, 1);
    terminal.resize(new Size(120, 35));
    rig.idle();
    rig.shows(terminal, "1 one");
  }

  @Test
  void aProgramThatWantsTheMouseGetsTheRightButtonButNotOnItsTitle() {
    FakeTerminal terminal = rig.session();
    rig.program(0).print("\033[?1000h\033[?1006h");
    rig.idle();
    click(terminal, 2, 5, 10);
    assertTrue(rig.program(0).typed().startsWith("\033[<2;5;"));
    rig.hides(terminal, "MENU");
    click(terminal, 2, 5, 2);
    rig.shows(terminal, "MENU");
  }

  @Test
  void aWindowHasItsMenuAndTheWheelGoesThroughThem() {
    FakeTerminal terminal = rig.session();
    terminal.type("\002c");
    rig.idle();
    rig.shows(terminal, "1:one  2:shell*");
    click(terminal, 2, 10, 1);
    rig.shows(terminal, "1:one*");
    rig.shows(terminal, "name this window");
    assertTrue(terminal.text().contains("━ 1 one ━━━━━"), terminal.text());
    terminal.type(",");
    rig.idle();
    rig.shows(terminal, "Name of window 1");
    terminal.type("\033[27u\033[27u");
    rig.idle();
    terminal.type("\033[<65;10;1M");
    rig.idle();
    rig.shows(terminal, "2:shell*");
    assertEquals("", rig.program(0).typed());
  }
}
