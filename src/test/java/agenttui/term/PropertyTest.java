package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What holds for any input: nothing throws, invariants hold, splits don't matter, answers follow a
/// grammar, a checkpoint changes nothing.
class PropertyTest {
  /// Everything that a terminal of ours may ever answer (threats F1).
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(\u001b\\[[?>]?[0-9;]*(\\$y|\\*\\{|[cnRtxum])"
              + "|\u001bP!\\|00000000\u001b\\\\|\u001bP>\\|agent-tui"
              + " [0-9.]+\u001b\\\\|\u001bP[01]\\$r[0-9;:]*[ \"$*]?[a-z|]?\u001b\\\\"
              + "|\u001bP[0-9]+!~[0-9A-F]{4}\u001b\\\\"
              + "|\u001bP[01]\\+r([0-9A-F]+(=[0-9A-F]+)?)?\u001b\\\\"
              + "|\u001b\\](4;[0-9]+|1[0-9]);rgb:[0-9a-f]{4}/[0-9a-f]{4}/[0-9a-f]{4}(\u0007|\u001b\\\\)"
              + "|\u001b\\]99;i=0:p=\\?;p=title,body\u001b\\\\|\u001b_Gi=[0-9]+;ENOTSUPPORTED:no"
              + " graphics here\u001b\\\\)*");

  @Test
  void hostileInputNeverBreaksTheScreen() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      byte[] bytes = Streams.of(seed, 20_000);
      TestTerminal terminal =
          new TestTerminal(1 + random.nextInt(100), 1 + random.nextInt(30), random.nextInt(300));
      for (int at = 0; at < bytes.length; ) {
        int n = Math.min(bytes.length - at, 1 + random.nextInt(400));
        terminal.feed(Arrays.copyOfRange(bytes, at, at + n));
        at += n;
        if (random.nextInt(20) == 0) {
          terminal.resize(1 + random.nextInt(120), 1 + random.nextInt(40));
        }
        String replies = new String(terminal.emulator.takeReplies(), StandardCharsets.UTF_8);
        assertTrue(
            GRAMMAR.matcher(replies).matches(), () -> "an answer outside the grammar: " + replies);
        assertTrue(terminal.emulator.takeNotices().size() <= 256, "notices are bounded");
      }
    }
  }

  @Test
  void theWayInputIsSplitDoesNotMatter() {
    for (int seed = 100; seed < 140; seed++) {
      byte[] bytes = Streams.of(seed, 6_000);
      Random random = new Random(seed);
      Emulator whole = new Emulator(new Size(70, 20), 200);
      Emulator cut = new Emulator(new Size(70, 20), 200);
      Emulator single = new Emulator(new Size(70, 20), 200);
      whole.feed(bytes);
      for (int at = 0; at < bytes.length; ) {
        int n = Math.min(bytes.length - at, 1 + random.nextInt(40));
        cut.feed(bytes, at, n);
        at += n;
      }
      for (int i = 0; i < bytes.length; i++) {
        single.feed(bytes, i, 1);
      }
      String expected = new TestTerminal(whole).everything();
      assertEquals(expected, new TestTerminal(cut).everything(), "random cuts, seed " + seed);
      assertEquals(expected, new TestTerminal(single).everything(), "single bytes, seed " + seed);
      assertArrayEquals(whole.checkpoint(), cut.checkpoint(), "hidden state, seed " + seed);
      assertArrayEquals(whole.takeReplies(), single.takeReplies(), "answers, seed " + seed);
    }
  }

