package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Emulator;
import agenttui.term.Screen;
import agenttui.term.Size;
import agenttui.term.Style;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is drawn over wide characters: whoever is covered by half becomes a blank, nobody else.
class FrameTest {
  private final Frame frame = new Frame(10, 1, new Glyphs());

  @Test
  void wideTextOverWideTextThatBeginsInBetweenKeepsItsOwnHalves() {
    frame.put(1, 0, 10, "世世世世", Style.DEFAULT);
    frame.put(2, 0, 10, "界界a", Style.DEFAULT);
    assertEquals("  界界a世 ", frame.line(0));
  }

  @Test
  void cellByCellIsAsGood() {
    frame.put(1, 0, 10, "世世世世", Style.DEFAULT);
    frame.set(2, 0, '界', Style.DEFAULT);
    frame.set(3, 0, Frame.TAIL, Style.DEFAULT);
    assertEquals("  界 世世 ", frame.line(0));
  }

  @Test
  void halfOfAWideCharacterIsABlank() {
    frame.put(1, 0, 10, "世世", Style.DEFAULT);
    frame.put(2, 0, 10, "ab", Style.DEFAULT);
    assertEquals("  ab      ", frame.line(0));
  }

  @Test
  void aWideCharacterStaysWhereItsMarkOrItsColourComesLater() {
    for (String later : List.of("\uD83C\uDFFD", "\033[2*x\033[1;1;1;1;1$r")) {
      Emulator emulator = new Emulator(new Size(10, 1), 0);
      emulator.feed("👍".getBytes(StandardCharsets.UTF_8));
      frame.copy(emulator.screen(), 0, 0, 10, 0, 0);
      emulator.screen().clearDamage();
      emulator.feed(later.getBytes(StandardCharsets.UTF_8));
      Screen screen = emulator.screen();
      frame.copy(screen, 0, screen.dirtyFrom(0), screen.dirtyTo(0), 0, 0);
      assertTrue(frame.line(0).startsWith("👍"), frame.line(0));
    }
  }

  @Test
  void ofAPaneThatIsWiderThanItsPlaceNoHalfCharacterIsShown() {
    Emulator emulator = new Emulator(new Size(10, 1), 0);
    emulator.feed("世世世世".getBytes(StandardCharsets.UTF_8));
    frame.copy(emulator.screen(), 0, 0, 5, 0, 0);
    frame.put(5, 0, 10, "│x", Style.DEFAULT);
    assertEquals("世世 │x   ", frame.line(0));
    frame.copy(emulator.screen(), 0, 0, 4, 0, 0);
    assertEquals("世世 │x   ", frame.line(0));
  }
}
