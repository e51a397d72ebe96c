package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Names of chords.
class KeyTest {
  @Test
  void namesAreReadBackAsTheyAreWritten() {
    for (String name :
        "a A % C-b M-x C-M-x Left C-Left M-S-F5 Space C-Space Enter Tab S-Tab BSpace Escape PageUp F12 F35 - C-- ü"
            .split(" ")) {
      assertEquals(Optional.of(name), Key.parse(name).map(Key::chord), name);
    }
  }

  @Test
  void otherNamesAreUnderstood() {
    assertEquals("C-b", Key.parse("^B").orElseThrow().chord());
    assertEquals("C-b", Key.parse("Ctrl-B").orElseThrow().chord());
    assertEquals("PageUp", Key.parse("PPage").orElseThrow().chord());
    assertEquals("S-Tab", Key.parse("BTab").orElseThrow().chord());
    assertEquals("Escape", Key.parse("esc").orElseThrow().chord());
    assertEquals("A", Key.parse("S-a").orElseThrow().chord());
  }

  @Test
  void whatIsNoKeyIsRefused() {
    for (String name : new String[] {"", "C-", "Foo", "ab", "C-M-", "\u0001"}) {
      assertTrue(Key.parse(name).isEmpty(), name);
    }
  }
}
