package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Pane;
import agenttui.mux.Panel;
import agenttui.mux.Seat;
import agenttui.term.Emulator;
import agenttui.term.Input;
import agenttui.term.Screen;
import agenttui.term.Size;
import agenttui.term.Style;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the renderer sends makes a terminal show the frame, with few bytes and nothing but known
/// sequences.
class RendererTest {
  /// Everything that may ever be written to the outer terminal (threats F3, I2).
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?:[^\\x00-\\x1f\\x7f-\\x9f]|[\\r\\n\\x08]"
              + "|\\x1b\\[[0-9;:]*[mHGABCDKXbrsSTJ]|\\x1b\\[[0-9] q"
              + "|\\x1b\\[\\?(?:25|2026|69|7|1049|1002|1006|2004|1004|2031)[hl]"
              + "|\\x1b\\[\\?(?:2026|69)\\$p|\\x1b\\[\\?u|\\x1b\\[[<>][0-9]*u|\\x1b\\[c"
              + "|\\x1b\\]11;\\?\\x1b\\\\"
              + "|\\x1b\\]8;(?:id=[0-9]+)?;[\\x21-\\x7e]*\\x1b\\\\)*+");

  private static final List<TerminalCapabilities> KINDS =
      List.of(
          TerminalCapabilities.FULL,
          TerminalCapabilities.of(Map.of("TERM", "xterm-256color", "COLORTERM", "truecolor")),
          TerminalCapabilities.of(Map.of("TERM", "vt220")));

  private static void send(Renderer renderer, Frame frame, Emulator outer) {
    byte[] bytes = renderer.render(frame);
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertTrue(
        GRAMMAR.matcher(text).matches(), () -> "unknown sequence in " + text.replace('\033', '~'));
    outer.feed(bytes);
  }

  private static void same(Frame frame, Emulator outer, TerminalCapabilities able, String when) {
    boolean kinds = able.underlines();
    long mask = able.colours() > 2 ? -1 : ~(Style.FOREGROUND_MASK | Style.BACKGROUND_MASK);
    Screen screen = outer.screen();
    for (int row = 0; row < frame.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < frame.columns(); column++) {
        boolean written = column < screen.used(row);
        int cell = written ? screen.text(row)[column] : 0;
        line.append(text(screen, cell));
        long wanted = shown(kind(frame.style(column, row), kinds), frame.text(column, row));
        long got = shown(written ? screen.attr(row)[column] : screen.fill(row), text(screen, cell));
        assertEquals(
            wanted & mask,
            got & mask,
            when + ": style at " + column + "," + row + " of " + frame.line(row));
      }
      assertEquals(frame.line(row), line.toString(), when + ": row " + row);
    }
    assertEquals(frame.cursorVisible(), screen.cursorVisible(), when);
    if (frame.cursorVisible()) {
      assertEquals(
          frame.cursorColumn() + "," + frame.cursorRow(),
          screen.cursorColumn() + "," + screen.cursorRow(),
          when);
    }
  }

  private static String text(Screen screen, int cell) {
    if (cell == Screen.TAIL) {
      return "";
    }
    if (cell < Screen.TAIL) {
      int[] points = screen.cluster(cell);
      return new String(points, 0, points.length);
    }
    return cell == 0 ? " " : Character.toString(cell);
  }

  /// Without kinds every underline is a single one.
  private static long kind(long style, boolean kinds) {
    return kinds ? style : Style.withUnderline(style, Math.min(1, Style.underline(style)));
  }

  /// What an eye can tell: a blank has no foreground unless something is drawn on it.
  private static long shown(long style, String text) {
    long plain = style & ~Style.EXTRA;
    boolean drawn =
        Style.underline(plain) != 0
            || (plain & (Style.INVERSE | Style.STRIKE | Style.OVERLINE)) != 0;
    return text.equals(" ") && !drawn ? plain & Style.BACKGROUND_MASK : plain;
  }

  private static void type(Random random, Pane pane) {
    String[] words = {
      "plain text ",
      "\r\n",
      "\033[1;31mred\033[m",
      "\033[48;2;10;20;30m on blue \033[m",
      "漢字",
      "e\u0301",
      "\033[K",
      "\033[2J\033[H",
      "\033[5;10H",
      "\033[3;8r\033[8;1H\n\n\033[r",
      "👨‍👩‍👧",
      "\033[4:3;58;2;1;2;3mcurly\033[m",
      "\033[7m inverse \033[m",
      "\033]8;;http://example.com/a\033\\link\033]8;;\033\\",
      "----------------",
      "\033[?25l",
      "\033[?25h",
      "\033[4M",
      "\033[2L",
      "\033[3S",
      "\t",
      "\033[?5h",
      "\033[?5l",
    };
    StringBuilder bytes = new StringBuilder();
    for (int i = random.nextInt(12); i >= 0; i--) {
      bytes.append(words[random.nextInt(words.length)]);
    }
    pane.emulator().feed(bytes.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whateverHappensTheTerminalShowsTheFrame() {
    int seed = 0;
    for (TerminalCapabilities kind : KINDS) {
      Random random = new Random(++seed);
      int[][] sizes = {{120, 35}, {80, 24}, {60, 20}, {200, 50}};
      Story story = Story.full(120, 35);
      Renderer renderer = new Renderer(kind);
      Emulator outer = new Emulator(new Size(120, 35), 0);
      outer.feed(renderer.start());
      for (int step = 0; step < 150; step++) {
        List<Pane> panes = story.session.panes();
        type(random, panes.get(random.nextInt(panes.size())));
        if (random.nextInt(12) == 0) {
          act(random, story);
        }
        if (random.nextInt(25) == 0) {
          int[] size = sizes[random.nextInt(sizes.length)];
          story.columns = size[0];
          story.rows = size[1];
          outer.resize(new Size(size[0], size[1]));
          renderer.invalidate();
        }
        Frame frame = story.frame();
        send(renderer, frame, outer);
        same(frame, outer, kind, kind + " step " + step);
        assertEquals(0, renderer.render(story.frame()).length, "the same frame sends nothing");
      }
    }
  }

  private static void panel(Random random, Panel panel) {
    if (random.nextBoolean()) {
      panel.visible(!panel.visible());
    } else {
      panel.focused(!panel.focused());
    }
  }

  private static void act(Random random, Story story) {
    switch (random.nextInt(6)) {
      case 0 -> story.session.seat().zoom();
      case 1 -> story.session.seat().nextArrangement(story.session.seat().window());
      case 2 -> panel(random, story.session.seat().panel());
      case 3 -> {
        Seat seat = story.session.seat();
        seat.next(seat.window(), 1).map(Pane::id).ifPresent(seat::focus);
      }
      case 4 -> story.ask(random.nextBoolean() ? Story.clean() : Story.merge());
      default -> story.sheet = java.util.Optional.empty();
    }
  }

  @Test
  void aTypedLetterCostsOneByte() {
    Story story = Story.first(120, 35);
    Renderer renderer = new Renderer(TerminalCapabilities.FULL);
    renderer.render(story.frame());
    story.session.panes().getFirst().emulator().feed("w".getBytes(StandardCharsets.UTF_8));
    renderer.render(story.frame());
    story.session.panes().getFirst().emulator().feed("x".getBytes(StandardCharsets.UTF_8));
    assertArrayEquals("x".getBytes(StandardCharsets.UTF_8), renderer.render(story.frame()));
  }

  @Test
  void aScrollOfAFullWidthPaneIsNotWrittenAnew() {
    Story story = Story.first(80, 24);
    story.session.seat().panel().visible(false);
    Pane pane = story.session.panes().getFirst();
    story.view();
    for (int i = 0; i < 40; i++) {
      pane.emulator()
          .feed(
              ("a line that is long enough to be worth a scroll " + i + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
    }
    Renderer renderer = new Renderer(TerminalCapabilities.FULL);
    renderer.render(story.frame());
    pane.emulator().feed("one more\r\n".getBytes(StandardCharsets.UTF_8));
    String sent = new String(renderer.render(story.frame()), StandardCharsets.UTF_8);
    assertTrue(sent.contains("\033[1S") && sent.length() < 80, () -> sent.replace('\033', '~'));
  }

  @Test
  void aScrollOfAPaneBesideOthersNeedsMargins() {
    Story story = Story.first(120, 35);
    Pane pane = story.session.panes().getFirst();
    for (int i = 0; i < 60; i++) {
      pane.emulator()
          .feed(
              ("a line that is long enough to be worth a scroll " + i + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
    }
    Renderer renderer = new Renderer(TerminalCapabilities.FULL);
    renderer.render(story.frame());
    pane.emulator().feed("one more\r\n".getBytes(StandardCharsets.UTF_8));
    String sent = new String(renderer.render(story.frame()), StandardCharsets.UTF_8);
    assertTrue(sent.contains("\033[?69h\033[1;81s"), () -> sent.replace('\033', '~'));
  }

  @Test
  void answersOfTheTerminalTurnFeaturesOn() {
    Renderer renderer = new Renderer(TerminalCapabilities.of(Map.of("TERM", "xterm-256color")));
    renderer.answered(new Input.Report.Mode(2026, true, 2));
    renderer.answered(new Input.Report.Mode(69, true, 0));
    assertTrue(renderer.capabilities().synchronizedOutput());
    assertTrue(!renderer.capabilities().margins());
  }

  @Test
  void startAndStopAreInTheGrammarToo() {
    Renderer renderer = new Renderer(TerminalCapabilities.FULL);
    for (byte[] bytes : List.of(renderer.start(), renderer.stop())) {
      assertTrue(GRAMMAR.matcher(new String(bytes, StandardCharsets.UTF_8)).matches());
    }
  }

  @Test
  void hostileCellsAndLinksCannotLeaveTheGrammar() {
    Glyphs glyphs = new Glyphs();
    Frame frame = new Frame(20, 2, glyphs);
    frame.set(0, 0, 0x1b, Style.DEFAULT);
    frame.set(1, 0, 0x9b, Style.DEFAULT);
    frame.set(2, 0, 0x7f, Style.DEFAULT);
    frame.set(3, 0, 'x', Style.DEFAULT);
    frame.extra[3] = glyphs.extra(0, "http://a/\033]0;owned\007");
    Emulator outer = new Emulator(new Size(20, 2), 0);
    send(new Renderer(TerminalCapabilities.FULL), frame, outer);
    assertEquals("", outer.screen().title());
  }
}
