package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Printing: wrapping, wide characters, clusters, character sets, broken UTF-8.
class TextTest {
  @Test
  void theLastColumnWaitsBeforeItWraps() {
    TestTerminal t = new TestTerminal(5, 3).feed("abcde");
    assertEquals("4,0", t.cursor());
    t.feed("f");
    assertEquals("abcde|f", t.rows());
    assertTrue(t.screen().wrapped(0), "a soft wrap is remembered");
    assertFalse(t.screen().wrapped(1));
  }

  @Test
  void withoutAutowrapTheLastColumnIsWrittenOver() {
    TestTerminal t = new TestTerminal(5, 2).feed("\u001b[?7labcdefgh");
    assertEquals("abcdh", t.rows());
    assertEquals("4,0", t.cursor());
  }

  @Test
  void onlyErasingTheLastColumnEndsTheWaiting() {
    assertEquals("abcdX", new TestTerminal(5, 2).feed("abcde\u001b[KX").rows());
    assertEquals("|X", new TestTerminal(5, 2).feed("abcde\u001b[1KX").rows());
    assertEquals("|X", new TestTerminal(5, 2).feed("abcde\u001b[2JX").rows());
  }

  @Test
  void aCarriageReturnEndsTheWaiting() {
    assertEquals("Xbcde", new TestTerminal(5, 2).feed("abcde\rX").rows());
  }

  @Test
  void aWideCharacterTakesTwoCellsAndWrapsWhole() {
    TestTerminal t = new TestTerminal(5, 3).feed("abcd中e");
    assertEquals("abcd|中e", t.rows());
    assertEquals("3,1", t.cursor());
    assertEquals(Screen.TAIL, t.screen().text(1)[1]);
  }

  @Test
  void writingOverHalfOfAWideCharacterBlanksTheOther() {
    assertEquals("x b", new TestTerminal(5, 1).feed("中b\rx").rows());
    assertEquals(" xb", new TestTerminal(5, 1).feed("中b\r\u001b[Cx").rows());
    assertEquals(" 中 c", new TestTerminal(6, 1).feed("中中c\r\u001b[C中").rows());
  }

  @Test
  void aWideCharacterOnAOneColumnScreenIsDropped() {
    assertEquals("a", new TestTerminal(1, 1).feed("a中").rows());
  }

  @Test
  void marksJoinTheCharacterBefore() {
    TestTerminal t = new TestTerminal(5, 1).feed("e\u0301x");
    assertEquals("e\u0301x", t.rows());
    assertEquals("2,0", t.cursor());
    assertTrue(t.screen().text(0)[0] < Screen.TAIL, "a cluster");
    assertEquals(2, t.screen().cluster(t.screen().text(0)[0]).length);
  }

  @Test
  void aMarkJoinsAlsoInTheLastColumn() {
    TestTerminal t = new TestTerminal(3, 2).feed("abe\u0301x");
    assertEquals("abe\u0301|x", t.rows());
  }

  @Test
  void moreThanSixteenMarksAreDropped() {
    TestTerminal t = new TestTerminal(5, 1).feed("a" + "\u0301".repeat(50) + "b");
    assertEquals("a" + "\u0301".repeat(16) + "b", t.rows());
  }

  @Test
  void emojiSequencesAreOneWideCell() {
    for (String emoji : new String[] {"👨‍👩‍👧", "🇩🇪", "👍🏽", "❤️", "1️⃣", "🏳️‍🌈"}) {
      TestTerminal t = new TestTerminal(8, 1).feed(emoji + "x");
      assertEquals(emoji + "x", t.rows());
      assertEquals("3,0", t.cursor(), emoji);
    }
  }

  @Test
  void threeRegionalIndicatorsAreAFlagAndAHalf() {
    assertEquals("4,0", new TestTerminal(9, 1).feed("🇩🇪🇫").cursor());
  }

  @Test
  void theTextSelectorMakesAnEmojiNarrow() {
    TestTerminal t = new TestTerminal(8, 1).feed("⌚\uFE0Ex");
    assertEquals("2,0", t.cursor());
    assertEquals("⌚\uFE0Ex", t.rows());
  }

  @Test
  void aLetterDoesNotJoinAcrossACursorMovement() {
    // Two halves of flags, written apart, are two cells' worth each.
    TestTerminal t = new TestTerminal(8, 1).feed("🇩\u001b[1;1H\u001b[1;3H🇪");
    assertTrue(t.screen().text(0)[0] > 0 && t.screen().text(0)[2] > 0, t.rows());
  }

  @Test
  void hangulJamoFormSyllables() {
    TestTerminal t = new TestTerminal(8, 1).feed("\u1100\u1161\u11A8x");
    assertEquals("3,0", t.cursor());
  }

  @Test
  void lineDrawingComesFromG0AndG1() {
    assertEquals("┌─┐q", new TestTerminal(8, 1).feed("\u001b(0lqk\u001b(Bq").rows());
    assertEquals("a─b", new TestTerminal(8, 1).feed("\u001b)0a\u000eq\u000fb").rows());
  }

  @Test
  void aSingleShiftHoldsForOneCharacter() {
    assertEquals("─q", new TestTerminal(8, 1).feed("\u001b*0\u001bNqq").rows());
  }

  @Test
  void brokenUtf8BecomesOneReplacementPerMaximalSubpart() {
    byte[] bytes = {
      (byte) 0xF0, (byte) 0x9F, (byte) 0x98, 'a', (byte) 0xC0, (byte) 0xAF, (byte) 0xE2, (byte) 0x82
    };
    TestTerminal t = new TestTerminal(20, 1).feed(bytes).feed("b");
    assertEquals("\uFFFDa\uFFFD\uFFFD\uFFFDb", t.rows());
  }

  @Test
  void repeatWritesTheLastCharacterAgain() {
    assertEquals("aaaa", new TestTerminal(9, 1).feed("a\u001b[3b").rows());
    assertEquals("中中", new TestTerminal(9, 1).feed("中\u001b[b").rows());
    assertEquals("ax", new TestTerminal(9, 1).feed("a\r\u001b[C\u001b[3bx").rows());
  }

  @Test
  void aHugeRepeatIsBounded() {
    TestTerminal t = new TestTerminal(9, 3, 10).feed("a\u001b[99999999999b");
    assertEquals("aaaaaaaaa|aaaaaaaaa|a", t.rows());
    assertEquals("aaaaaaaaa", t.history(), "one screen of letters, no more");
  }

  @Test
  void insertModePushesTextRight() {
    assertEquals("Xabc", new TestTerminal(9, 1).feed("abc\r\u001b[4hX\u001b[4l").rows());
    assertEquals("中ab", new TestTerminal(4, 1).feed("abc\r\u001b[4h中").rows());
  }
}