  @Test
  void aCheckpointAnywhereChangesNothing() {
    for (int seed = 200; seed < 260; seed++) {
      byte[] bytes = Streams.of(seed, 5_000);
      int at = new Random(seed).nextInt(bytes.length);
      Emulator whole = new Emulator(new Size(60, 15), 150);
      Emulator first = new Emulator(new Size(60, 15), 150);
      whole.feed(bytes);
      first.feed(bytes, 0, at);
      Emulator second = Emulator.restore(first.checkpoint());
      assertEquals(
          new TestTerminal(first).everything(), new TestTerminal(second).everything(), "restored");
      second.feed(bytes, at, bytes.length - at);
      assertEquals(
          new TestTerminal(whole).everything(),
          new TestTerminal(second).everything(),
          "seed " + seed + " at " + at);
    }
  }

  @Test
  void aReplayShowsTheSameAndTellsNothing() {
    byte[] bytes = Streams.of(7, 20_000);
    Emulator live = new Emulator(new Size(80, 24), 100);
    Emulator replayed = new Emulator(new Size(80, 24), 100);
    live.feed(bytes);
    replayed.replay(bytes, 0, bytes.length);
    assertEquals(new TestTerminal(live).everything(), new TestTerminal(replayed).everything());
    assertTrue(live.takeReplies().length > 0 && !live.takeNotices().isEmpty(), "it had answers");
    assertEquals(0, replayed.takeReplies().length);
    assertTrue(replayed.takeNotices().isEmpty());
  }

  @Test
  void aReaderThatFollowsTheDamageSeesTheSameScreen() {
    boolean alternate = false;
    for (int seed = 300; seed < 340; seed++) {
      byte[] bytes = Streams.of(seed, 8_000);
      Random random = new Random(seed);
      TestTerminal terminal = new TestTerminal(50, 16, 50);
      Follower follower = new Follower(50, 16);
      for (int at = 0; at < bytes.length; ) {
        int n = Math.min(bytes.length - at, 1 + random.nextInt(300));
        terminal.feed(Arrays.copyOfRange(bytes, at, at + n));
        at += n;
        follower.follow(terminal.screen());
        alternate |= terminal.screen().modes().alternateScreen();
        assertEquals(Follower.of(terminal.screen()), follower.toString(), "seed " + seed);
      }
    }
    assertTrue(alternate, "some streams change screens");
  }

  /// A reader as the compositor is one: keeps a copy by scrolls and dirty columns alone.
  private static final class Follower {
    private final int[][] text;
    private final long[][] attr;

    Follower(int columns, int rows) {
      text = new int[rows][columns];
      attr = new long[rows][columns];
    }

    void follow(Screen screen) {
      for (int i = 0; i < screen.scrolls(); i++) {
        scroll(screen.scrollTop(i), screen.scrollBottom(i), screen.scrollBy(i));
      }
      for (int y = 0; y < screen.rows(); y++) {
        for (int x = screen.dirtyFrom(y); x < screen.dirtyTo(y); x++) {
          boolean used = x < screen.used(y);
          text[y][x] = used ? screen.text(y)[x] : 0;
          attr[y][x] = used ? screen.attr(y)[x] : screen.fill(y);
        }
      }
      screen.clearDamage();
    }

    private void scroll(int top, int bottom, int by) {
      int[][] texts = text.clone();
      long[][] attrs = attr.clone();
      for (int y = top; y < bottom; y++) {
        int from = y + by;
        boolean inside = from >= top && from < bottom;
        text[y] = inside ? texts[from] : new int[text[y].length];
        attr[y] = inside ? attrs[from] : new long[attr[y].length];
      }
    }

    static String of(Screen screen) {
      Follower fresh = new Follower(screen.columns(), screen.rows());
      for (int y = 0; y < screen.rows(); y++) {
        for (int x = 0; x < screen.columns(); x++) {
          boolean used = x < screen.used(y);
          fresh.text[y][x] = used ? screen.text(y)[x] : 0;
          fresh.attr[y][x] = used ? screen.attr(y)[x] : screen.fill(y);
        }
      }
      return fresh.toString();
    }

    @Override
    public String toString() {
      return Arrays.deepToString(text) + Arrays.deepToString(attr);
    }
  }
}
