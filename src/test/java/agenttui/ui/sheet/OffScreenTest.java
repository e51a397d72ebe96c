package agenttui.ui.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import agenttui.term.Screen;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import org.junit.jupiter.api.Test;

/// Wide characters in what Lanterna has drawn: each has both halves, or is a blank.
class OffScreenTest {
  private static int[] drawn(int columns, int at, String cluster) {
    OffScreen screen = new OffScreen(columns, 1);
    screen.setCharacter(at, 0, TextCharacter.fromString(cluster)[0]);
    screen.refresh(RefreshType.COMPLETE);
    return screen.text();
  }

  @Test
  void aWideCharacterHasBothHalves() {
    assertArrayEquals(new int[] {0, '世', Screen.TAIL, 0}, drawn(4, 1, "世"));
  }

  @Test
  void oneThatDoesNotFitBeforeTheEdgeIsABlank() {
    assertArrayEquals(new int[] {0, 0, 0, 0}, drawn(4, 3, "世"));
  }

  @Test
  void anEmojiHasBothHalves() {
    assertArrayEquals(new int[] {0, 0x1F680, Screen.TAIL, 0}, drawn(4, 1, "🚀"));
  }
}
