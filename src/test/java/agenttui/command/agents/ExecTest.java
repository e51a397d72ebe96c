package agenttui.command.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import agenttui.command.Outcome;
import agenttui.keeper.ExitStatus;
import agenttui.keeper.KeeperException;
import agenttui.keeper.Processes;
import agenttui.keeper.Run;
import agenttui.keeper.frame.Inlet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A program that `exec` runs: what it says is passed on as it comes, and it does not outlive its
/// caller. (Without that these would wait for ever: the test's time limit tells.)
class ExecTest {
  private final Running run = new Running();
  private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

  @Test
  void whatItSaysIsPassedOnBeforeItEnds() throws Exception {
    CountDownLatch heard = new CountDownLatch(1);
    OutputStream caller =
        new OutputStream() {
          @Override
          public void write(int b) {
            heard.countDown();
          }
        };
    run.stdout.add("on the way\n".getBytes(StandardCharsets.US_ASCII), 0);
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(
            () ->
                Exec.carried(
                    run,
                    InputStream.nullInputStream(),
                    new PrintStream(new BufferedOutputStream(caller, 1 << 14)),
                    nowhere),
            task -> Thread.ofVirtual().start(task));
    heard.await();
    run.ends(3);
    assertEquals(new Outcome.Done(3), outcome.get());
  }

  @Test
  void itEndsWithACallerWhoHearsNothingAnyMore() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };
    run.stdout.add("y\n".repeat(1000).getBytes(StandardCharsets.US_ASCII), 0);
    Outcome outcome =
        Exec.carried(run, InputStream.nullInputStream(), new PrintStream(gone), nowhere);
    assertEquals(new Outcome.Done(143), outcome);
  }

  @Test
  void itEndsWithACallerWhoSaysNothingAnyMore() {
    InputStream gone =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertEquals(new Outcome.Done(143), Exec.carried(run, gone, nowhere, nowhere));
  }

  @Test
  void aLostStreamIsSaid() {
    run.close();
    Outcome outcome = Exec.carried(run, InputStream.nullInputStream(), nowhere, nowhere);
    assertEquals("exec: the run is closed", assertInstanceOf(Outcome.Failed.class, outcome).line());
  }

  /// A program that goes on until a signal, or its test, ends it.
  private static final class Running implements Run {
    private final Inlet stdout = new Inlet(1 << 16, () -> 0, _ -> {});
    private final Inlet stderr = new Inlet(1 << 16, () -> 0, _ -> {});
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    void ends(int code) {
      exit.complete(new ExitStatus.Exited(code));
      stdout.end();
      stderr.end();
    }

    @Override
    public OutputStream stdin() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public InputStream stdout() {
      return stdout;
    }

    @Override
    public InputStream stderr() {
      return stderr;
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
      return exit.copy();
    }

    @Override
    public void signal(int signal) {
      exit.complete(new ExitStatus.Signalled(signal));
      stdout.end();
      stderr.end();
    }

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
