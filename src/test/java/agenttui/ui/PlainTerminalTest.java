package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Emulator;
import agenttui.term.Size;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.ThemeChoice;
import agenttui.ui.theme.Token;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What terminals with few colours, or without UTF-8, are sent.
class PlainTerminalTest {
  private static final Pattern COLOURS = Pattern.compile("\033\\[[0-9;:]*m");

  private static String sent(Map<String, String> environment, int columns, int rows) {
    TerminalCapabilities capabilities = TerminalCapabilities.of(environment);
    Story story = Story.full(columns, rows);
    Compositor compositor = new Compositor(Story.DARK.fitting(capabilities.colours(), true));
    Renderer renderer = new Renderer(capabilities);
    renderer.start();
    byte[] bytes = renderer.render(compositor.compose(story.view()));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "xterm-256color,,256",
    "xterm-256color,truecolor,16777216",
    "xterm-kitty,,256",
    "xterm-ghostty,,256",
    "wezterm,,256",
    "screen,,8",
    "screen-256color,,256",
    "tmux-256color,,256",
    "linux,,8",
    "vt100,,2",
    "xterm-mono,,2",
    "xterm-16color,,16",
    "nobody-knows,,8",
  })
  void theNumberOfColoursIsThatOfTheName(String term, String colour, int colours) {
    Map<String, String> environment = new HashMap<>(Map.of("TERM", term));
    if (colour != null) {
      environment.put("COLORTERM", colour);
    }
    assertEquals(colours, TerminalCapabilities.of(environment).colours());
    environment.put("NO_COLOR", "1");
    assertEquals(2, TerminalCapabilities.of(environment).colours());
  }

  @Test
  void aTerminalOfEightColoursGetsNoOthers() {
    String sent = sent(Map.of("TERM", "linux"), 120, 35);
    assertTrue(COLOURS.matcher(sent).find());
    assertFalse(Pattern.compile("\033\\[[0-9;]*[34]8;").matcher(sent).find());
    assertFalse(Pattern.compile("\033\\[(?:[0-9]*;)*(9|10)[0-7]m").matcher(sent).find());
  }

  @ParameterizedTest
  @CsvSource({
    "90,37", // Bright black, most programs' grey.
    "38;5;246,37",
    "38;2;136;136;136,37",
    "38;2;68;68;68,37",
    "38;5;240;44,30;44",
    "90;43,1;30;43",
    "91,1;31",
    "2;91,2;31",
    "97;101,1;37;41",
    "38;2;250;80;80,31",
    "48;5;236,40",
    "100;30,37;40", // Black on grey.
    "38;5;231;48;5;250,30;47", // White on light grey.
    "30,30",
    "38;5;16,30",
    "37,37",
  })
  void inEightColoursTextIsNotTheColourOfItsGround(String program, String terminal) {
    Renderer renderer = new Renderer(TerminalCapabilities.of(Map.of("TERM", "linux")));
    Emulator emulator = new Emulator(new Size(5, 1), 0);
    emulator.feed(("\033[" + program + "mabcde").getBytes(StandardCharsets.UTF_8));
    Frame frame = new Frame(5, 1, new Glyphs());
    frame.copy(emulator.screen(), 0, 0, 5, 0, 0);
    String sent = new String(renderer.render(frame), StandardCharsets.UTF_8);
    assertTrue(sent.contains("\033[" + terminal + "mabcde"), sent.replace('\033', '~'));
  }

  @Test
  void inSixteenColoursTextCanBeReadOnALightGround() {
    Theme dark = ThemeChoice.AUTO.theme(true, 16);
    assertEquals(Theme.named("plain16"), dark);
    Theme light = ThemeChoice.AUTO.theme(false, 16);
    assertEquals(Theme.parse("blue bold"), light.attribute(Token.ACCENT));
    assertEquals(Theme.parse("blue"), light.attribute(Token.STATE_WORKING));
    assertEquals(Theme.parse("default"), light.attribute(Token.STATE_DONE));
    assertEquals(Theme.parse("default bold"), light.attribute(Token.STATE_NEEDS_MARK));
    assertEquals(Theme.parse("red bold"), light.attribute(Token.STATE_FAILED));
    assertEquals(Theme.parse("black on yellow"), light.attribute(Token.STATE_NEEDS));
    assertEquals(Theme.parse("black on cyan"), light.attribute(Token.HINT_MODE));
    assertEquals(Theme.parse("blue reverse bold"), light.selected(Token.ACCENT));
    assertEquals(Theme.named("mono"), ThemeChoice.AUTO.theme(false, 2));
    assertEquals(Theme.named("light"), ThemeChoice.AUTO.theme(false, 256));
  }

  @Test
  void withoutColoursOnlyAttributesAreLeft() {
    String sent = sent(Map.of("TERM", "vt100"), 120, 35);
    assertTrue(sent.contains("needs you"));
    COLOURS
        .matcher(sent)
        .results()
        .forEach(found ->
            assertFalse(found.group().matches(".*[;\\[](3|4|9|10)[0-9][;m].*"), found.group()));
  }

  @Test
  void withoutUtf8EverythingIsAsciiAtTheSameColumns() {
    String sent = sent(Map.of("TERM", "xterm-256color", "LANG", "C"), 120, 35);
    assertTrue(sent.chars().allMatch(c -> c < 0x7F), sent);
    assertTrue(sent.contains("1 claude"), sent);
    for (char mark : "●▲✓○✗‖≠→↑…·▸−".toCharArray()) {
      assertTrue(Ascii.of(mark) != '?', () -> mark + " has no sign");
    }
    assertEquals('=', Ascii.of('━'));
    assertEquals('#', Ascii.of('┃'));
    assertEquals('+', Ascii.of('┱'));
    assertEquals('?', Ascii.of('漢'));
  }

  @Test
  void withoutUtf8AClusterTakesAllItsCells() {
    Emulator emulator = new Emulator(new Size(8, 1), 0);
    Emulator outer = new Emulator(new Size(8, 1), 0);
    Renderer renderer = new Renderer(TerminalCapabilities.of(Map.of("TERM", "xterm", "LANG", "C")));
    Frame frame = new Frame(8, 1, new Glyphs());
    for (String text : new String[] {"ABCDEFGH", "\r❤️⚠️e\u0301"}) {
      emulator.feed(text.getBytes(StandardCharsets.UTF_8));
      frame.copy(emulator.screen(), 0, 0, 8, 0, 0);
      outer.feed(renderer.render(frame));
    }
    assertEquals("? ? eFGH", outer.screen().line(0));
  }

  @Test
  void aConsoleIsAskedNothingAndIsLeftEmpty() {
    for (String name : new String[] {"linux", "vt100", "vt220", "ansi"}) {
      Renderer renderer = new Renderer(TerminalCapabilities.of(Map.of("TERM", name)));
      assertEquals("\033[?7l", new String(renderer.start(), StandardCharsets.UTF_8), name);
      String last = new String(renderer.stop(), StandardCharsets.UTF_8);
      assertEquals("\033[m\033[r\033[H\033[J\033[?7h\033[?25h", last, name);
    }
    Renderer renderer = new Renderer(TerminalCapabilities.of(Map.of("TERM", "xterm")));
    assertTrue(new String(renderer.start(), StandardCharsets.UTF_8).startsWith("\033[?1049h"));
    assertTrue(new String(renderer.stop(), StandardCharsets.UTF_8).endsWith("\033[?1049l"));
  }

  @Test
  void gnuScreenIsNotAskedForTheMouseBecauseItWouldKeepEscape() {
    Map<String, String> screen = Map.of("TERM", "screen", "STY", "4711.pts-1.host");
    assertFalse(start(screen).contains("?1002h"));
    assertTrue(start(Map.of("TERM", "screen")).contains("?1002h"));
    assertTrue(start(Map.of("TERM", "tmux-256color", "STY", "4711.pts")).contains("?1002h"));
  }

  private static String start(Map<String, String> environment) {
    Renderer renderer = new Renderer(TerminalCapabilities.of(environment));
    return new String(renderer.start(), StandardCharsets.UTF_8);
  }
}
