package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Erasing, inserting, deleting, scrolling, rectangles, protection.
class EditingTest {
  private static TestTerminal filled() {
    return new TestTerminal(6, 4).feed("abcdef\r\nghijkl\r\nmnopqr\r\nstuvwx");
  }

  @Test
  void eraseInLineTakesThePartsItSays() {
    assertEquals("abc", filled().feed("\u001b[1;4H\u001b[K").row(0));
    assertEquals("    ef", filled().feed("\u001b[1;4H\u001b[1K").row(0));
    assertEquals("", filled().feed("\u001b[1;4H\u001b[2K").row(0));
  }

  @Test
  void eraseInDisplayTakesThePartsItSays() {
    assertEquals("abcdef|gh", filled().feed("\u001b[2;3H\u001b[J").rows());
    assertEquals("|   jkl|mnopqr|stuvwx", filled().feed("\u001b[2;3H\u001b[1J").rows());
    assertEquals("", filled().feed("\u001b[2J").rows());
  }

  @Test
  void erasedCellsHaveTheBackgroundOfThePen() {
    TestTerminal t = filled().feed("\u001b[1;31;44m\u001b[1;3H\u001b[K");
    assertEquals(Style.withBackground(0, Style.palette(4)), t.style(2, 0));
    assertEquals(Style.withBackground(0, Style.palette(4)), t.style(5, 0));
    assertEquals(0, t.style(1, 0));
  }

  @Test
  void eraseHistoryLeavesTheScreen() {
    TestTerminal t = new TestTerminal(4, 2).feed("a\r\nb\r\nc\u001b[3J");
    assertEquals(0, t.screen().historySize());
    assertEquals("b|c", t.rows());
  }

  @Test
  void charactersAreInsertedDeletedAndErased() {
    assertEquals("a  bcd", filled().feed("\u001b[1;2H\u001b[2@").row(0));
    assertEquals("adef", filled().feed("\u001b[1;2H\u001b[2P").row(0));
    assertEquals("a  def", filled().feed("\u001b[1;2H\u001b[2X").row(0));
    assertEquals("a", filled().feed("\u001b[1;2H\u001b[99P").row(0));
  }

  @Test
  void wideCharactersMoveWhole() {
    assertEquals("中 ab", new TestTerminal(6, 1).feed("中ab\u001b[1;3H\u001b[@").rows());
    assertEquals(" 中ab", new TestTerminal(6, 1).feed("中ab\r\u001b[@").rows());
    assertEquals(
        "ab c",
        new TestTerminal(6, 1).feed("xabc中\r\u001b[P\u001b[1;3H\u001b[@").row(0).substring(0, 4));
    assertEquals("bc中", new TestTerminal(6, 1).feed("abc中\r\u001b[P").rows());
    assertEquals("中", new TestTerminal(6, 1).feed("ab中中\r\u001b[4P").rows());
    assertEquals("  ab", new TestTerminal(5, 1).feed("ab中\r\u001b[2@").rows());
  }

  @Test
  void linesAreInsertedAndDeletedInsideTheMargins() {
    assertEquals("abcdef||ghijkl|stuvwx", filled().feed("\u001b[1;3r\u001b[2H\u001b[L").rows());
    assertEquals("abcdef|mnopqr||stuvwx", filled().feed("\u001b[1;3r\u001b[2H\u001b[M").rows());
    assertEquals(
        "abcdef|ghijkl|mnopqr|stuvwx", filled().feed("\u001b[1;2r\u001b[4H\u001b[L").rows());
  }

  @Test
  void deletedLinesDoNotGoToTheHistory() {
    assertEquals(0, filled().feed("\u001b[H\u001b[2M").screen().historySize());
    assertEquals(2, filled().feed("\u001b[2S").screen().historySize());
  }

