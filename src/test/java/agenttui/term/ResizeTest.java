package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Resizing wraps lines anew and keeps the cursor on its text.
class ResizeTest {
  @Test
  void aLongLineIsWrappedAndJoinedAgain() {
    TestTerminal t = new TestTerminal(10, 5).feed("abcdefgh\r\n$ ");
    t.resize(4, 5);
    assertEquals("abcd|efgh|$", t.rows());
    assertEquals("2,2", t.cursor());
    t.resize(10, 5);
    assertEquals("abcdefgh|$", t.rows());
    assertEquals("2,1", t.cursor());
  }

  @Test
  void theCursorStaysOnItsCharacter() {
    TestTerminal t = new TestTerminal(10, 5).feed("abcdefgh\u001b[1;7H");
    t.resize(4, 5);
    assertEquals("2,1", t.cursor());
    t.feed("X");
    assertEquals("abcd|efXh", t.rows());
  }

  @Test
  void aWideCharacterIsNotCutInTwo() {
    TestTerminal t = new TestTerminal(10, 5).feed("abc中d").resize(4, 5);
    assertEquals("abc|中d", t.rows());
    assertEquals("abc中d", t.resize(10, 5).rows());
  }

  @Test
  void aShorterScreenPushesRowsIntoTheHistoryAndATallerOneTakesThemBack() {
    TestTerminal t = new TestTerminal(5, 4).feed("a\r\nb\r\nc\r\nd");
    t.resize(5, 2);
    assertEquals("c|d", t.rows());
    assertEquals("a|b", t.history());
    assertEquals("1,1", t.cursor());
    t.resize(5, 4);
    assertEquals("a|b|c|d", t.rows());
    assertEquals("1,3", t.cursor());
  }

  @Test
  void blankRowsAtTheBottomGoFirst() {
    TestTerminal t = new TestTerminal(5, 10).feed("a\r\nb");
    t.resize(5, 4);
    assertEquals("a|b", t.rows());
    assertEquals(0, t.screen().historySize());
  }

  @Test
  void aClearedScreenDoesNotPullTheHistoryDown() {
    TestTerminal t = new TestTerminal(5, 3).feed("a\r\nb\r\nc\r\nd\u001b[2J\u001b[H$ ");
    t.resize(5, 6);
    assertEquals("$", t.rows());
    assertEquals("2,0", t.cursor());
    assertEquals("a", t.history());
  }

  @Test
  void theHistoryIsWrappedToo() {
    TestTerminal t = new TestTerminal(6, 2).feed("abcdef\r\nx\r\ny\r\nz");
    t.resize(3, 2);
    assertEquals("abc|def|x", t.history());
    t.resize(6, 2);
    assertEquals("abcdef|x", t.history());
  }

  /// Inline programs count from the bottom: what stands there keeps its row.
  @Test
  void whereLinesOfTheScreenAreJoinedTheHistoryComesBackAbove() {
    TestTerminal t = new TestTerminal(4, 5).feed("a\r\nb\r\nlonger\r\nc\r\n\u001b[2A");
    assertEquals("a", t.history());
    assertEquals("b|long|er|c", t.rows());
    t.resize(8, 5);
    assertEquals("", t.history());
    assertEquals("a|b|longer|c", t.rows());
    assertEquals("4,2", t.cursor());
  }

  @Test
  void theAlternateScreenIsCutNotWrapped() {
    TestTerminal t = new TestTerminal(6, 3).feed("main line\u001b[?1049h\u001b[Habcdef\r\ng");
    t.resize(3, 3);
    assertEquals("abc|g", t.rows());
    assertEquals("main line", t.feed("\u001b[?1049l").resize(20, 3).rows());
  }

  @Test
  void anySequenceOfSizesDownToOneCellWorks() {
    TestTerminal t = new TestTerminal(10, 5).feed("hello 中文 world\r\nsecond 👍🏽 line\r\n");
    int[][] sizes = {{1, 1}, {2, 1}, {1, 9}, {200, 1}, {3, 3}, {2000, 2000}, {10, 5}};
    for (int[] size : sizes) {
      t.resize(size[0], size[1]).feed("x\r\n");
    }
    assertTrue(t.screen().rows() == 5);
  }

  @Test
  void sizesBeyondAllBoundsAreClamped() {
    assertEquals(new Size(1, 1), new Size(0, -5));
    assertEquals(new Size(Size.LIMIT, Size.LIMIT), new Size(1 << 30, 1 << 30));
  }

  @Test
  void marginsAreGoneAfterAResize() {
    TestTerminal t = new TestTerminal(5, 4).feed("\u001b[2;3r").resize(5, 5);
    assertEquals("0,4", t.feed("\u001b[99B").cursor());
  }

  @Test
  void aWaitingWrapGoesOnAfterAResize() {
    TestTerminal t = new TestTerminal(5, 3).feed("abcde").resize(8, 3);
    assertEquals("abcdef", t.feed("f").rows());
    t = new TestTerminal(6, 3).feed("abcd").resize(4, 3);
    assertEquals("abcd|e", t.feed("e").rows());
  }
}
