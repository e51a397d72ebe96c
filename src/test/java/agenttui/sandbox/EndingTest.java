package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.keeper.HeldRun;
import agenttui.keeper.frame.Inlet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A program in a sandbox is waited for, what it leaves behind is not. (Each of these would wait
/// for ever: the test's time limit tells.)
class EndingTest {
  private final HeldRun run = new HeldRun(false);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void anErrorStreamThatADaemonHoldsOpenIsGivenUp() {
    say(run.stdout(), "tip\n");
    say(run.stderr(), "a hook says\n");
    run.stdout().end();
    run.exits(0);
    assertEquals(new Finished(0, "a hook says\n"), Ending.of(run, out, Duration.ofDays(1)));
    assertEquals("tip\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aProgramThatNoSignalReachesIsLeftWhenItsTimeIsOver() {
    say(run.stdout(), "half");
    assertEquals(
        new Finished(-1, "not done within 0 s"), Ending.of(run, out, Duration.ofMillis(20)));
  }

  private static void say(Inlet to, String text) {
    to.add(text.getBytes(StandardCharsets.UTF_8), 0);
  }
}
