package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// SGR, hyperlinks and the packing of styles.
class StyleTest {
  private static long style(String sgr) {
    return new TestTerminal(4, 1).feed("\u001b[" + sgr + "mx").style(0, 0);
  }

  @Test
  void flagsAreSetAndTakenBack() {
    assertEquals(Style.BOLD | Style.ITALIC | Style.STRIKE, style("1;3;9"));
    assertEquals(Style.ITALIC, style("1;2;3;22"));
    assertEquals(0, style("1;5;7;8;9;53;0"));
    assertEquals(0, style("1;3;5;7;8;9;53;22;23;25;27;28;29;55"));
    assertEquals(Style.BOLD, style("31;1;39"));
  }

  @Test
  void coloursComeInAllTheirSpellings() {
    assertEquals(Style.palette(1), Style.foreground(style("31")));
    assertEquals(Style.palette(9), Style.foreground(style("91")));
    assertEquals(Style.palette(200), Style.background(style("48;5;200")));
    assertEquals(Style.direct(0x010203), Style.foreground(style("38;2;1;2;3")));
    assertEquals(Style.direct(0x010203), Style.foreground(style("38:2:1:2:3")));
    assertEquals(Style.direct(0x010203), Style.foreground(style("38:2::1:2:3")));
    assertEquals(Style.palette(7), Style.foreground(style("38:5:7")));
  }

  @Test
  void aBrokenColourChangesNothing() {
    assertEquals(0, style("38;2;1;2"));
    assertEquals(0, style("38;5;256"));
    assertEquals(Style.BOLD, style("38;9;1"));
  }

  @Test
  void underlinesHaveKindsAndColours() {
    assertEquals(1, Style.underline(style("4")));
    assertEquals(3, Style.underline(style("4:3")));
    assertEquals(2, Style.underline(style("21")));
    assertEquals(0, Style.underline(style("4:3;24")));
    assertEquals(0, Style.underline(style("4:9")));
    TestTerminal t = new TestTerminal(4, 1).feed("\u001b[4;58:2::9:8:7mx\u001b[59my");
    assertEquals(Style.direct(0x090807), t.screen().underlineColour(0, 0));
    assertEquals(0, t.screen().underlineColour(0, 1));
  }

  @Test
  void hyperlinksMarkTheirCells() {
    TestTerminal t =
        new TestTerminal(9, 2)
            .feed(
                "\u001b]8;id=1;http://a/\u0007ab\u001b]8;;\u0007c\u001b]8;id=1;http://a/\u001b\\d");
    int link = t.screen().link(0, 0);
    assertEquals("http://a/", t.screen().linkTarget(link));
    assertEquals(link, t.screen().link(0, 1));
    assertEquals(0, t.screen().link(0, 2));
    assertEquals(link, t.screen().link(0, 3), "the same id is the same link");
  }

  @Test
  void aLinkWithControlCharactersIsNone() {
    TestTerminal t = new TestTerminal(9, 2).feed("\u001b]8;;http://a/\u0001b\u0007x");
    assertEquals(0, t.screen().link(0, 0));
  }

  @Test
  void moreLinksThanTheTableHoldsNeitherThrowNorStay() {
    TestTerminal t = new TestTerminal(80, 5, 20);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      many.append("\u001b]8;;http://a/").append(i).append("\u0007x\u001b]8;;\u0007\r\n");
    }
    t.feed(many.toString());
    assertEquals("http://a/19999", t.screen().linkTarget(t.screen().link(3, 0)));
  }

  @Test
  void moreClustersThanTheTableHoldsNeitherThrowNorStay() {
    TestTerminal t = new TestTerminal(80, 5, 20);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      many.appendCodePoint(0x4E00 + i % 20_000).append(i < 20_000 ? "\u0301" : "\u0302");
    }
    t.feed(many.toString());
    int[] last = t.screen().cluster(t.screen().text(t.screen().cursorRow())[0]);
    assertEquals(2, last.length, "marks still join");
    assertEquals(0x0302, last[1]);
  }
}
