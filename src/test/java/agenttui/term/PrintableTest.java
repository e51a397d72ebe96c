package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Hostile names become inert and visible (threats F4).
class PrintableTest {
  @Test
  void plainTextStaysAsItIs() {
    for (String text :
        new String[] {"main", "Grüße 中文 e\u0301", "👨‍👩‍👧 👍🏽 ❤️ 🇩🇪", "a\u00a0b", ""}) {
      assertEquals(text, Printable.of(text));
    }
  }

  @Test
  void controlsBecomeVisible() {
    assertEquals("a␛[31m␊␍␉␡␀", Printable.of("a\u001b[31m\n\r\t\u007f\u0000"));
    assertEquals("‹9B›31m‹85›", Printable.of("\u009b31m\u0085"));
  }

  @Test
  void whatHidesOrTurnsTextBecomesVisible() {
    assertEquals("a‹202E›b‹2066›", Printable.of("a\u202Eb\u2066"));
    assertEquals("a‹200B›b‹200D›c‹FEFF›", Printable.of("a\u200Bb\u200Dc\uFEFF"));
    assertEquals("‹2028›‹2029›", Printable.of("\u2028\u2029"));
    assertEquals("x‹E0041›", Printable.of("x\uDB40\uDC41"));
    assertEquals("‹D800›x‹DC00›", Printable.of("\uD800x\uDC00"));
    assertEquals("a‹FE0F›", Printable.of("a\uFE0F"));
    assertEquals("‹3164›‹2800›‹2003›", Printable.of("\u3164\u2800\u2003"));
    assertEquals("‹301›a", Printable.of("\u0301a"));
  }

  @Test
  void aStackOfMarksIsLimited() {
    String shown = Printable.of("a" + "\u0301".repeat(40));
    assertEquals(16, shown.chars().filter(c -> c == 0x301).count());
  }

  @Test
  void bytesThatAreNoUtf8BecomeVisible() {
    byte[] raw = {'a', (byte) 0x9B, 'b', (byte) 0xC3, (byte) 0xA9, (byte) 0xC0, (byte) 0xFF};
    assertEquals("a‹9B›bé‹C0›‹FF›", Printable.of(raw));
    assertEquals("中\uFFFD", Printable.of("中\uFFFD".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theResultIsClippedInCells() {
    assertEquals("ab…", Printable.of("abcdef", 3));
    assertEquals("中…", Printable.of("中文字", 4));
    assertEquals(10, Width.of(Printable.of("x".repeat(1_000_000), 10)));
  }

  @Test
  void nothingOfItEverActsInATerminal() {
    for (int point = 0; point < 0x30000; point++) {
      if (point >= 0xD800 && point < 0xE000) {
        continue;
      }
      String shown = Printable.of("a" + Character.toString(point) + "b");
      assertTrue(shown.startsWith("a"), () -> "lost its neighbour: " + shown);
      assertFalse(shown.chars().anyMatch(c -> c < 0x20 || (c >= 0x7F && c < 0xA0)));
      assertEquals(shown, Printable.of(shown), "it is inert at once");
    }
  }
}