  @Test
  void scrollingARegionMovesOnlyIt() {
    assertEquals("abcdef|mnopqr||stuvwx", filled().feed("\u001b[2;3r\u001b[S").rows());
    assertEquals("abcdef||ghijkl|stuvwx", filled().feed("\u001b[2;3r\u001b[T").rows());
    assertEquals("abcdef||ghijkl|stuvwx", filled().feed("\u001b[2;3r\u001b[2H\u001bM").rows());
  }

  @Test
  void columnsAreInsertedAndDeletedAndScrolled() {
    assertEquals("a bcde|g hijk|m nopq|s tuvw", filled().feed("\u001b[1;2H\u001b['}").rows());
    assertEquals("acdef|gijkl|mopqr|suvwx", filled().feed("\u001b[1;2H\u001b['~").rows());
    assertEquals("cdef|ijkl|opqr|uvwx", filled().feed("\u001b[2 @").rows());
    assertEquals("  abcd|  ghij|  mnop|  stuv", filled().feed("\u001b[2 A").rows());
  }

  @Test
  void rectanglesAreFilledErasedAndCopied() {
    assertEquals("abcdef|gXXjkl|mXXpqr|stuvwx", filled().feed("\u001b[88;2;2;3;3$x").rows());
    assertEquals("abcdef|g  jkl|m  pqr|stuvwx", filled().feed("\u001b[2;2;3;3$z").rows());
    assertEquals("abcdef|ghijkl|mnabqr|stghwx", filled().feed("\u001b[1;1;2;2;1;3;3;1$v").rows());
  }

  @Test
  void attributesOfARectangleAreChanged() {
    TestTerminal t = filled().feed("\u001b[2*x\u001b[1;2;2;3;1;7$r");
    assertEquals(Style.BOLD | Style.INVERSE, t.style(1, 1));
    assertEquals(0, t.style(0, 1));
    assertEquals(Style.INVERSE, t.feed("\u001b[1;2;1;2;1$t").style(1, 0));
  }

  @Test
  void protectedCharactersSurviveSelectiveErase() {
    TestTerminal t = new TestTerminal(6, 2).feed("a\u001b[1\"qb\u001b[0\"qc");
    assertEquals(" b", t.feed("\u001b[?2J").row(0));
    assertEquals("", t.feed("\u001b[2J").row(0));
  }

  @Test
  void guardedCharactersSurviveEveryErase() {
    assertEquals(" b", new TestTerminal(6, 2).feed("a\u001bVb\u001bWc\u001b[2J").row(0));
  }

  @Test
  void theAlignmentPatternFillsTheScreen() {
    assertEquals("EEE|EEE", new TestTerminal(3, 2).feed("\u001b[2;2H\u001b#8").rows());
  }

  @Test
  void theAlternateScreenLeavesTheMainOneAsItWas() {
    TestTerminal t = filled().feed("\u001b[2;2H\u001b[?1049h\u001b[Hother");
    assertEquals("other", t.rows());
    assertEquals(0, t.screen().historySize());
    assertTrue(t.screen().modes().alternateScreen());
    assertEquals("abcdef|ghijkl|mnopqr|stuvwx", t.feed("\u001b[?1049l").rows());
    assertEquals("1,1", t.cursor());
  }

  @Test
  void aFullResetForgetsEverythingButTheHistory() {
    TestTerminal t = filled().feed("\r\n\u001b[31m\u001b[?1000h\u001b[>5u\u001b]0;t\u0007\u001bc");
    assertEquals("", t.rows());
    assertEquals("0,0", t.cursor());
    assertEquals(Modes.Mouse.OFF, t.screen().modes().mouse());
    assertEquals(0, t.screen().modes().keyboardFlags());
    assertEquals("", t.screen().title());
    assertEquals(1, t.screen().historySize());
  }

  @Test
  void aSoftResetLeavesTheScreen() {
    TestTerminal t = filled().feed("\u001b[2;3r\u001b[?6h\u001b[4h\u001b[!p\u001b[HX");
    assertEquals("Xbcdef", t.row(0));
  }
}
