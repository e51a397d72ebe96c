package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.keeper.ExitStatus;
import agenttui.keeper.KeeperException;
import agenttui.keeper.Processes;
import agenttui.keeper.Run;
import agenttui.keeper.frame.Inlet;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A program in a sandbox is waited for, what it leaves behind is not. (Each of these would wait
/// for ever: the test's time limit tells.)
class EndingTest {
  private final Held run = new Held();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void anErrorStreamThatADaemonHoldsOpenIsGivenUp() {
    say(run.stdout, "tip\n");
    say(run.stderr, "a hook says\n");
    run.stdout.end();
    run.exit.complete(new ExitStatus.Exited(0));
    assertEquals(new Finished(0, "a hook says\n"), Ending.of(run, out, Duration.ofDays(1)));
    assertEquals("tip\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aProgramThatNoSignalReachesIsLeftWhenItsTimeIsOver() {
    say(run.stdout, "half");
    assertEquals(
        new Finished(-1, "not done within 0 s"), Ending.of(run, out, Duration.ofMillis(20)));
  }

  private static void say(Inlet to, String text) {
    to.add(text.getBytes(StandardCharsets.UTF_8), 0);
  }

  /// A run whose outputs end when the test says so, or when it is closed.
  private static final class Held implements Run {
    private final Inlet stdout = new Inlet(1 << 16, () -> 0, _ -> {});
    private final Inlet stderr = new Inlet(1 << 16, () -> 0, _ -> {});
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    @Override
    public OutputStream stdin() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public Inlet stdout() {
      return stdout;
    }

    @Override
    public Inlet stderr() {
      return stderr;
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
      return exit.copy();
    }

    @Override
    public void signal(int signal) {}

    @Override
    public Processes processes() {
      return new Processes(Optional.empty(), Optional.empty(), List.of());
    }

    @Override
    public void close() {
      stdout.fail("the run is closed");
      stderr.fail("the run is closed");
      exit.completeExceptionally(new KeeperException("the run is closed"));
    }
  }
}
