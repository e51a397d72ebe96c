package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.cells.Needle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A text is found in rows as they are kept, in the history and on the screen alike.
class NeedleTest {
  private final Emulator emulator = new Emulator(new Size(10, 2), 1_000);

  private void print(String text) {
    emulator.feed(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The rows in which a text begins, from the oldest one as 0.
  private List<Integer> rows(String text) {
    Screen screen = emulator.screen();
    Needle needle = Needle.of(text);
    List<Integer> rows = new ArrayList<>();
    for (int row = -screen.historySize(); row < screen.rows(); row++) {
      if (screen.begins(needle, row)) {
        rows.add(row + screen.historySize());
      }
    }
    return rows;
  }

  @Test
  void aTextIsFoundInHistoryAndScreen() {
    print("one\r\ntwo one\r\nthree\r\none");
    assertEquals(List.of(0, 1, 3), rows("one"));
    assertEquals(List.of(2), rows("ree"));
    assertEquals(List.of(), rows("four"));
  }

  @Test
  void aCapitalMakesCaseCount() {
    print("Error\r\nerror\r\nERROR\r\n.");
    assertEquals(List.of(0, 1, 2), rows("error"));
    assertEquals(List.of(0), rows("Error"));
  }

  @Test
  void caseIsAlsoThatOfOtherAlphabets() {
    print("ÄRGER\r\närger\r\nἈθήνα\r\n.\r\n.");
    assertEquals(List.of(0, 1), rows("ärger"));
    assertEquals(List.of(0), rows("ÄRGER"));
    assertEquals(List.of(2), rows("ἀθήνα"));
  }

  @Test
  void itGoesOverTheEndOfAWrappedRow() {
    print("0123456789abcdef\r\n0123456789\r\nabc\r\n.\r\n.");
    assertEquals(List.of(0), rows("89ab"));
    assertEquals(List.of(0), rows("9ab"));
    assertEquals(List.of(1, 3), rows("bc"));
  }

  @Test
  void itGoesOverSeveralWrappedRows() {
    print("x123456789012345678901234567890y\r\n.\r\n.");
    assertEquals(List.of(0), rows("x123456789012345678901234567890y"));
  }

  @Test
  void wideAndCombiningCharactersAreFound() {
    print("世界地図です\r\ne\u0301tude\r\n👩‍🚀 up\r\n.\r\n.");
    assertEquals(List.of(0), rows("地図です"));
    assertEquals(List.of(0), rows("図で"));
    assertEquals(List.of(2), rows("e\u0301tude"));
    assertEquals(List.of(3), rows("👩‍🚀 u"));
  }

  @Test
  void aWideCharacterThatDidNotFitIsFoundAcrossTheEnd() {
    print("123456789世界\r\n.\r\n.");
    assertEquals(List.of(0), rows("9世"));
  }

  @Test
  void blankCellsAreSpaces() {
    print("a\033[5Gb\r\n.\r\n.");
    assertEquals(List.of(0), rows("a   b"));
    assertEquals(List.of(), rows("a    b"));
  }

  @Test
  void itSaysTheSameAsAPatternOverTheLines() {
    Random random = new Random(7);
    String[] letters = {"a", "b", "B", " ", "ä", "Ä", "世", "e\u0301", "\r\n", "k", "\u212A"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      text.append(letters[random.nextInt(letters.length)]);
    }
    print(text + "\r\n.\r\n.");
    for (String wanted :
        List.of("ab", "Ba", "bä", "aÄ", "世a", "ab a", "e\u0301b", "kk", "a世", "K")) {
      assertEquals(expected(wanted), rows(wanted), wanted);
    }
    assertFalse(rows("kk").isEmpty());
    assertTrue(rows("ab").size() > 20);
  }

  /// Rows in which a match of the lines' texts begins; matches may overlap.
  private List<Integer> expected(String wanted) {
    boolean exact = wanted.codePoints().anyMatch(Character::isUpperCase);
    Pattern pattern =
        Pattern.compile(
            wanted,
            Pattern.LITERAL | (exact ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    Screen screen = emulator.screen();
    List<Integer> rows = new ArrayList<>();
    for (int row = -screen.historySize(); row < screen.rows(); row++) {
      StringBuilder line = new StringBuilder();
      int own = 0;
      boolean on = true;
      for (int at = row; on && at < screen.rows(); at++) {
        for (int i = 0; i < screen.used(at); i++) {
          screen.append(line, screen.text(at)[i]);
        }
        own = at == row ? line.length() : own;
        on = screen.wrapped(at);
      }
      var matcher = pattern.matcher(line);
      if (matcher.find() && matcher.start() < own) {
        rows.add(row + screen.historySize());
      }
    }
    return rows;
  }
}
