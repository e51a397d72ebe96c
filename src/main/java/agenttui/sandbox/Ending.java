package agenttui.sandbox;

import agenttui.keeper.KeeperException;
import agenttui.keeper.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// Waits for a run's end and gathers what it said.
final class Ending {
  private static final int MAX_COMPLAINT = 64 << 10;

  /// `SIGKILL`, as on every Linux.
  private static final int KILL = 9;

  private Ending() {}

  /// Feeds nothing, copies standard output to `out`, and closes the run.
  static Finished of(Run run, OutputStream out, Duration limit) {
    CompletableFuture<Void> late =
        CompletableFuture.runAsync(
            () -> run.signal(KILL),
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    CompletableFuture<String> complaint = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> complaint.complete(said(run.stderr())));
    try (run) {
      run.stdin().close();
      run.stdout().transferTo(out);
      int code = run.exit().join().shellCode();
      return new Finished(code, complaint.join());
    } catch (IOException | KeeperException | CompletionException e) {
      return new Finished(-1, String.valueOf(e.getMessage()));
    } finally {
      late.cancel(false);
    }
  }

  private static String said(InputStream stderr) {
    try (stderr) {
      String kept = new String(stderr.readNBytes(MAX_COMPLAINT), StandardCharsets.UTF_8);
      stderr.transferTo(OutputStream.nullOutputStream());
      return kept;
    } catch (IOException | KeeperException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
