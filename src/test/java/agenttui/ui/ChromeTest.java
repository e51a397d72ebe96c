package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.DataFile;
import agenttui.mux.Activity;
import agenttui.mux.Axis;
import agenttui.mux.Badge;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Panel;
import agenttui.mux.Question;
import agenttui.mux.Window;
import agenttui.term.Emulator;
import agenttui.term.Size;
import agenttui.term.Style;
import agenttui.ui.theme.Contrast;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Titles, hints, ages, colours: what gives way when it is narrow, and what never changes by
/// itself.
class ChromeTest {
  private static final int CANVAS = 0x14171c;

  private String title(int columns, Pane pane) {
    Titles titles = new Titles(Story.DARK);
    Titles.Shown shown = Titles.shown(story.view(), pane);
    String size = story.session.seat().panel().size(pane.branch());
    Titles.Title title = titles.title(pane, shown, pane.badges(), size, columns, false);
    StringBuilder line = new StringBuilder("─" + title.left().text());
    int right = title.width() - title.left().width() - 1;
    while (line.length() < columns - 1 - right) {
      line.append('─');
    }
    title.right().forEach(runs -> line.append('─').append(runs.text()));
    while (line.length() < columns) {
      line.append('─');
    }
    return line.toString().strip();
  }

  private final Story story = Story.full(120, 35);

  private Pane codex() {
    Pane pane = story.session.panes().get(1);
    pane.badges(List.of(Badge.danger("open net"), Badge.plain("no net"), Badge.plain("zoom")));
    return pane;
  }

  @Test
  void aTitleDropsPathBranchBadgesSizeWordAndNameInThisOrder() {
    Pane pane = codex();
    assertEquals(
        "─ ▲ 2 codex  needs you <1m ─── no net ─ zoom ─ open net ─ +10 −2 ─ fork/main/k3f9-2 ─",
        title(85, pane));
    assertEquals(
        "─ ▲ 2 codex  needs you <1m ─ no net ─ zoom ─ open net ─ +10 −2 ─ k3f9-2 ─",
        title(74, pane).replaceAll("─+", "─"));
    assertEquals(
        "─ ▲ 2 codex  needs you <1m ─ no net ─ zoom ─ open net ─ +10 −2 ─",
        title(66, pane).replaceAll("─+", "─"));
    assertEquals(
        "─ ▲ 2 codex  needs you <1m ─ +2 ─ open net ─ +10 −2 ─",
        title(56, pane).replaceAll("─+", "─"));
    assertEquals(
        "─ ▲ 2 codex  needs you <1m ─ +2 ─ open net ─", title(46, pane).replaceAll("─+", "─"));
    assertEquals("─ ▲ 2 codex  <1m ─ +2 ─ ! ─", title(27, pane).replaceAll("─+", "─"));
    assertEquals("─ ▲ 2 cod…  <1m ─ +2 ─ ! ─", title(26, pane).replaceAll("─+", "─"));
    assertEquals("─ ▲ 2 cod… ─ ! ─", title(16, pane).replaceAll("─+", "─"));
  }

  @Test
  void aCutNameTakesTheRoomThatIsFree() {
    Pane pane = codex();
    assertEquals("─ ▲ 2 codex ─ ! ─", title(17, pane));
    assertEquals("─ ▲ 2 codex ──── ! ─", title(20, pane));
    pane.name("a-longer-name");
    assertEquals("─ ▲ 2 a-lo… ─ ! ─", title(17, pane).replaceAll("─+", "─"));
    assertEquals("─ ▲ 2 a-longer… ─ ! ─", title(21, pane));
    pane.name("世界世界世界");
    assertEquals("─ ▲ 2 世… ─ ! ─", title(16, pane).replaceAll("─+", "─"));
    assertEquals("─ ▲ 2 世界… ─ ! ─", title(17, pane).replaceAll("─+", "─"));
  }

