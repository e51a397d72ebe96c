package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Widths of text outside a terminal are those inside.
class WidthTest {
  @Test
  void widthsAreThoseOfClusters() {
    assertEquals(0, Width.of(""));
    assertEquals(3, Width.of("abc"));
    assertEquals(4, Width.of("中文"));
    assertEquals(1, Width.of("e\u0301"));
    assertEquals(2, Width.of("👨‍👩‍👧"));
    assertEquals(2, Width.of("❤️"));
    assertEquals(1, Width.of("❤"));
    assertEquals(2, Width.of("🇩🇪"));
    assertEquals(1, Width.of("⌚\uFE0E"));
    assertEquals(1, Width.of("क्ष"));
    assertEquals(0, Width.of("\u200b"));
  }

  @Test
  void widthsAreWhatTheTerminalTakes() {
    for (String text :
        new String[] {
          "a中e\u0301x", "👍🏽👍", "한국어", "กำ", "각", "1️⃣2", "क्षि", "🇩🇪🇫", "\u0600a"
        }) {
      assertEquals(Width.of(text) + ",0", new TestTerminal(40, 1).feed(text).cursor(), text);
    }
  }

  @Test
  void textIsCutBetweenClusters() {
    assertEquals("a", Width.clip("a中b", 2));
    assertEquals("a中", Width.clip("a中b", 3));
    assertEquals("e\u0301", Width.clip("e\u0301x", 1));
    assertEquals("ab…", Width.ellipsis("abcdef", 3));
    assertEquals("abc", Width.ellipsis("abc", 3));
    assertEquals("", Width.ellipsis("abc", 0));
    assertEquals("ab  ", Width.pad("ab", 4));
    assertEquals("a ", Width.pad("a中", 2));
  }
}
