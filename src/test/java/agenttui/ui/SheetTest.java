package agenttui.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.Panel;
import agenttui.mux.Question;
import agenttui.term.Input;
import agenttui.term.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Sheets by keys: what they hand back, and what they never do.
class SheetTest {
  private final Story story = Story.full(120, 35);

  private Sheet open(Question question) {
    story.ask(question);
    story.frame();
    return story.sheet.orElseThrow();
  }

  private static Sheet.Reply type(Sheet sheet, String... chords) {
    Sheet.Reply reply = new Sheet.Reply.Stay();
    for (String chord : chords) {
      reply = sheet.input(Key.parse(chord).orElseThrow());
    }
    return reply;
  }

  @Test
  void enterOnACleanSheetKeepsTheFork() {
    assertEquals(new Sheet.Reply.Close(), type(open(Story.clean()), "Enter"));
  }

  @Test
  void cleaningNeedsTheOtherButton() {
    assertEquals(
        new Sheet.Reply.Run("fork clean --yes 2"), type(open(Story.clean()), "Tab", "Enter"));
    assertEquals(
        new Sheet.Reply.Run("fork clean --yes 2"), type(open(Story.clean()), "y", "Enter"));
  }

  @Test
  void aBetterWayIsOneLetter() {
    assertEquals(new Sheet.Reply.Run("fork merge --ask 2"), type(open(Story.clean()), "m"));
  }

  @Test
  void escapeLeaves() {
    for (Question question :
        List.of(Story.clean(), Story.fork(), Story.merge(), Story.signal(), Story.setup())) {
      assertEquals(new Sheet.Reply.Close(), type(open(question), "Escape"), question.title());
    }
  }

  @Test
  void proseTypedIntoAnOpeningSheetAnswersNothing() {
    story.sheet = Optional.of(Sheet.of(Story.clean(), Story.DARK, () -> story.now));
    story.frame();
    Sheet sheet = story.sheet.orElseThrow();
    for (String chord : List.of("m", "y", "Enter")) {
      assertEquals(new Sheet.Reply.Stay(), type(sheet, chord), chord);
    }
    story.now = story.now.plusMillis(400);
    assertEquals(new Sheet.Reply.Close(), type(sheet, "Enter"));
  }

  @Test
  void theForkDialogMakesOneCommandLine() {
    assertEquals(
        new Sheet.Reply.Run("fork --committed -t %1 --agent claude --include-dirty"),
        type(open(Story.fork()), "Enter"));
    assertEquals(
        new Sheet.Reply.Run("fork --committed -t %1 3 --agent codex --base main"),
        type(open(Story.fork()), "Right", "Tab", "3", "Tab", "Down", "Tab", "Tab", "Enter"));
  }

  @Test
  void aChangedMarkAsksAgainAndKeepsTheCursor() {
    Sheet sheet = open(Story.merge());
    Sheet.Reply reply = type(sheet, "Down", "Space");
    assertEquals(new Sheet.Reply.Ask("fork merge --ask --strategy octopus 1"), reply);
    sheet.renew(merged(Optional.empty()));
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy octopus 1 2"), type(sheet, "Space"));
  }

  @Test
  void anotherStrategyAsksAgain() {
    Sheet sheet = open(Story.merge());
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy fetch 1 2"), type(sheet, "Tab", "Left"));
  }

  @Test
  void aRefusedMergeHasNoButtonAndAPossibleOneRuns() {
    Sheet refused = open(Story.merge());
    type(refused, "Tab", "Tab", "Tab", "Tab");
    assertTrue(!(type(refused, "Enter") instanceof Sheet.Reply.Run));
    Sheet possible = open(merged(Optional.empty()));
    assertEquals(
        new Sheet.Reply.Run("fork merge --strategy octopus 1"),
        type(possible, "Tab", "Tab", "Tab", "Enter"));
  }

  @Test
  void enterOnAForkMergesWhatIsMarkedUnlessThatIsRefused() {
    Sheet possible = open(merged(Optional.empty()));
    assertTrue(possible.hints().contains(new View.Hint("Enter", "merge")));
    assertEquals(
        new Sheet.Reply.Run("fork merge --strategy octopus 1"), type(possible, "Down", "Enter"));
    Sheet refused = open(Story.merge());
    assertTrue(refused.hints().stream().noneMatch(hint -> hint.key().equals("Enter")));
    assertEquals(new Sheet.Reply.Stay(), type(refused, "Enter"));
    Sheet left = open(merged(Optional.empty()));
    assertEquals(new Sheet.Reply.Close(), type(left, "Tab", "Tab", "Tab", "Tab", "Enter"));
  }

