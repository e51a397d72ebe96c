package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// Cursor movement, margins, tabs, saving.
class CursorTest {
  private static TestTerminal terminal() {
    return new TestTerminal(20, 10);
  }

  @Test
  void movementStopsAtTheEdges() {
    assertEquals("0,0", terminal().feed("\u001b[99A\u001b[99D").cursor());
    assertEquals("19,9", terminal().feed("\u001b[99B\u001b[99C").cursor());
    assertEquals("19,9", terminal().feed("\u001b[99999;99999H").cursor());
  }

  @Test
  void movementInsideTheMarginsStopsThere() {
    assertEquals("0,2", terminal().feed("\u001b[3;5r\u001b[4H\u001b[9A").cursor());
    assertEquals("0,4", terminal().feed("\u001b[3;5r\u001b[4H\u001b[9B").cursor());
    assertEquals("0,9", terminal().feed("\u001b[3;5r\u001b[7H\u001b[9B").cursor());
  }

  @Test
  void originModeCountsFromTheMargins() {
    TestTerminal t = terminal().feed("\u001b[3;5r\u001b[?6h");
    assertEquals("0,2", t.cursor());
    assertEquals("3,4", t.feed("\u001b[9;4H").cursor());
    t.feed("\u001b[6n");
    assertEquals("^[[3;4R", t.replies());
  }

  @Test
  void aTabGoesToTheNextStop() {
    assertEquals("8,0", terminal().feed("a\t").cursor());
    assertEquals("16,0", terminal().feed("\u001b[2I").cursor());
    assertEquals("8,0", terminal().feed("\u001b[12G\u001b[Z").cursor());
    assertEquals("4,0", terminal().feed("\u001b[5G\u001bH\r\t").cursor());
    assertEquals("19,0", terminal().feed("\u001b[3g\t").cursor());
    assertEquals("8,0", terminal().feed("\u001b[3g\u001b[?5W\t").cursor());
  }

  @Test
  void saveAndRestoreKeepPlacePenOriginAndSets() {
    TestTerminal t =
        terminal().feed("\u001b[3;4H\u001b[31m\u001b(0\u001b7\u001b[m\u001b(B\u001b[H\u001b8q");
    assertEquals("4,2", t.cursor());
    assertEquals("   ─", t.row(2));
    assertEquals(Style.palette(1), Style.foreground(t.style(3, 2)));
  }

  @Test
  void restoreWithoutSaveGoesHome() {
    assertEquals("0,0", terminal().feed("\u001b[5;5H\u001b8").cursor());
  }

  @Test
  void backspaceWrapsBackOnlyWhenAsked() {
    assertEquals("0,1", terminal().feed("x".repeat(20) + "y\b\b\b").cursor());
    assertEquals("18,0", terminal().feed("\u001b[?45h" + "x".repeat(20) + "y\b\b\b").cursor());
  }

  @Test
  void sideMarginsHoldTextAndScrolling() {
    TestTerminal t = terminal().feed("\u001b[?69h\u001b[5;10s\u001b[1;5Habcdefgh");
    assertEquals("    abcdef|    gh", t.rows());
    assertEquals("6,1", t.cursor());
    t.feed("\u001b[?69l\u001b[1;1H0123456789\u001b[?69h\u001b[3;5s\u001b[S");
    assertEquals("01  g56789", t.row(0).substring(0, 10));
    assertFalse(t.screen().wrapped(0));
  }

  @Test
  void theCursorShapeIsKept() {
    assertEquals(5, terminal().feed("\u001b[5 q").screen().cursorShape());
    assertEquals(5, terminal().feed("\u001b[5 q\u001b[9 q").screen().cursorShape());
    assertFalse(terminal().feed("\u001b[?25l").screen().cursorVisible());
  }

  @Test
  void hprAndVprMoveRelatively() {
    assertEquals("4,0", terminal().feed("\u001b[2G\u001b[3a").cursor());
    assertEquals("0,4", terminal().feed("\u001b[2d\u001b[3e").cursor());
  }
}
