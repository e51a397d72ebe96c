package agenttui.mux.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Copy mode's cursor stays on its text when the terminal gets another size.
class CopyResizeTest {
  private static final String FEW = "one\r\ntwo\r\nthree\r\nfour";

  private static Emulator emulator(int columns, int rows, String text) {
    Emulator emulator = new Emulator(new Size(columns, rows), 1000);
    emulator.feed(text.getBytes(StandardCharsets.UTF_8));
    return emulator;
  }

  private static CopyMode at(Emulator emulator, int row, int column) {
    CopyMode mode = new CopyMode(emulator, 0);
    mode.point(row, column);
    return mode;
  }

  /// Sixty lines of 60 cells and more.
  private static String many() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("line ").append(i).append(' ').repeat('x', 50).append(" end ").append(i);
      text.append("\r\n");
    }
    return text.toString();
  }

  /// What stands from the cursor on in its row.
  private static String here(CopyMode mode) {
    Spot at = mode.cursor();
    return mode.screen().line(at.row()).substring(at.column());
  }

  @Test
  void aScreenThatIsNotFullKeepsItsTop() {
    CopyMode mode = at(emulator(80, 24, FEW), 1, 1);
    mode.resize(new Size(80, 50));
    assertEquals(new Spot(1, 1), mode.cursor());
    mode.point(2, 2);
    mode.resize(new Size(80, 24));
    assertEquals("ree", here(mode));
    mode.resize(new Size(80, 2));
    assertEquals(new Spot(0, 2), mode.cursor());
    mode.point(-1, 0);
    mode.resize(new Size(80, 24));
    assertEquals("two", here(mode));
  }

  @Test
  void aFullScreenKeepsItsEnd() {
    CopyMode mode = at(emulator(80, 24, many()), 3, 5);
    String text = here(mode);
    for (int rows : new int[] {10, 24, 50, 1, 24}) {
      mode.resize(new Size(80, rows));
      assertEquals(text, here(mode), rows + " rows");
    }
  }

  @Test
  void aCursorOfTheProgramFarAboveTheLastRowDoesNotMatter() {
    CopyMode mode = at(emulator(80, 24, many() + "last\033[H"), 20, 5);
    String text = here(mode);
    mode.resize(new Size(80, 8));
    assertEquals(text, here(mode));
  }

  @Test
  void rowsThatHoldOnlyAColourCountAsThoseWithText() {
    CopyMode mode = at(emulator(80, 24, FEW + "\033[20;1H\033[44m\033[K\033[H"), 2, 1);
    mode.resize(new Size(80, 4));
    assertEquals("hree", here(mode));
  }

  @Test
  void linesThatAreWrappedAnewKeepTheCell() {
    CopyMode mode = at(emulator(80, 24, many()), -20, 59);
    assertEquals("end 17", here(mode));
    for (int columns : new int[] {40, 7, 200, 80}) {
      mode.resize(new Size(columns, 24));
      String text = here(mode);
      assertTrue("end 17".startsWith(text.isEmpty() ? "?" : text), columns + ": " + text);
    }
    assertEquals("end 17", here(mode));
  }

  @Test
  void wideCharactersThatDoNotFitAtAnEndAreCountedRightly() {
    CopyMode mode = at(emulator(9, 4, "abcd漢字x"), 0, 6);
    mode.resize(new Size(5, 4));
    assertEquals(new Spot(1, 2), mode.cursor());
    mode.resize(new Size(9, 4));
    assertEquals(new Spot(0, 6), mode.cursor());
  }

  @Test
  void theViewKeepsItsFirstRow() {
    CopyMode mode = at(emulator(80, 24, many()), 0, 0);
    mode.scroll(20);
    mode.point(2, 0);
    String top = mode.screen().line(-mode.back());
    mode.resize(new Size(40, 24));
    assertEquals(top.substring(0, 40), mode.screen().line(-mode.back()));
    mode.resize(new Size(80, 24));
    assertEquals(top, mode.screen().line(-mode.back()));
    mode.resize(new Size(80, 12));
    assertEquals(top, mode.screen().line(-mode.back()));
  }

  @Test
  void thePlaceToReturnToKeepsItsText() {
    CopyMode mode = at(emulator(80, 24, FEW), 2, 1);
    mode.searching(false);
    mode.search("four");
    mode.resize(new Size(80, 50));
    mode.cancelSearch();
    assertEquals(new Spot(2, 1), mode.cursor());
  }

  @Test
  void theAlternateScreenIsOnlyCut() {
    String text = "\033[?1049h1\r\n2\r\n3\r\n4\r\n5\r\n6 of a longer line";
    CopyMode mode = at(emulator(20, 6, text), 3, 0);
    mode.resize(new Size(10, 4));
    assertEquals("4", here(mode));
    mode.resize(new Size(30, 8));
    assertEquals("4", here(mode));
  }
}