  @Test
  void aForkWithoutCommitsHasNoSizeInItsTitle() {
    Panel.ForkRow fresh =
        new Panel.ForkRow(
            2, "codex", "fork/main/k3f9-2", 0, 0, 0, 1, Panel.Verdict.NOTHING, "", "", "");
    story.session.seat().panel().forks(List.of(fresh));
    assertTrue(title(120, codex()).endsWith("─ open net ─ fork/main/k3f9-2 ─"));
  }

  @Test
  void aFailedProgramSaysWithWhat() {
    Pane pane = codex();
    pane.badges(List.of());
    pane.state(new PaneState.Exited(137, Duration.ofMinutes(3), Optional.of("out of memory")));
    assertTrue(title(80, pane).startsWith("─ ✗ 2 codex  exit 137 (out of memory) ──"));
  }

  @Test
  void hintsAreWholeAndHelpStaysAtTheRight() {
    for (int columns = 40; columns <= 140; columns++) {
      Story story = Story.full(columns, 20);
      String line = story.frame().line(19);
      assertTrue(line.endsWith(" ? help ─"), line);
      assertTrue(line.startsWith("─ C-b ─ f fork ─"), line);
      for (String item : line.substring(0, line.length() - 9).replaceAll("[─┴]+", "─").split("─")) {
        boolean known =
            item.isBlank()
                || item.matches(
                    " (C-b|f fork|\\. next ▲|M merge 3|K clean|o pane|z zoom|% split|S signal|F"
                        + " fork dialog|t shell|P panel|d detach|w go to|\\[ copy) ");
        assertTrue(known, item + " in " + line);
      }
    }
  }

  @Test
  void theHintCountsForksThatHaveSomethingToMerge() {
    Story story = Story.full(120, 20);
    Panel.ForkRow fresh =
        new Panel.ForkRow(4, "shell", "", 0, 0, 0, 1, Panel.Verdict.NOTHING, "", "", "");
    story.session.seat().panel().forks(List.of(Story.forks().getFirst(), fresh));
    assertTrue(story.frame().line(19).contains("─ M merge 1 ─"));
    story.session.seat().panel().forks(List.of(fresh));
    assertTrue(story.frame().line(19).contains("─ M merge ─"));
  }

  @Test
  void agesHaveTwoOrThreeCellsAndKnowWhenTheyChange() {
    assertEquals("<1m", Ages.running(Duration.ofSeconds(59)));
    assertEquals("59m", Ages.running(Duration.ofSeconds(3599)));
    assertEquals("23h", Ages.running(Duration.ofHours(23)));
    assertEquals("1d", Ages.running(Duration.ofHours(24)));
    assertEquals("0.1s", Ages.took(Duration.ofMillis(3)));
    assertEquals("9.9s", Ages.took(Duration.ofMillis(9_950)));
    assertEquals("12s", Ages.took(Duration.ofMillis(12_400)));
    assertEquals("4m", Ages.took(Duration.ofSeconds(250)));
    Instant now = Story.NOW;
    assertEquals(Duration.ofSeconds(20), Ages.untilChange(now.minusSeconds(40), now));
    assertEquals(Duration.ofMinutes(1), Ages.untilChange(now, now));
    assertEquals(Duration.ofMinutes(59), Ages.untilChange(now.minusSeconds(3660), now));
  }

  @Test
  void anIdleScreenNeedsNoWakingAndSendsNothing() {
    Story story = Story.first(120, 35);
    Renderer renderer = new Renderer(TerminalCapabilities.FULL);
    renderer.render(story.frame());
    assertEquals(Optional.empty(), story.compositor.nextChange(story.view()));
    assertEquals(0, renderer.render(story.frame()).length);
  }

