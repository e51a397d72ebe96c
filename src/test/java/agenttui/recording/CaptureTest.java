package agenttui.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Captures of a screen as text.
class CaptureTest {
  private static Emulator emulator(String text) {
    Emulator emulator = new Emulator(new Size(8, 2), 10);
    emulator.feed(text.getBytes(StandardCharsets.UTF_8));
    return emulator;
  }

  @Test
  void plainRowsLoseTheirBlanksAtTheEnd() {
    Emulator e = emulator("old\r\na 中e\u0301  \r\n");
    assertEquals(List.of("old", "a 中e\u0301"), Capture.plain(e.screen(), -1, 1));
  }

  @Test
  void styledRowsStartAndEndPlain() {
    Emulator e = emulator("a\u001b[1;31mb\u001b[0mc\r\n\u001b[44m\u001b[K");
    assertEquals(
        List.of("a\u001b[0;1;31mb\u001b[0mc", "\u001b[0;44m        \u001b[0m"),
        Capture.styled(e.screen(), 0, 2));
  }

  @Test
  void linksAreKept() {
    Emulator e = emulator("\u001b]8;;http://a\u0007x\u001b]8;;\u0007y");
    assertEquals(
        List.of("\u001b]8;;http://a\u001b\\x\u001b]8;;\u001b\\y"),
        Capture.styled(e.screen(), 0, 1));
  }

  @Test
  void whatIsCapturedShowsTheSameAgain() {
    String text = "\u001b[1;4:3;58:2::1:2:3;38;5;99mab\u001b[0;7;9m中\u001b[48;2;9;8;7m  \u001b[0m!";
    Emulator first = emulator(text);
    String row = Capture.styled(first.screen(), 0, 1).getFirst();
    assertEquals(List.of(row), Capture.styled(emulator(row).screen(), 0, 1));
  }
}
