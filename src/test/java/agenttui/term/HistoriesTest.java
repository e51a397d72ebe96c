package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.term.cells.Histories;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Many histories that share their bytes: together they stay below the limit, and the largest give
/// up their oldest lines.
class HistoriesTest {
  /// Of the histories together, in these tests.
  private static final int LIMIT = 1 << 20;

  private static final int BLOCK = 1 << 16;

  private final Histories histories = new Histories(LIMIT);

  private TestTerminal terminal() {
    TestTerminal t = new TestTerminal(80, 2, 10_000);
    t.emulator.share(histories);
    return t;
  }

  private static String line(String who, int number) {
    return who + " \033[38;2;10;20;" + number % 250 + "m" + "x".repeat(60) + "\033[m" + number;
  }

  private void print(TestTerminal t, String who, int from, int to) {
    for (int i = from; i < to; i++) {
      t.emulator.feed((line(who, i) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      assertTrue(histories.bytes() <= LIMIT, "together: " + histories.bytes());
    }
    t.feed("");
  }

  private static int number(TestTerminal t, int row) {
    String text = t.row(row);
    return Integer.parseInt(text.substring(text.lastIndexOf('x') + 1));
  }

  /// The youngest lines are all there, down to the oldest that is held.
  private static void holdsItsYoungest(TestTerminal t, String who, int printed) {
    for (int row = -1; row >= -t.screen().historySize(); row--) {
      assertTrue(t.row(row).startsWith(who + " "), t.row(row));
      assertEquals(printed - 1 + row, number(t, row));
    }
  }

  @Test
  void manyTogetherStayBelowTheLimitAndEndUpEquallyLong() {
    List<TestTerminal> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(terminal());
    }
    for (int i = 0; i < 4; i++) {
      print(all.get(i), "p" + i, 0, 10_000);
    }
    int least = all.stream().mapToInt(t -> t.screen().historySize()).min().orElseThrow();
    int most = all.stream().mapToInt(t -> t.screen().historySize()).max().orElseThrow();
    assertTrue(least > 1_000, "each keeps some: " + least);
    assertTrue(most < 2 * least, "%d and %d".formatted(least, most));
    for (int i = 0; i < 4; i++) {
      assertEquals(9_999, all.get(i).screen().historyTotal());
      holdsItsYoungest(all.get(i), "p" + i, 10_000);
    }
    assertTrue(histories.bytes() > LIMIT - 2 * BLOCK, "used up: " + histories.bytes());
  }

  @Test
  void aShortOneStaysWholeBesideAFlood() {
    TestTerminal quiet = terminal();
    print(quiet, "quiet", 0, 100);
    print(terminal(), "flood", 0, 10_000);
    assertEquals(99, quiet.screen().historySize());
    holdsItsYoungest(quiet, "quiet", 100);
  }

  @Test
  void aRowThatWasReadIsStillTheSameWhenOlderOnesVanishBeneath() {
    TestTerminal read = terminal();
    print(read, "read", 0, 8_000);
    TestTerminal other = terminal();
    final int before = read.screen().historySize();
    for (int i = 0; i < 8_000; i++) {
      int oldest = -read.screen().historySize();
      assertEquals(7_999 + oldest, number(read, oldest));
      print(other, "other", i, i + 1);
    }
    assertTrue(read.screen().historySize() < before, "it gave up some");
    holdsItsYoungest(read, "read", 8_000);
  }

  @Test
  void whatIsWrappedAnewCountsAndIsCut() {
    TestTerminal t = terminal();
    print(t, "one", 0, 10_000);
    TestTerminal other = terminal();
    print(other, "two", 0, 10_000);
    t.resize(20, 5);
    assertTrue(histories.bytes() <= LIMIT, "after wrapping: " + histories.bytes());
    t.resize(80, 2);
    assertTrue(histories.bytes() <= LIMIT, "and back: " + histories.bytes());
    assertEquals(9_999, number(t, 0));
    print(t, "one", 10_000, 11_000);
    assertEquals(10_998, number(t, -1));
    other.emulator.clearHistory();
    assertTrue(histories.bytes() > BLOCK, "it still counts: " + histories.bytes());
    t.emulator.clearHistory();
    assertTrue(histories.bytes() < 1_000, "nothing else does: " + histories.bytes());
  }

  @Test
  void whatLeavesOrIsClearedGivesItsBytesBack() {
    TestTerminal t = terminal();
    print(t, "one", 0, 1_000);
    TestTerminal other = terminal();
    print(other, "two", 0, 1_000);
    other.emulator.clearHistory();
    long one = histories.bytes();
    t.emulator.share(Histories.alone());
    assertTrue(histories.bytes() < 1_000, "only empty ones: " + histories.bytes());
    assertTrue(one > BLOCK);
    assertEquals(999, t.screen().historySize());
  }

  @Test
  void oneThatJoinsWithTooMuchIsCutAtOnce() {
    TestTerminal t = new TestTerminal(80, 2, 100_000);
    for (int i = 0; i < 40_000; i++) {
      t.emulator.feed((line("one", i) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
    assertEquals(39_999, t.screen().historySize());
    TestTerminal again = new TestTerminal(Emulator.restore(t.emulator.checkpoint()));
    again.emulator.share(histories);
    assertTrue(histories.bytes() <= LIMIT, "together: " + histories.bytes());
    holdsItsYoungest(again, "one", 40_000);
  }

  /// Where a block of the history begins with it, the row before is the youngest of the one before.
  @Test
  void aRowThatIsTakenBackLeavesAHistoryThatCanBeKept() {
    Emulator emulator = new Emulator(new Size(80, 2), 10_000);
    for (int i = 0; i < 900; i++) {
      emulator.feed(("%079d\r\n".formatted(i)).getBytes(StandardCharsets.UTF_8));
      emulator.resize(new Size(80, 3));
      Emulator again = Emulator.restore(emulator.checkpoint());
      assertEquals(emulator.screen().historySize(), again.screen().historySize());
      emulator.resize(new Size(80, 2));
    }
  }
}
