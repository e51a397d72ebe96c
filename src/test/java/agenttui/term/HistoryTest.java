package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Lines that scrolled away: kept as they were, packed, bounded.
class HistoryTest {
  @Test
  void linesComeBackAsTheyWere() {
    String line = "\u001b[1;31mred\u001b[0m 中 e\u0301 👨‍👩‍👧 \u001b[48;2;1;2;3m \u001b[0m";
    TestTerminal t = new TestTerminal(30, 2).feed(line);
    String shown = t.row(0);
    long style = t.style(0, 0);
    t.feed("\r\n\r\n");
    assertEquals(1, t.screen().historySize());
    assertEquals(shown, t.row(-1));
    assertEquals(style, t.style(0, -1));
    assertEquals(Style.direct(0x010203), Style.background(t.style(shownCells(shown), -1)));
  }

  private static int shownCells(String shown) {
    return Width.of(shown) + 1;
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    TestTerminal t = new TestTerminal(10, 2, 5);
    for (int i = 0; i < 100; i++) {
      t.feed(i + "\r\n");
    }
    assertEquals("94|95|96|97|98", t.history());
    assertEquals(99, t.screen().historyTotal());
  }

  @Test
  void aHistoryOfNothingKeepsNothing() {
    assertEquals(0, new TestTerminal(10, 2, 0).feed("a\r\nb\r\nc").screen().historySize());
  }

  @Test
  void linksAndUnderlineColoursStay() {
    TestTerminal t =
        new TestTerminal(10, 1)
            .feed("\u001b]8;;http://a\u0007\u001b[58;5;3mx\u001b[0m\u001b]8;;\u0007\r\n");
    assertEquals("http://a", t.screen().linkTarget(t.screen().link(-1, 0)));
    assertEquals(Style.palette(3), t.screen().underlineColour(-1, 0));
  }

  @Test
  void wideHistoryIsBoundedInBytesToo() {
    TestTerminal t = new TestTerminal(200, 2, 1_000_000);
    StringBuilder line = new StringBuilder();
    for (int x = 0; x < 200; x++) {
      line.append("\u001b[38;2;").append(x).append(";1;2;48;2;3;").append(x).append(";5;3m😀");
    }
    byte[] bytes = (line + "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (int i = 0; i < 10_000; i++) {
      t.emulator.feed(bytes);
    }
    t.feed("");
    assertTrue(t.screen().historySize() > 1000, "some are kept: " + t.screen().historySize());
    assertTrue(t.screen().historySize() < 20_000, "not all: " + t.screen().historySize());
  }

  @Test
  void plainLinesTakeFewBytes() {
    TestTerminal t = new TestTerminal(160, 48, 10_000);
    byte[] line = ("x".repeat(60) + "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    for (int i = 0; i < 11_000; i++) {
      t.emulator.feed(line);
    }
    int bytes = t.emulator.checkpoint().length;
    assertTrue(bytes < 1_000_000, "10,000 lines of 60 letters: " + bytes);
  }
}