  @Test
  void everyStateHasAMarkAndAWord() {
    Story story = Story.first(120, 35);
    Map<Activity.Kind, String> wanted =
        Map.of(
            Activity.Kind.WORKING, "● 1 shell  working 10m",
            Activity.Kind.NEEDS, "▲ 1 shell  needs you 10m",
            Activity.Kind.DONE, "✓ 1 shell  done",
            Activity.Kind.IDLE, "○ 1 shell  idle",
            Activity.Kind.FAILED, "✗ 1 shell  failed",
            Activity.Kind.PAUSED, "‖ 1 shell  paused",
            Activity.Kind.UNKNOWN, "? 1 shell");
    for (Activity.Kind kind : Activity.Kind.values()) {
      story.session.panes().getFirst().activity(Story.doing(kind, 600));
      String title = story.frame().line(1);
      assertTrue(title.contains(wanted.get(kind)), title);
      assertEquals(kind == Activity.Kind.NEEDS, story.frame().line(0).contains("▲ 1 wait"));
    }
  }

  @Test
  void aRunningCallWakesOnceAMinute() {
    Story story = Story.full(120, 35);
    story.frame();
    assertEquals(Optional.of(Duration.ofSeconds(20)), story.compositor.nextChange(story.view()));
    story.session.panes().get(1).activity(Story.idle());
    story.session.panes().get(0).activity(Story.idle());
    assertEquals(Optional.of(Duration.ofSeconds(30)), story.compositor.nextChange(story.view()));
    story.session.seat().panel().activity(List.of());
    assertEquals(Optional.empty(), story.compositor.nextChange(story.view()));
  }

  @Test
  void aProgramInTheMiddleOfItsFrameIsNotDrawn() {
    Story story = Story.first(120, 35);
    story.frame();
    Pane pane = story.session.panes().getFirst();
    pane.emulator().feed("\033[?2026h\033[Hhalf".getBytes(StandardCharsets.UTF_8));
    assertTrue(!story.frame().line(2).startsWith("half"));
    assertEquals(Optional.of(Duration.ofMillis(150)), story.compositor.nextChange(story.view()));
    pane.emulator().feed("\033[?2026l".getBytes(StandardCharsets.UTF_8));
    assertTrue(story.frame().line(2).startsWith("half"));
  }

  @Test
  void aProgramThatStopsInTheMiddleOfItsFrameWakesOnceOnly() {
    Story story = Story.first(120, 35);
    story.frame();
    Pane pane = story.session.panes().getFirst();
    pane.emulator().feed("\033[?2026h\033[Hhalf".getBytes(StandardCharsets.UTF_8));
    story.frame();
    for (int millis : new int[] {150, 151, 10_000}) {
      View later = story.view().at(Story.NOW.plusMillis(millis));
      assertTrue(story.compositor.update(later).line(2).startsWith("half"));
      assertEquals(Optional.empty(), story.compositor.nextChange(later));
    }
  }

  @Test
  void aHeldFrameThatNoLongerShowsWakesNobody() {
    Story story = Story.first(120, 35);
    story.frame();
    Pane pane = story.session.panes().getFirst();
    pane.emulator().feed("\033[?2026hhalf".getBytes(StandardCharsets.UTF_8));
    story.frame();
    Window two = story.session.add("two");
    Emulator emulator = new Emulator(new Size(80, 24), 0);
    Pane other = new Pane(new PaneId(9), 9, "two", emulator, Story.NOW);
    two.open(other, new PaneId(0), Axis.STACKED);
    story.session.seat().show(two);
    story.frame();
    assertEquals(Optional.empty(), story.compositor.nextChange(story.view()));
    emulator.feed("\033[?2026hhalf".getBytes(StandardCharsets.UTF_8));
    story.frame();
    assertEquals(Optional.of(Duration.ofMillis(150)), story.compositor.nextChange(story.view()));
    story.session.close(new PaneId(9));
    story.frame();
    assertEquals(Optional.empty(), story.compositor.nextChange(story.view()));
    story.session.seat().show(story.session.windows().getFirst());
    story.frame();
    story.frame();
    assertEquals(Optional.of(Duration.ofMillis(150)), story.compositor.nextChange(story.view()));
    story.columns = 20;
    story.frame();
    assertEquals(Optional.empty(), story.compositor.nextChange(story.view()));
  }

