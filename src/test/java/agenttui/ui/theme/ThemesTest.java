package agenttui.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// All themes that ship: each can be read on the ground that it is made for.
class ThemesTest {
  /// Text of 4.5 to 1, lines of 3 to 1 (WCAG 2).
  private static final int TEXT = 45;

  private static final int LINE = 30;

  @ParameterizedTest
  @CsvSource({
    "dark,14171c",
    "light,ffffff",
    "high-contrast,000000",
    "catppuccin-mocha,1e1e2e",
    "gruvbox-dark,282828",
  })
  void everyTokenCanBeReadOnItsGround(String name, String canvas) {
    Theme theme = Theme.named(name);
    int ground = Integer.parseInt(canvas, 16);
    for (Token token : Token.values()) {
      boolean line = token == Token.FRAME || token == Token.FRAME_FOCUS;
      int least = line ? LINE : TEXT;
      assertTrue(ratio(theme.attribute(token), ground) >= least, name + ": " + token.key());
      if (!line) {
        assertTrue(ratio(theme.selected(token), ground) >= TEXT, name + " selected: " + token);
      }
    }
  }

  private static int ratio(long style, int canvas) {
    int background = Style.background(style);
    int on = background == Style.NO_COLOUR ? canvas : Style.value(background);
    return Contrast.tenths(Style.value(Style.foreground(style)), on);
  }

  @Test
  void highContrastIsSevenToOne() {
    Theme theme = Theme.named("high-contrast");
    for (Token token : Token.values()) {
      assertTrue(ratio(theme.attribute(token), 0) >= 70, token.key());
    }
  }

  @Test
  void plainThemesNameNoColourThatATerminalOfSixteenLacks() {
    for (String name : List.of("plain16", "mono")) {
      Theme theme = Theme.named(name);
      for (Token token : Token.values()) {
        long style = theme.attribute(token);
        for (int colour : new int[] {Style.foreground(style), Style.background(style)}) {
          assertTrue(colour == Style.NO_COLOUR || !Style.isDirect(colour), name + token);
          // Bright black is the ground itself in some palettes.
          assertTrue(!Style.isPalette(colour) || Style.value(colour) != 8, name + token);
        }
      }
    }
    for (Token token : Token.values()) {
      long style = Theme.named("mono").attribute(token);
      assertEquals(Style.NO_COLOUR, Style.foreground(style), token.key());
      assertEquals(Style.NO_COLOUR, Style.background(style), token.key());
    }
  }

  @Test
  void everyFileIsATheme() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("themes"))) {
      List<Path> all = files.filter(each -> each.toString().endsWith(".toml")).toList();
      assertTrue(all.size() >= 6);
      all.forEach(each -> Theme.named(each.getFileName().toString().replace(".toml", "")));
    }
  }
}
