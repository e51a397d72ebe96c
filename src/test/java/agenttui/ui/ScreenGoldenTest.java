package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.term.Size;
import agenttui.term.Style;
import agenttui.ui.theme.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every view in four sizes and three themes, as text with layers of styles, compared with
/// `src/test/resources/screens/*.screen`. A wanted change is written by running with
/// `-Dscreens.write=true`, and looked at with [ScreenPicture] before it is committed.
class ScreenGoldenTest {
  static final List<Theme> THEMES =
      Stream.of("dark", "light", "plain16").map(Theme::named).toList();

  static final List<Size> SIZES =
      List.of(new Size(200, 50), new Size(120, 35), new Size(80, 24), new Size(60, 20));

  /// One view at one size.
  record Picture(Scene scene, Size size) {
    String file() {
      return scene.file() + "-" + size.columns() + "x" + size.rows();
    }

    Frame frame(Theme theme) {
      return scene.frame(size, theme);
    }

    @Override
    public String toString() {
      return file();
    }
  }

  static List<Picture> pictures() {
    return Arrays.stream(Scene.values())
        .flatMap(scene -> scene.sizes().stream().map(size -> new Picture(scene, size)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void thePictureIsTheOneThatWasLookedAt(Picture picture) throws IOException {
    String now = text(picture);
    if (Boolean.getBoolean("screens.write")) {
      Path file = Path.of("src/test/resources/screens", picture.file() + ".screen");
      Files.writeString(file, now);
      return;
    }
    String name = "/screens/" + picture.file() + ".screen";
    try (InputStream in = ScreenGoldenTest.class.getResourceAsStream(name)) {
      assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), now, name);
    }
  }

  private static String text(Picture picture) {
    StringBuilder out = new StringBuilder();
    Frame dark = picture.frame(THEMES.getFirst());
    out.append(text(dark));
    for (Theme theme : THEMES.subList(1, THEMES.size())) {
      Frame frame = picture.frame(theme);
      for (int row = 0; row < frame.rows(); row++) {
        assertEquals(dark.line(row), frame.line(row), "only colours depend on the theme");
      }
      Map<Long, Character> letters = letters();
      out.append("\n").append(theme.name()).append(" only\n");
      for (int row = 0; row < frame.rows(); row++) {
        out.append(' ').append(styles(frame, row, letters)).append('\n');
      }
      legend(out, letters);
    }
    return out.toString();
  }

  /// Rows of text, each followed by a row with a letter for each cell's style, then what the
  /// letters mean.
  static String text(Frame frame) {
    StringBuilder out = new StringBuilder();
    Map<Long, Character> letters = letters();
    for (int row = 0; row < frame.rows(); row++) {
      out.append('|').append(frame.line(row)).append("|\n ");
      out.append(styles(frame, row, letters)).append('\n');
    }
    if (frame.cursorVisible()) {
      out.append("cursor ")
          .append(frame.cursorColumn())
          .append(',')
          .append(frame.cursorRow())
          .append('\n');
    }
    legend(out, letters);
    return out.toString();
  }

  private static Map<Long, Character> letters() {
    Map<Long, Character> letters = new LinkedHashMap<>();
    letters.put(Style.DEFAULT, '.');
    return letters;
  }

  private static String styles(Frame frame, int row, Map<Long, Character> letters) {
    StringBuilder out = new StringBuilder();
    for (int column = 0; column < frame.columns(); column++) {
      long style = frame.style(column, row);
      char next = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(letters.size() - 1);
      out.append(letters.computeIfAbsent(style, _ -> next));
    }
    return out.toString();
  }

  private static void legend(StringBuilder out, Map<Long, Character> letters) {
    letters.forEach(
        (style, letter) -> out.append(letter).append(" = ").append(words(style)).append('\n'));
  }

  private static String words(long style) {
    StringBuilder words = new StringBuilder(colour(Style.foreground(style)));
    if (Style.background(style) != 0) {
      words.append(" on ").append(colour(Style.background(style)));
    }
    words.append((style & Style.BOLD) != 0 ? " bold" : "");
    words.append((style & Style.DIM) != 0 ? " dim" : "");
    words.append((style & Style.ITALIC) != 0 ? " italic" : "");
    words.append((style & Style.INVERSE) != 0 ? " inverse" : "");
    words.append(Style.underline(style) != 0 ? " underline" : "");
    return words.toString();
  }

  private static String colour(int colour) {
    if (colour == Style.NO_COLOUR) {
      return "default";
    }
    int value = Style.value(colour);
    return Style.isPalette(colour) ? "palette " + value : String.format("#%06x", value);
  }
}
