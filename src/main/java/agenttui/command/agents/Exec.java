package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.keeper.Run;
import agenttui.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Runs one command in a pane's sandbox, without a terminal.
@CommandLine.Command(
    name = "exec",
    description = "Run a command in a pane's sandbox; its exit code is ours.")
public final class Exec implements Command {
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
    try (Run run = sandbox.run(words, Sandbox.WORKSPACE, Map.of())) {
      Thread.ofVirtual().start(() -> feed(context.in(), run.stdin()));
      Thread errors = Thread.ofVirtual().start(() -> copy(run.stderr(), context.err()));
      copy(run.stdout(), context.out());
      errors.join();
      return new Outcome.Done(run.exit().join().shellCode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed("exec: cancelled");
    }
  }

  private static void feed(InputStream from, OutputStream to) {
    try (to) {
      from.transferTo(to);
    } catch (IOException e) {
      // The program ended or closed its input.
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    try {
      from.transferTo(to);
      to.flush();
    } catch (IOException e) {
      // The stream was lost: the exit tells.
    }
  }
}
