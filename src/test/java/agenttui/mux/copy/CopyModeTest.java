package agenttui.mux.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Emulator;
import agenttui.term.Size;
import agenttui.term.cells.Histories;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Copy mode on small screens: motions as vi has them, selections, search.
class CopyModeTest {
  private static Emulator emulator(int columns, int rows, String... lines) {
    return emulator(columns, rows, 100, lines);
  }

  private static Emulator emulator(int columns, int rows, int history, String... lines) {
    Emulator emulator = new Emulator(new Size(columns, rows), history);
    emulator.feed(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    return emulator;
  }

  private static CopyMode at(Emulator emulator, int row, int column) {
    CopyMode mode = new CopyMode(emulator, 0);
    mode.point(row, column);
    return mode;
  }

  private static Spot after(CopyMode mode, Move move, int count) {
    mode.move(move, count);
    return mode.cursor();
  }

  @Test
  void wordsAreLettersOrSignsAndBigOnesWhatIsBetweenBlanks() {
    Emulator text = emulator(40, 3, "make test -- --all", "done(1);");
    assertEquals(new Spot(0, 5), after(at(text, 0, 0), Move.WORD, 1));
    assertEquals(new Spot(0, 10), after(at(text, 0, 0), Move.WORD, 2));
    assertEquals(new Spot(0, 15), after(at(text, 0, 13), Move.WORD, 1));
    assertEquals(new Spot(1, 0), after(at(text, 0, 13), Move.BIG_WORD, 1));
    assertEquals(new Spot(0, 3), after(at(text, 0, 0), Move.WORD_END, 1));
    assertEquals(new Spot(1, 3), after(at(text, 0, 17), Move.WORD_END, 1));
    assertEquals(new Spot(1, 7), after(at(text, 0, 17), Move.BIG_WORD_END, 1));
    assertEquals(new Spot(0, 5), after(at(text, 0, 7), Move.WORD_BACK, 1));
    assertEquals(new Spot(0, 15), after(at(text, 1, 0), Move.WORD_BACK, 1));
    assertEquals(new Spot(0, 13), after(at(text, 1, 0), Move.BIG_WORD_BACK, 1));
  }

  @Test
  void aWordGoesOnOverAWrappedRowAndEndsAtALine() {
    Emulator wrapped = emulator(5, 3, "abcdefgh ij");
    assertEquals(new Spot(1, 4), after(at(wrapped, 0, 0), Move.WORD, 1));
    Emulator lines = emulator(5, 3, "abcde", "fgh");
    assertEquals(new Spot(1, 0), after(at(lines, 0, 0), Move.WORD, 1));
    assertEquals(new Spot(0, 4), after(at(lines, 0, 0), Move.WORD_END, 1));
  }

  @Test
  void verticalMovesComeBackToTheirColumn() {
    CopyMode mode = at(emulator(20, 4, "a long line", "x", "another one"), 0, 9);
    assertEquals(new Spot(1, 9), after(mode, Move.DOWN, 1));
    assertEquals(new Spot(2, 9), after(mode, Move.DOWN, 1));
    assertEquals(new Spot(0, 9), after(mode, Move.UP, 7));
  }

  @Test
  void endsOfLinesAndBrackets() {
    CopyMode mode = at(emulator(30, 3, "  if (a[i(1)]) {", "}"), 0, 8);
    assertEquals(new Spot(0, 0), after(mode, Move.LINE_START, 1));
    assertEquals(new Spot(0, 2), after(mode, Move.LINE_TEXT, 1));
    assertEquals(new Spot(0, 15), after(mode, Move.LINE_END, 1));
    assertEquals(new Spot(1, 0), after(mode, Move.BRACKET, 1));
    assertEquals(new Spot(0, 15), after(mode, Move.BRACKET, 1));
    mode.point(0, 2);
    assertEquals(new Spot(0, 13), after(mode, Move.BRACKET, 1));
  }

  @Test
  void theViewFollowsTheCursorIntoTheHistoryAndBack() {
    String[] lines = new String[20];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = "line " + i;
    }
    CopyMode mode = new CopyMode(emulator(20, 5, lines), 0);
    assertEquals(0, mode.back());
    assertEquals(new Spot(-15, 0), after(mode, Move.HISTORY_TOP, 1));
    assertEquals(15, mode.back());
    assertEquals(new Spot(-11, 0), after(mode, Move.VIEW_BOTTOM, 1));
    mode.move(Move.PAGE_DOWN, 2);
    assertEquals(9, mode.back());
    mode.move(Move.HISTORY_BOTTOM, 1);
    assertEquals(0, mode.back());
    assertEquals(4, mode.cursor().row());
    mode.scroll(3);
    assertEquals(3, mode.back());
    assertEquals(1, mode.cursor().row());
  }