  @Test
  void anotherQuestionInThePlaceOfOneIsDrawn() {
    Story story = Story.first(120, 35);
    Panel panel = story.session.seat().panel();
    for (String asked : List.of("make one", "make two")) {
      panel.waiting(
          List.of(new Panel.Waiting(asked, "%1", story.view().now(), asked, "rule", "approvals")));
      Frame frame = story.frame();
      boolean shown = false;
      for (int row = 0; row < frame.rows(); row++) {
        shown |= frame.line(row).contains(asked);
      }
      assertTrue(shown, asked);
    }
  }

  @Test
  void aTerminalThatIsTooSmallSaysWhatFits() {
    assertEquals("40x10 at least; now 24x5", tooSmall(24));
    assertEquals("40x10 at least", tooSmall(20));
    assertEquals("40x10 at least", tooSmall(14));
    assertEquals("40x10", tooSmall(13));
    assertEquals("40x1", tooSmall(4));
  }

  private static String tooSmall(int columns) {
    Story story = Story.first(80, 24);
    story.columns = columns;
    story.rows = 5;
    return story.frame().line(2).strip();
  }

  @Test
  void whatAProgramWritesIsDrawnWithoutALookAtTheRest() {
    Story story = Story.first(120, 35);
    story.frame();
    Pane pane = story.session.panes().getFirst();
    pane.name("other");
    pane.emulator().feed("\033[Hone".getBytes(StandardCharsets.UTF_8));
    Frame frame = story.compositor.update(story.view());
    assertTrue(frame.line(2).startsWith("one"));
    assertTrue(frame.line(1).contains("1 shell"));
    assertTrue(story.frame().line(1).contains("1 other"));
  }

  @Test
  void whatAProgramWritesStaysBelowAnOpenSheet() {
    Story story = Story.first(120, 35);
    Question.Notice question = new Question.Notice("told", List.of("one line"));
    story.sheet = Optional.of(Sheet.of(question, Story.DARK, Clock.systemUTC()));
    List<String> before = lines(story.frame());
    Pane pane = story.session.panes().getFirst();
    pane.emulator().feed("\033[H".getBytes(StandardCharsets.UTF_8));
    pane.emulator().feed("x".repeat(12_000).getBytes(StandardCharsets.UTF_8));
    List<String> after = lines(story.compositor.update(story.view()));
    for (int row = 0; row < before.size(); row++) {
      if (before.get(row).contains("one line")) {
        assertEquals(before.get(row).strip(), after.get(row).replace("x", "").strip());
      }
    }
    assertTrue(after.toString().contains("one line"));
    assertTrue(after.toString().contains("xxx"));
  }

  private static List<String> lines(Frame frame) {
    return IntStream.range(0, frame.rows()).mapToObj(frame::line).toList();
  }

  @Test
  void aClickSelectsTheRowThatIsShownThere() {
    Story story = Story.full(120, 35);
    Frame frame = story.frame();
    int row = 0;
    while (!frame.line(row).contains("3 aider")) {
      row++;
    }
    story.compositor.click(story.session.seat().panel(), row);
    assertEquals(Panel.Section.FORKS, story.session.seat().panel().section());
    assertEquals(2, story.session.seat().panel().selected(Panel.Section.FORKS));
    story.compositor.click(story.session.seat().panel(), 0);
    assertEquals(Panel.Section.FORKS, story.session.seat().panel().section());
  }

  @Test
  void twoCompositorsOfOneSessionBothSeeEveryChange() {
    Story story = Story.first(120, 35);
    Compositor other = new Compositor(Story.DARK);
    story.frame();
    other.compose(story.view());
    Pane pane = story.session.panes().getFirst();
    pane.emulator().feed("\033[Hone".getBytes(StandardCharsets.UTF_8));
    assertTrue(story.frame().line(2).startsWith("one"));
    assertTrue(other.compose(story.view()).line(2).startsWith("one"));
    pane.emulator().feed("\033[Htwo".getBytes(StandardCharsets.UTF_8));
    assertTrue(other.compose(story.view()).line(2).startsWith("two"));
    assertTrue(story.frame().line(2).startsWith("two"));
  }

