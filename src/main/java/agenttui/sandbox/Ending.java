package agenttui.sandbox;

import agenttui.keeper.KeeperException;
import agenttui.keeper.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a run's end and gathers what it said.
///
/// A program may leave others behind that hold its outputs open (a hook that starts a daemon): they
/// are not waited for. Its standard error is given up then; its standard output counts only whole.
final class Ending {
  private static final int MAX_COMPLAINT = 64 << 10;

  /// What a program wrote before it ended is a window of bytes at most: enough for a slow disk.
  private static final Duration MOST_REST = Duration.ofSeconds(30);

  private static final Duration MOST_COMPLAINT = Duration.ofSeconds(2);

  private final Run run;
  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
  private volatile String cut = "";

  private Ending(Run run) {
    this.run = run;
  }

  /// Feeds nothing, copies standard output to `out`, and closes the run.
  static Finished of(Run run, OutputStream out, Duration limit) {
    return of(run, new byte[0], out, limit);
  }

  /// Feeds `input`, which is less than a window (256 KiB), copies standard output to `out`, and
  /// closes the run.
  static Finished of(Run run, byte[] input, OutputStream out, Duration limit) {
    return new Ending(run).within(limit, input, out);
  }

  private Finished within(Duration limit, byte[] input, OutputStream out) {
    Thread errors = Thread.ofVirtual().start(() -> listen(run.stderr()));
    Thread guard = Thread.ofVirtual().start(() -> guard(limit));
    try (run) {
      run.stdin().write(input);
      run.stdin().close();
      run.stdout().transferTo(out);
      int code = run.exit().join().shellCode();
      errors.join(MOST_COMPLAINT);
      return new Finished(code, complaint());
    } catch (IOException | KeeperException | CompletionException e) {
      return new Finished(-1, cut.isEmpty() ? String.valueOf(e.getMessage()) : cut);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finished(-1, "cancelled");
    } finally {
      guard.interrupt();
    }
  }

  /// Closes the run, so that nobody reads on, when it lasts too long.
  private void guard(Duration limit) {
    try {
      run.exit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      Thread.sleep(MOST_REST);
      cut = "something that it left behind holds its output open";
    } catch (TimeoutException e) {
      cut = "not done within " + limit.toSeconds() + " s";
    } catch (InterruptedException | ExecutionException e) {
      return; // It is over.
    }
    run.close();
  }

  private void listen(InputStream stderr) {
    byte[] buffer = new byte[8 << 10];
    try (stderr) {
      for (int n = stderr.read(buffer); n >= 0; n = stderr.read(buffer)) {
        synchronized (complaint) {
          complaint.write(buffer, 0, Math.min(n, MAX_COMPLAINT - complaint.size()));
        }
      }
    } catch (IOException e) {
      // The run was closed or lost: its exit tells.
    }
  }

  private String complaint() {
    synchronized (complaint) {
      return complaint.toString(StandardCharsets.UTF_8);
    }
  }
}
