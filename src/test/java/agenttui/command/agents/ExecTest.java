package agenttui.command.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import agenttui.command.Outcome;
import agenttui.keeper.HeldRun;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// A program that `exec` runs: what it says is passed on as it comes, and it does not outlive its
/// caller. (Without that these would wait for ever: the test's time limit tells.)
class ExecTest {
  private final HeldRun run = new HeldRun(true);
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
    run.stdout().add("on the way\n".getBytes(StandardCharsets.US_ASCII), 0);
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
    run.stdout().add("y\n".repeat(1000).getBytes(StandardCharsets.US_ASCII), 0);
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
}
