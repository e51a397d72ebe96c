package agenttui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Checkpoints hold everything, also what is half read; broken ones are refused.
class CheckpointTest {
  private static TestTerminal again(TestTerminal terminal) {
    return new TestTerminal(Emulator.restore(terminal.emulator.checkpoint()));
  }

  @Test
  void aHalfSequenceGoesOn() {
    assertEquals("x", again(new TestTerminal(9, 1).feed("\u001b[3")).feed("1mx").rows());
    assertEquals(
        "t", again(new TestTerminal(9, 1).feed("\u001b]0;t")).feed("\u0007").screen().title());
    byte[] half = Arrays.copyOf("中".getBytes(StandardCharsets.UTF_8), 2);
    assertEquals(
        "中", again(new TestTerminal(9, 1).feed(half)).feed(new byte[] {(byte) 0xAD}).rows());
  }

  @Test
  void bothScreensPenAndModesComeBack() {
    TestTerminal first =
        new TestTerminal(20, 4)
            .feed(
                "main\u001b[31;4:3;58:5:9m\u001b]8;;http://a\u0007\u001b[?1049h\u001b[?2004h\u001b[>5u")
            .feed(
                "\u001b[Halt e\u0301 👍🏽\u001b[3"
                    + " q\u001b[22t\u001b]2;now\u0007\u001b]4;1;#abcdef\u0007");
    TestTerminal second = again(first);
    assertEquals(first.everything(), second.everything());
    assertEquals(0xABCDEF, second.screen().colour(1));
    assertEquals(first.feed("X").everything(), second.feed("X").everything());
    assertEquals(
        first.feed("\u001b[?1049l").everything(), second.feed("\u001b[?1049l").everything());
    assertEquals(first.feed("\u001b[23t").everything(), second.feed("\u001b[23t").everything());
  }

  @Test
  void theHistoryComesBack() {
    TestTerminal first =
        new TestTerminal(10, 2, 50).feed("a\r\n".repeat(300) + "\u001b[1mbold\r\n\r\n");
    assertEquals(first.everything(), again(first).everything());
    assertEquals(first.screen().historyTotal(), again(first).screen().historyTotal());
  }

  @Test
  void everythingOfARestoredScreenIsDirty() {
    TestTerminal t = new TestTerminal(10, 2).feed("a");
    t.screen().clearDamage();
    assertEquals(10, again(t).screen().dirtyTo(1));
  }

  @Test
  void aBrokenCheckpointIsRefused() {
    byte[] good = new TestTerminal(20, 4, 10).feed(Streams.of(5, 3000)).emulator.checkpoint();
    Random random = new Random(3);
    assertThrows(TermException.class, () -> Emulator.restore(new byte[0]));
    assertThrows(TermException.class, () -> Emulator.restore(Arrays.copyOf(good, good.length / 2)));
    for (int i = 0; i < 200; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      assertThrows(TermException.class, () -> Emulator.restore(bad));
    }
  }
}
