package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.keeper.Run;
import agenttui.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Runs one command in a pane's sandbox, without a terminal.
@CommandLine.Command(
    name = "exec",
    description = "Run a command in a pane's sandbox; its exit code is ours.")
public final class Exec implements Command {
  private static final int PIECE = 16 << 10;
  private static final int TERM = 15;
  private static final Duration GRACE = Duration.ofSeconds(2);

  @CommandLine.Option(
      names = "-t",
      paramLabel = "PANE",
      description = "The pane; else the focused.")
  private @Nullable String target;

  @CommandLine.Parameters(arity = "1..*", paramLabel = "CMD", description = "What to run.")
  private List<String> words = List.of();

  @Override
  public boolean startsProgram() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Sandbox sandbox = Named.running(context, Optional.ofNullable(target));
    Run run = sandbox.run(words, Sandbox.WORKSPACE, Map.of());
    return carried(run, context.in(), context.out(), context.err());
  }

  /// Carries the three streams until the program ends, or ends it when the caller goes away.
  static Outcome carried(Run run, InputStream in, PrintStream out, PrintStream err) {
    try (run) {
      Thread.ofVirtual().start(() -> feed(in, run));
      Thread errors = Thread.ofVirtual().start(() -> copy(run.stderr(), err, run));
      copy(run.stdout(), out, run);
      errors.join();
      return new Outcome.Done(run.exit().join().shellCode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed("exec: cancelled");
    } catch (CompletionException e) {
      return Outcome.failed(
          "exec: " + (e.getCause() == null ? e.getMessage() : e.getCause().getMessage()));
    }
  }

  /// What the program takes no more is read all the same: only so the caller's end is heard.
  private static void feed(InputStream from, Run run) {
    byte[] buffer = new byte[PIECE];
    boolean taken = true;
    try (OutputStream to = run.stdin()) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        taken = taken && gave(to, buffer, n);
      }
    } catch (IOException e) {
      leave(run);
    }
  }

  private static boolean gave(OutputStream to, byte[] bytes, int length) {
    try {
      to.write(bytes, 0, length);
      return true;
    } catch (IOException e) {
      return false; // The program ended or closed its input.
    }
  }

  private static void copy(InputStream from, PrintStream to, Run run) {
    byte[] buffer = new byte[PIECE];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        to.write(buffer, 0, n);
        // This sends it off, too.
        if (to.checkError()) {
          leave(run);
          return;
        }
      }
    } catch (IOException e) {
      // The stream was lost: the exit tells.
    }
  }

  /// The caller has gone: TERM, and KILL after a moment.
  private static void leave(Run run) {
    run.signal(TERM);
    try {
      run.exit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What follows needs nobody's consent.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    run.close();
  }
}
