package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.mux.PaneState;
import agenttui.term.Key;
import agenttui.term.Style;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole screens as text with a layer of styles, compared with
/// `src/test/resources/screens/*.screen`. A wanted change is written by running with
/// `-Dscreens.write=true`, and looked at with [ScreenPicture] before it is committed.
class ScreenGoldenTest {
  /// Every picture there is.
  enum Picture {
    MAIN_200X50(() -> Story.full(200, 50)),
    MAIN_120X35(() -> Story.full(120, 35)),
    MAIN_80X24(() -> Story.full(80, 24)),
    MAIN_60X20(() -> Story.full(60, 20)),
    FIRST_120X35(() -> Story.first(120, 35)),
    SMALL_38X9(() -> Story.full(38, 9)),
    LOW_80X11(() -> Story.full(80, 11)),
    OVER_80X24(Picture::over),
    ERROR_120X35(Picture::error),
    STARTING_120X35(Picture::starting),
    SHELL_DEAD_120X35(Picture::dead),
    PANEL_120X35(Picture::panel),
    ZOOM_120X35(Picture::zoom),
    FORK_120X35(() -> ask(Story.full(120, 35), Picture::fork)),
    CLEAN_120X35(() -> ask(Story.full(120, 35), s -> s.ask(Story.clean()))),
    MERGE_120X35(() -> ask(Story.full(120, 35), s -> s.ask(Story.merge()))),
    MERGE_80X24(() -> ask(Story.full(80, 24), s -> s.ask(Story.merge()))),
    HELP_120X35(() -> ask(Story.full(120, 35), Picture::help)),
    HELP_80X24(() -> ask(Story.full(80, 24), s -> s.ask(s.help()))),
    SIGNAL_120X35(() -> ask(Story.full(120, 35), s -> s.ask(Story.signal()))),
    WAITING_120X35(() -> Story.full(120, 35).held()),
    WAITING_80X24(() -> Story.full(80, 24).held()),
    HELD_200X50(() -> ask(Story.full(200, 50).held(), s -> s.ask(Story.call()))),
    HELD_120X35(() -> ask(Story.full(120, 35).held(), s -> s.ask(Story.host()))),
    HELD_80X24(() -> ask(Story.full(80, 24).held(), s -> s.ask(Story.call()))),
    HELD_60X20(() -> ask(Story.full(60, 20).held(), s -> s.ask(Story.host()))),
    HELD_ALWAYS_120X35(() -> ask(Story.full(120, 35).held(), s -> typed(s, "w"))),
    HELD_REASON_120X35(() -> ask(Story.full(120, 35).held(), s -> typed(s, "xuse staging"))),
    HELD_EDIT_80X24(() -> ask(Story.full(80, 24).held(), s -> typed(s, "e"))),
    HELD_DETAILS_120X35(() -> ask(Story.full(120, 35).held(), s -> typed(s, "\r"))),
    APPROVALS_120X35(() -> ask(Story.full(120, 35).held(), s -> s.ask(Story.waiting()))),
    SETUP_120X35(() -> ask(Story.first(120, 35), s -> s.ask(Story.setup())));

    private final Supplier<Story> story;

    Picture(Supplier<Story> story) {
      this.story = story;
    }

    String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Frame frame() {
      return story.get().frame();
    }

    private static Story ask(Story story, java.util.function.Consumer<Story> how) {
      story.frame();
      how.accept(story);
      return story;
    }

    private static void fork(Story story) {
      story.ask(Story.fork());
      story.frame();
      story.sheet.orElseThrow().input(Key.of(Key.TAB, 0));
      story.sheet.orElseThrow().input(Key.of('3', 0));
    }

    private static void typed(Story story, String keys) {
      story.ask(Story.call());
      story.frame();
      keys.chars().forEach(c -> story.sheet.orElseThrow().input(Key.of(c, 0)));
    }

    private static void help(Story story) {
      story.ask(story.help());
      story.frame();
      "fork".chars().forEach(c -> story.sheet.orElseThrow().input(Key.of(c, 0)));
    }

    private static Story over() {
      Story story = Story.full(80, 24);
      story.session.seat().panel().focused(true);
      return story;
    }

    private static Story error() {
      Story story = Story.full(120, 35);
      story.flash =
          java.util.Optional.of(new View.Flash("fork 2: merge refused: 3 uncommitted files", true));
      return story;
    }

    private static Story starting() {
      Story story = Story.first(120, 35);
      PaneState starting =
          new PaneState.Starting(
              "Building the image for claude",
              "unpacking libc6",
              142,
              310,
              "step 4 of 9   142 of 310 MB",
              "Esc cancel",
              Story.NOW.minusSeconds(38));
      story.session.panes().getFirst().state(starting);
      return story;
    }

    private static Story dead() {
      Story story = Story.first(120, 35);
      PaneState exited =
          new PaneState.Exited(
              137, java.time.Duration.ofMinutes(3), java.util.Optional.of("out of memory"));
      story.session.panes().getFirst().state(exited);
      return story;
    }

    private static Story panel() {
      Story story = Story.full(120, 35);
      story.session.seat().panel().focused(true);
      story.session.seat().panel().move(-3);
      return story;
    }

    private static Story zoom() {
      Story story = Story.full(120, 35);
      story.session.seat().zoom();
      return story;
    }
  }

  @ParameterizedTest
  @EnumSource(Picture.class)
  void thePictureIsTheOneThatWasLookedAt(Picture picture) throws IOException {
    String now = text(picture.frame());
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

  /// Rows of text, each followed by a row with a letter for each cell's style, then what the
  /// letters mean.
  static String text(Frame frame) {
    StringBuilder out = new StringBuilder();
    Map<Long, Character> letters = new LinkedHashMap<>();
    letters.put(Style.DEFAULT, '.');
    for (int row = 0; row < frame.rows(); row++) {
      out.append('|').append(frame.line(row)).append("|\n ");
      for (int column = 0; column < frame.columns(); column++) {
        long style = frame.style(column, row);
        char next =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(letters.size() - 1);
        out.append(letters.computeIfAbsent(style, _ -> next));
      }
      out.append('\n');
    }
    if (frame.cursorVisible()) {
      out.append("cursor ")
          .append(frame.cursorColumn())
          .append(',')
          .append(frame.cursorRow())
          .append('\n');
    }
    letters.forEach(
        (style, letter) -> out.append(letter).append(" = ").append(words(style)).append('\n'));
    return out.toString();
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
