package agenttui.mux.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Links and paths in copy mode: where they end, what selects them, and what that costs.
class LinksTest {
  private static CopyMode mode(int columns, int rows, String text) {
    Emulator emulator = new Emulator(new Size(columns, rows), 20_000);
    emulator.feed(text.getBytes(StandardCharsets.UTF_8));
    return new CopyMode(emulator, 0);
  }

  /// What is selected as the word at a column of the first row.
  private static String word(String text, int column) {
    CopyMode mode = mode(80, 3, text);
    mode.point(0, column);
    mode.move(Move.SELECT_WORD, 1);
    return mode.text();
  }

  private static String link(String text) {
    return word("- " + text, 2);
  }

  @Test
  void aLinkEndsBeforeTheSignsOfTheSentenceAroundIt() {
    assertEquals("https://example.com/a_(b)?q=1", link("https://example.com/a_(b)?q=1."));
    assertEquals("https://example.com/x", link("https://example.com/x). Then"));
    assertEquals("https://example.com/x", link("https://example.com/x](y)"));
    assertEquals("https://example.com/x", link("https://example.com/x?!"));
    assertEquals("src/Main.java:12:3", link("src/Main.java:12:3: error"));
    assertEquals("Main.java:12", link("Main.java:12: error"));
    assertEquals("/etc/passwd", link("/etc/passwd, and"));
    assertEquals("/etc/passwd", link("/etc/passwd."));
    assertEquals("./x/y.txt", link("./x/y.txt)"));
  }

  @Test
  void whatBelongsToAPathStaysInIt() {
    assertEquals("../..", link("../.."));
    assertEquals("src/main/", link("src/main/"));
    assertEquals("src/app/[id]/page.tsx", link("src/app/[id]/page.tsx"));
    assertEquals("$HOME/größe/a%20b#part", link("$HOME/größe/a%20b#part"));
    assertEquals("git@example.com:owner/name.git", link("git@example.com:owner/name.git"));
    assertEquals("/srv/work", word("me@host:/srv/work$ ls", 10).replace("me@host:", ""));
  }

  @Test
  void aCellThatIsInNoLinkIsPartOfAWord() {
    assertEquals("--file=src/a.txt", word("--file=src/a.txt", 2));
    assertEquals("src/a.txt", word("--file=src/a.txt", 9));
    assertEquals("(so)", word("(so) src/a.txt", 1));
  }

  @Test
  void aLinkIsTakenWholeOverWrappedRows() {
    CopyMode mode = mode(10, 5, "see https://a.example/x_(1), or");
    mode.point(1, 3);
    mode.move(Move.SELECT_WORD, 1);
    assertEquals("https://a.example/x_(1)", mode.text());
  }

  @Test
  void whatComesBehindALinkThatWasCutIsFound() {
    CopyMode mode = mode(80, 3, "x https://a.example/x),(src/b.txt)");
    mode.point(0, 0);
    mode.move(Move.LINK_NEXT, 2);
    assertEquals(new Spot(0, 24), mode.cursor());
    assertEquals("src/b.txt", mode.text());
  }

  @Test
  void goingToALinkSelectsIt() {
    CopyMode mode = mode(80, 3, "see src/a.txt, or src/b.txt");
    mode.point(0, 0);
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("src/a.txt", mode.text());
    assertEquals(new Spot(0, 4), mode.cursor());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("src/b.txt", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("src/b.txt", mode.text(), "there is none behind it");
    mode.move(Move.LINK_BACK, 1);
    assertEquals("src/a.txt", mode.text());
    mode.move(Move.OTHER_END, 1);
    mode.move(Move.RIGHT, 1);
    assertEquals("src/a.txt,", mode.text());
  }

  @Test
  void aLinkThatIsLeftAgainIsNotSelectedAnyMore() {
    CopyMode mode = mode(80, 3, "see src/a.txt, or src/b.txt");
    mode.point(0, 0);
    mode.move(Move.LINK_NEXT, 1);
    mode.move(Move.RIGHT, 1);
    mode.move(Move.LEFT, 1);
    assertEquals("", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    mode.move(Move.LINK_BACK, 1);
    mode.move(Move.SELECT, 1);
    mode.move(Move.WORD_END, 1);
    assertEquals("src", mode.text(), "a selection begins there");
    mode.move(Move.CLEAR, 1);
    mode.move(Move.LINK_NEXT, 1);
    mode.move(Move.CLEAR, 1);
    assertTrue(mode.selection().isEmpty());
  }

  @Test
  void aSelectionThatIsThereOnlyGoesAlongToALink() {
    CopyMode mode = mode(80, 3, "see src/a.txt, or src/b.txt");
    mode.point(0, 0);
    mode.move(Move.SELECT, 1);
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("see s", mode.text());
    mode.move(Move.CLEAR, 1);
    assertEquals("", mode.text());
  }

  @Test
  void aLinkWhoseTextIsNoAddressIsFoundAsWell() {
    String open = "\033]8;;https://a.example/doc\033\\";
    CopyMode mode = mode(12, 5, "x " + open + "Read the docs\033]8;;\033\\ or src/b.txt");
    mode.point(0, 0);
    mode.move(Move.LINK_NEXT, 1);
    assertEquals(new Spot(0, 2), mode.cursor());
    assertEquals("Read the docs", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("src/b.txt", mode.text());
    mode.move(Move.LINK_BACK, 1);
    assertEquals("Read the docs", mode.text());
  }

  @Test
  void twoLinksBesideEachOtherAreTwo() {
    String one = "\033]8;;https://a.example/1\033\\one";
    CopyMode mode = mode(40, 3, "x " + one + "\033]8;;https://a.example/2\033\\src/b.txt");
    mode.point(0, 0);
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("one", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals("src/b.txt", mode.text());
    mode.move(Move.LINK_NEXT, 1);
    assertEquals(new Spot(0, 5), mode.cursor());
  }

  @Test
  void aHostileLineIsReadInOneGo() {
    for (String part : new String[] {"/a", "a", "a@", "a/[", "https://((", "a.a:", "$", "~"}) {
      CopyMode mode = mode(80, 5, part.repeat(400_000));
      mode.point(2, 5);
      assertTimeout(Duration.ofSeconds(5), () -> mode.move(Move.SELECT_WORD, 1), part);
      assertTimeout(Duration.ofSeconds(5), () -> mode.move(Move.LINK_BACK, 1), part);
    }
  }
}