  @Test
  void aTickedFastForwardIsAsked() {
    Sheet sheet = open(merged(Optional.empty()));
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy octopus --fast-forward 1"),
        type(sheet, "Tab", "Tab", "Space"));
  }

  @Test
  void aWayOutOfARefusedMergeLeadsBackToThePage() {
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy octopus --commit 1 2"),
        type(open(Story.merge()), "c"));
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy octopus 1"),
        type(open(Story.merge()), "o"));
  }

  private static Question.MergePage merged(Optional<String> refused) {
    Question.MergePage page = Story.merge();
    List<Question.Candidate> forks = new ArrayList<>(page.forks());
    forks.set(1, new Question.Candidate(forks.get(1).fork(), false));
    return new Question.MergePage(
        page.title(),
        page.note(),
        page.command(),
        forks,
        page.strategies(),
        "octopus",
        List.of(),
        new Question.FastForward("move main to the result", Optional.empty()),
        false,
        List.of(),
        refused);
  }

  @Test
  void thePlacesOfAConflictAreShownOneAfterTheOther() {
    Sheet sheet = open(Story.merge());
    assertTrue(shown("res.cookie") && shown("sign(token)") && shown("place 1 of 2"));
    type(sheet, "n");
    assertTrue(shown("refresh.ts") && shown("modify/delete") && shown("place 2 of 2"));
    assertFalse(shown("res.cookie"));
    type(sheet, "n");
    assertTrue(shown("place 1 of 2"));
    type(sheet, "p");
    assertTrue(shown("place 2 of 2"));
  }

  private boolean shown(String text) {
    Frame frame = story.frame();
    return IntStream.range(0, frame.rows()).anyMatch(row -> frame.line(row).contains(text));
  }

  @Test
  void aSignalGoesToTheChosenTarget() {
    assertEquals(new Sheet.Reply.Run("signal --call 7 INT"), type(open(Story.signal()), "i"));
    assertEquals(new Sheet.Reply.Run("signal -t %1 TERM"), type(open(Story.signal()), "Down", "t"));
  }

  @Test
  void markedAgentsAreInstalled() {
    assertEquals(
        new Sheet.Reply.Run("setup --with claude --with codex"),
        type(open(Story.setup()), "Down", "Space", "Tab", "Tab", "Enter"));
  }

  @Test
  void enterWhileNothingIsMarkedStaysInTheListAndSaysWhy() {
    Sheet sheet = open(Story.setup());
    assertEquals(new Sheet.Reply.Stay(), type(sheet, "Space", "Enter"));
    assertTrue(shown("mark at least one"));
    assertEquals(new Sheet.Reply.Stay(), type(sheet, "Space"));
    assertFalse(shown("mark at least one"));
    assertEquals(new Sheet.Reply.Run("setup --with claude"), type(sheet, "Enter"));
  }

  @Test
  void enterWhileNothingIsMarkedDoesNotLeaveTheMergePage() {
    Sheet sheet = open(unmarked(merged(Optional.empty())));
    assertEquals(new Sheet.Reply.Stay(), type(sheet, "Enter"));
    assertTrue(shown("mark at least one"));
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy octopus 1"), type(sheet, "Space"));
    Sheet refused = open(Story.merge());
    assertEquals(
        new Sheet.Reply.Ask("fork merge --ask --strategy octopus 2"),
        type(refused, "Enter", "Space"));
  }

  private static Question.MergePage unmarked(Question.MergePage page) {
    return new Question.MergePage(
        page.title(),
        page.note(),
        page.command(),
        page.forks().stream().map(each -> new Question.Candidate(each.fork(), false)).toList(),
        page.strategies(),
        page.strategy(),
        page.conflicts(),
        page.fastForward(),
        page.ticked(),
        page.ways(),
        page.refused());
  }

  @Test
  void whatWouldBeLostIsReadWholeWhereThereIsRoom() {
    open(
        new Question.Confirm(
            "Close window 1?",
            "CLOSE",
            true,
            List.of(
                new Question.Fact("pane 1: 1 process", "running", "sleep 1000"),
                new Question.Fact("pane 12: 3 processes", "running since yesterday noon", "npm")),
            "forks, their files and branches",
            List.of(),
            new Question.Choice("No, keep it", ""),
            new Question.Choice("Close window 1", "kill-window --yes -t main:1")));
    assertTrue(shown("pane 1: 1 process     running                       sleep 1000"));
    assertTrue(shown("pane 12: 3 processes  running since yesterday noon  npm"));
    story.columns = 60;
    assertTrue(shown("pane 1: 1 proc… running"));
  }

  private static Question.Item item(String text, String whyNot) {
    Optional<String> why = Optional.of(whyNot).filter(some -> !some.isEmpty());
    return new Question.Item("", text, "", text, why, List.of());
  }

  @Test
  void whatCannotRunNowComesAfterAnEqualMatchButBeforeAWorseOne() {
    List<Question.Item> items =
        List.of(
            item("swap-pane -U  change places", "only one pane"),
            item("why  why this pane is in its state", ""),
            item("broadcast  a text for several panes", ""),
            item("resize-pane -Z  zoom the pane, or back", "only one pane"));
    Question.Finder finder =
        new Question.Finder("Commands", "COMMAND", ":", items, "do it", Set.of("why"));
    Sheet sheet = open(finder);
    assertEquals(
        new Sheet.Reply.Run("why  why this pane is in its state"),
        type(sheet, "p", "a", "n", "e", "Enter"));
    sheet = open(finder);
    type(sheet, "s", "w", "a", "p");
    assertEquals(new Sheet.Reply.Stay(), type(sheet, "Enter"));
    Set<String> verbs = Set.of("splitw");
    finder = new Question.Finder("Commands", "COMMAND", ":", items, "do it", verbs);
    String[] line = "s p l i t w Space - Z Enter".split(" ");
    assertEquals(new Sheet.Reply.Run("splitw -Z"), type(open(finder), line));
  }

  @Test
  void helpFindsAndRunsWhatCanRunNow() {
    Sheet sheet = open(story.help());
    type(sheet, "m", "e", "r", "g", "e");
    assertTrue(story.frame().line(1).contains("2 of "), story.frame().line(1));
    assertEquals(new Sheet.Reply.Run("fork merge"), type(sheet, "Enter"));
    assertEquals(new Sheet.Reply.Stay(), type(sheet, "Escape"));
    assertEquals(new Sheet.Reply.Close(), type(sheet, "Escape"));
  }

  @Test
  void anEntryOfAMenuHasTheKeyThatRunsIt() {
    Question.Menu menu =
        new Question.Menu(
            "1 main",
            List.of(
                entry("c", "new-window"), entry("Space", "next-layout"), entry("C-o", "rotate")),
            0,
            0);
    assertEquals(new Sheet.Reply.Run("new-window"), type(open(menu), "c"));
    assertEquals(new Sheet.Reply.Run("next-layout"), type(open(menu), "Space"));
    assertEquals(new Sheet.Reply.Stay(), type(open(menu), "C-o"));
    assertTrue(shown("Space") && shown("rotate"));
    assertFalse(shown("C-o"));
  }

  private static Question.Item entry(String key, String command) {
    return new Question.Item(key, command, "", command, Optional.empty(), List.of());
  }

  @Test
  void aSlashFiltersWhatWaitsUntilEscape() {
    Question.Waiting waiting =
        new Question.Waiting(
            List.of(
                new Question.HeldRow("14:05", "claude", "curl x.org", "network", "answer 1"),
                new Question.HeldRow("14:06", "codex", "make jk", "network", "answer 2")));
    Sheet sheet = open(waiting);
    assertEquals(new Sheet.Reply.Run("answer 2"), type(sheet, "/", "m", "a", "k", "e", "Enter"));
    sheet = open(waiting);
    type(sheet, "/", "m", "a", "k", "e", "Escape");
    assertTrue(shown("curl x.org"));
    assertEquals(new Sheet.Reply.Run("answer 1"), type(sheet, "j", "k", "Enter"));
  }

  @Test
  void hostileTextsAreShownAndChangeNothing() {
    String evil = "a\033[2J\u0007\u202e\u200bb\r\n👨‍👩‍👧e\u0301";
    List<Question> questions =
        List.of(
            new Question.Notice(evil, List.of(evil, evil)),
            new Question.Confirm(
                evil,
                "X",
                true,
                List.of(new Question.Fact(evil, evil, evil)),
                evil,
                List.of(),
                new Question.Choice(evil, ""),
                new Question.Choice(evil, "")),
            new Question.Help(
                List.of(
                    new Question.Entry("K", List.of(evil), evil, evil, evil, Optional.of(evil)))),
            new Question.MergePage(
                evil,
                evil,
                "merge",
                List.of(
                    new Question.Candidate(
                        new Panel.ForkRow(
                            1, evil, evil, 1, 1, 1, 1, Panel.Verdict.CLEAN, evil, evil, evil),
                        true)),
                List.of(new Question.Strategy("fetch", evil)),
                "fetch",
                List.of(
                    new Question.Conflict(
                        evil,
                        evil,
                        evil,
                        List.of(
                            new Question.Side(evil, evil, List.of(new Question.Line(1, '+', evil))),
                            new Question.Side(
                                evil, evil, List.of(new Question.Line(0, '-', evil)))))),
                new Question.FastForward(evil, Optional.of(evil)),
                false,
                List.of(new Question.Way('c', evil, "")),
                Optional.of(evil)));
    for (Question question : questions) {
      open(question);
      Frame frame = story.frame();
      for (int row = 0; row < frame.rows(); row++) {
        String line = frame.line(row);
        assertTrue(line.chars().noneMatch(c -> c < 0x20 || c == 0x202e || c == 0x200b), line);
      }
      story.sheet.orElseThrow().input(new Input.Paste(evil, false));
      story.frame();
    }
  }

  @Test
  void aSheetSurvivesEverySize() {
    for (Question question :
        List.of(Story.clean(), Story.fork(), Story.merge(), story.help(), Story.setup())) {
      open(question);
      for (int[] size :
          new int[][] {{40, 10}, {200, 50}, {60, 12}, {119, 24}, {38, 9}, {120, 35}}) {
        story.columns = size[0];
        story.rows = size[1];
        assertEquals(size[0], story.frame().columns());
      }
    }
  }
}