  @Test
  void hostileNamesStayInTheirCells() {
    Story story = Story.full(120, 35);
    String evil = "\033[2J\u009b31m\u202e👨‍👩‍👧x\n";
    for (Pane pane : story.session.panes()) {
      pane.name(evil);
      pane.branch(evil);
      pane.badges(List.of(Badge.danger(evil)));
    }
    List<Panel.Row> rows = new ArrayList<>();
    rows.add(new Panel.Row(Story.NOW, evil, Panel.Standing.FAILED, evil, false, evil, 1, ""));
    story.session.seat().panel().activity(rows);
    story.flash = Optional.of(new View.Flash(evil, true));
    Frame frame = story.frame();
    for (int row = 0; row < frame.rows(); row++) {
      String line = frame.line(row);
      assertTrue(
          line.chars().noneMatch(c -> c < 0x20 || (c > 0x7e && c < 0xa0) || c == 0x202e), line);
    }
  }

  @Test
  void everyTextOfTheThemeCanBeReadOnItsGround() {
    for (Token token : Token.values()) {
      long style = Story.DARK.attribute(token);
      int ground = Style.background(style) == 0 ? CANVAS : Style.value(Style.background(style));
      int least = token == Token.FRAME || token == Token.FRAME_FOCUS ? 30 : 45;
      int ratio = Contrast.tenths(Style.value(Style.foreground(style)), ground);
      assertTrue(ratio >= least, token.key() + " has " + ratio);
      long selected = Story.DARK.selected(token);
      int on =
          Contrast.tenths(
              Style.value(Style.foreground(selected)), Style.value(Style.background(selected)));
      assertTrue(on >= 45, token.key() + " selected has " + on);
    }
  }

  @Test
  void aThemeInheritsAndSaysWhatIsWrong() {
    String base = "'text' = '#ffffff'\n'text.muted' = '#aaaaaa'\n";
    IllegalStateException missing =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalStateException.class, () -> Theme.of("t", DataFile.parse("t", base)));
    assertEquals("t: accent is missing", missing.getMessage());
    IllegalStateException wrong =
        org.junit.jupiter.api.Assertions.assertThrows(
            IllegalStateException.class,
            () -> Theme.of("t", DataFile.parse("t", base + "'accent' = 'mauve'\n")));
    assertTrue(wrong.getMessage().startsWith("t:3: accent: no colour: mauve"), wrong.getMessage());
  }

  @Test
  void coloursAreMappedToTheNearestOf256() {
    assertEquals(16, Contrast.nearest(0x000000));
    assertEquals(231, Contrast.nearest(0xffffff));
    assertEquals(196, Contrast.nearest(0xfe0101));
    assertEquals(75, Contrast.nearest(0x5fafff));
  }

  @Test
  void aProgramAloneOnItsTerminalFillsItUntilItGetsCompany() {
    Story bare = new Story(60, 12);
    bare.session.bare(true);
    bare.session.seat().fit(60, 12);
    Pane pane = bare.open(1, "claude", new PaneId(0), Axis.STACKED);
    assertEquals(new Size(60, 12), pane.emulator().screen().size());
    pane.emulator().feed("\033[1;1Htop\033[12;1Hbottom".getBytes(StandardCharsets.UTF_8));
    Frame frame = bare.frame();
    assertEquals("top", frame.line(0).strip());
    assertEquals("bottom", frame.line(11).strip());
    assertEquals("", frame.line(1).strip());
    bare.session.bare(false);
    bare.session.seat().fit(60, 12);
    frame = bare.frame();
    assertTrue(frame.line(0).contains("1:claude*"), frame.line(0));
    assertEquals(9, pane.emulator().screen().rows());
  }
}