  @Test
  void whatItsProgramWritesDoesNotChangeIt() {
    Emulator live = emulator(20, 3, "before");
    CopyMode mode = new CopyMode(live, 0);
    live.feed("\033[2J\033[Hafter".getBytes(StandardCharsets.UTF_8));
    assertEquals("before", mode.screen().line(0));
  }

  @Test
  void linesThatItsPaneGivesUpMeanwhileStay() {
    Emulator live = new Emulator(new Size(20, 5), 20_000);
    live.feed("many lines\r\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    CopyMode mode = new CopyMode(live, 0);
    int lines = mode.screen().historySize();
    live.share(new Histories(1 << 17));
    assertTrue(live.screen().historySize() < lines, "its pane has fewer");
    mode.move(Move.HISTORY_TOP, 1);
    assertEquals(-lines, mode.cursor().row());
    assertEquals("many lines", mode.screen().line(-lines));
  }

  @Test
  void aSelectionJoinsWrappedRowsAndDropsBlanksAtEnds() {
    CopyMode mode = at(emulator(5, 4, "abcdefg   ", "hij"), 0, 1);
    mode.move(Move.SELECT, 1);
    mode.point(2, 1);
    assertEquals("bcdefg\nhi", mode.text());
    mode.move(Move.SELECT_LINE, 1);
    assertEquals("abcdefg\nhij\n", mode.text());
    mode.move(Move.OTHER_END, 1);
    assertEquals(new Spot(0, 1), mode.cursor());
  }

  @Test
  void aLineOfAMillionCellsIsMeasuredOnce() {
    CopyMode mode = at(emulator(50, 5, 20_000, "ab".repeat(500_000)), 2, 0);
    mode.move(Move.SELECT_LINE, 1);
    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            mode.move(Move.UP, 1);
            assertEquals(4, mode.selection().orElseThrow().to().row());
          }
        });
    assertEquals(1_000_001, mode.text().length());
  }

  @Test
  void aRectangleTakesTheSameColumnsOfEachRow() {
    CopyMode mode = at(emulator(10, 3, "abcdef", "gh", "ijklmn"), 0, 3);
    mode.move(Move.SELECT_BLOCK, 1);
    mode.point(2, 1);
    assertEquals("bcd\nh\njkl", mode.text());
  }

  @Test
  void aWideCharacterIsTakenWhole() {
    CopyMode mode = at(emulator(10, 2, "a漢字b"), 0, 2);
    assertEquals(new Spot(0, 1), mode.cursor());
    mode.move(Move.SELECT, 1);
    mode.move(Move.RIGHT, 1);
    assertEquals(new Spot(0, 3), mode.cursor());
    assertEquals("漢字", mode.text());
  }

  @Test
  void searchIsIncrementalGoesAroundAndCanBeGivenUp() {
    CopyMode mode = at(emulator(20, 4, "one two", "Two one", "one"), 0, 0);
    mode.searching(false);
    mode.search("t");
    assertEquals(new Spot(0, 4), mode.cursor());
    mode.search("two");
    assertEquals(2, mode.search().matches().size());
    assertEquals(1, mode.search().number(mode.cursor()));
    assertEquals(new Spot(1, 0), after(mode, Move.SEARCH_NEXT, 1));
    assertEquals(new Spot(0, 4), after(mode, Move.SEARCH_NEXT, 1));
    assertEquals(new Spot(1, 0), after(mode, Move.SEARCH_BACK, 1));
    mode.search("Two");
    assertEquals(1, mode.search().matches().size());
    mode.cancelSearch();
    assertEquals(new Spot(0, 0), mode.cursor());
    assertTrue(mode.search().matches().isEmpty());
  }

  @Test
  void aMatchGoesOverAWrappedRow() {
    CopyMode mode = at(emulator(5, 3, "abcdefgh"), 0, 0);
    mode.searching(false);
    mode.search("ef");
    Search.Match match = mode.search().matches().getFirst();
    assertEquals(new Search.Match(new Spot(0, 4), new Spot(1, 0)), match);
    assertTrue(match.holds(1, 0));
    assertFalse(match.holds(1, 1));
  }

  @Test
  void linksAndPathsAreFound() {
    CopyMode mode =
        at(emulator(80, 3, "see https://a.example/x?y=1, or", "src/Main.java:12: error"), 0, 0);
    assertEquals(new Spot(0, 4), after(mode, Move.LINK_NEXT, 1));
    assertEquals(new Spot(1, 0), after(mode, Move.LINK_NEXT, 1));
    assertEquals(new Spot(0, 4), after(mode, Move.LINK_BACK, 1));
  }

  @Test
  void aLinkIsSelectedWithoutWhatEndsItsSentence() {
    Emulator text =
        emulator(90, 3, "(see https://a.example/b_(c)?q=1.), src/Main.java:12: or {./x/y.txt}.");
    CopyMode mode = at(text, 0, 0);
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("https://a.example/b_(c)?q=1", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("src/Main.java:12", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("./x/y.txt", mode.text());
    mode.move(Move.LINK_BACK, 2);
    assertEquals("https://a.example/b_(c)?q=1", mode.text());
    CopyMode word = at(text, 0, 40);
    word.move(Move.SELECT_WORD, 1);
    assertEquals("src/Main.java:12", word.text());
    CopyMode begun = at(text, 0, 1);
    begun.move(Move.SELECT, 1);
    begun.move(Move.LINK_NEXT, 1);
    assertEquals("see h", begun.text());
  }

  @Test
  void aSelectedLineIsAllRowsThatItIsWrappedOver() {
    CopyMode mode = at(emulator(5, 4, "abcdefghijkl", "xyz"), 1, 2);
    mode.move(Move.SELECT_LINE, 1);
    assertEquals("abcdefghijkl\n", mode.text());
    assertTrue(mode.selection().orElseThrow().holds(0, 0));
    assertTrue(mode.selection().orElseThrow().holds(2, 4));
    mode.move(Move.DOWN, 2);
    assertEquals("abcdefghijkl\nxyz\n", mode.text());
  }

  @Test
  void promptsAreFoundWhereTheShellMarksThem() {
    Emulator shell = new Emulator(new Size(20, 3), 100);
    for (int i = 0; i < 4; i++) {
      String prompt = "\033]133;A\007$ \033]133;B\007make\r\n\033]133;C\007out " + i + "\r\n";
      shell.feed(prompt.getBytes(StandardCharsets.UTF_8));
    }
    CopyMode mode = new CopyMode(shell, 0);
    assertEquals(new Spot(0, 0), after(mode, Move.PROMPT_UP, 1));
    assertEquals(new Spot(-4, 0), after(mode, Move.PROMPT_UP, 2));
    mode.resize(new Size(10, 3));
    mode.move(Move.HISTORY_TOP, 1);
    assertEquals("$ make", mode.screen().line(after(mode, Move.PROMPT_DOWN, 1).row()));
    mode.move(Move.SELECT_OUTPUT, 1);
    assertEquals(Optional.of("out 1\n"), Optional.of(mode.text()));
  }

  @Test
  void aResizeKeepsTheCursorInside() {
    CopyMode mode = at(emulator(20, 10, "a", "b", "c"), 2, 15);
    mode.move(Move.SELECT, 1);
    for (Size size : new Size[] {new Size(1, 1), new Size(200, 60), new Size(3, 2)}) {
      mode.resize(size);
      assertTrue(mode.selection().isEmpty());
      assertTrue(mode.cursor().column() < size.columns(), () -> "" + mode.cursor());
      assertTrue(mode.cursor().row() < size.rows(), () -> "" + mode.cursor());
    }
  }

  @Test
  void aResizeWhileATextIsEnteredKeepsThePlaceToReturnTo() {
    String[] lines = new String[60];
    Arrays.fill(lines, "a line of words that wraps");
    CopyMode mode = new CopyMode(emulator(10, 3, lines), 0);
    mode.move(Move.HISTORY_TOP, 1);
    mode.searching(true);
    mode.search("words");
    mode.resize(new Size(80, 40));
    mode.search("nowhere");
    assertEquals(new Spot(-mode.screen().historySize(), 0), mode.cursor());
    mode.cancelSearch();
    assertEquals(new Spot(-mode.screen().historySize(), 0), mode.cursor());
  }

  @Test
  void aRowThatAWideCharacterDidNotFitIntoIsJoinedWithoutItsLastCell() {
    CopyMode mode = at(emulator(5, 4, "abcd漢字x"), 0, 0);
    mode.move(Move.SELECT, 1);
    mode.point(1, 4);
    assertEquals("abcd漢字x", mode.text());
    mode.move(Move.SELECT_LINE, 1);
    assertEquals("abcd漢字x\n", mode.text());
    mode.point(0, 4);
    mode.move(Move.SELECT, 1);
    assertEquals("abcd", mode.text());
  }

  @Test
  void theEndOfAWordIsLeftAlsoWhenItIsAWideCharacter() {
    Emulator text = emulator(40, 3, "漢字 abc 漢");
    CopyMode mode = at(text, 0, 0);
    assertEquals(new Spot(0, 2), after(mode, Move.WORD_END, 1));
    assertEquals(new Spot(0, 7), after(mode, Move.WORD_END, 1));
    assertEquals(new Spot(0, 9), after(mode, Move.BIG_WORD_END, 1));
  }

  @Test
  void tillAWideCharacterIsTheCellBesideAllOfIt() {
    CopyMode mode = at(emulator(40, 3, "漢abc漢"), 0, 4);
    assertTrue(mode.character("漢".codePointAt(0), -1, true, 1));
    assertEquals(new Spot(0, 2), mode.cursor());
    assertTrue(mode.character("漢".codePointAt(0), 1, true, 1));
    assertEquals(new Spot(0, 4), mode.cursor());
  }

  @Test
  void signsOfOrderAreNoBrackets() {
    assertEquals(new Spot(0, 6), after(at(emulator(40, 3, "p->f(x)"), 0, 0), Move.BRACKET, 1));
  }

  @Test
  void ofMoreMatchesThanAreKeptThoseNearTheCursorCount() {
    Emulator many = new Emulator(new Size(20, 5), 50_000);
    for (int i = 0; i < 20_000; i++) {
      many.feed(("row " + i + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    CopyMode mode = new CopyMode(many, 0);
    mode.searching(true);
    mode.search("row");
    assertEquals(10_000, mode.search().matches().size());
    assertEquals(new Spot(3, 0), mode.cursor());
    assertTrue(mode.find("row", 2));
    assertEquals(new Spot(2, 0), mode.cursor());
    assertTrue(mode.find("row", -15_000));
    assertEquals(new Spot(-15_000, 0), mode.cursor());
    assertEquals(new Spot(-15_001, 0), after(mode, Move.SEARCH_NEXT, 1));
    assertEquals(new Spot(-14_999, 0), after(mode, Move.SEARCH_BACK, 2));
    mode.move(Move.HISTORY_TOP, 1);
    mode.searching(false);
    mode.search("row");
    assertEquals(2, mode.search().number(mode.cursor()));
    assertEquals("row 1", mode.screen().line(mode.cursor().row()));
  }

  private static String output(int row, String... lines) {
    CopyMode mode = at(emulator(10, 8, lines), row, 1);
    mode.move(Move.SELECT_OUTPUT, 1);
    return mode.text();
  }

  @Test
  void theOutputOfACommandThatStillRunsGoesToTheLastRowWithText() {
    String[] lines = {"\033]133;A\007$ one", "1", "\033]133;A\007$ two", "a", "b", "c"};
    for (int row = 2; row < 8; row++) {
      assertEquals("a\nb\nc\n", output(row, lines), "row " + row);
    }
    assertEquals("1\n", output(0, lines));
  }

  @Test
  void outputBeginsBehindAWrappedCommandOrWithTheFirstRow() {
    String[] lines = {"a", "b", "\033]133;A\007$ echo 12345678", "c", "\033]133;A\007$ x"};
    assertEquals("a\nb\n", output(0, lines));
    assertEquals("a\nb\n", output(1, lines));
    assertEquals("c\n", output(2, lines));
    assertEquals("c\n", output(3, lines));
    assertEquals("c\n", output(4, lines));
  }

  @Test
  void atAnEmptyPromptTheOutputIsThatOfTheCommandBefore() {
    String[] lines = {"\033]133;A\007$ make", "a", "", "b", "\033]133;A\007$ "};
    assertEquals("a\n\nb\n", output(4, lines));
    assertEquals("a\n\nb\n", output(6, lines));
  }

  @Test
  void aCommandWithoutOutputSelectsNothing() {
    String[] lines = {"\033]133;A\007$ cd", "\033]133;A\007$ ls", "a", "\033]133;A\007$ "};
    assertEquals("", output(0, lines));
    assertEquals("", output(0, "\033]133;A\007$ "));
  }
}
