package agenttui.command.agents;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.fork.Fork;
import agenttui.fork.Forks;
import agenttui.sandbox.Sandboxes;
import agenttui.term.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Removes a stopped sandbox. One that belongs to a fork goes the fork's way: what is in no branch
/// of the user's is protected, and it waits in the trash. One without a fork (left by a crash) has
/// nothing to keep and is removed with its volumes.
@CommandLine.Command(
    name = "rm",
    description = "Remove a stopped sandbox; its fork goes to the trash.")
public final class Rm implements Command {
  @CommandLine.Parameters(
      paramLabel = "PANE|ID",
      description = "A name that `ps` lists, or a pane.")
  private String target = "";

  @CommandLine.Option(names = "--force", description = "Remove a protected fork too.")
  private boolean force;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    String id = Named.id(context, Optional.of(target));
    Sandboxes sandboxes = context.the(Sandboxes.class);
    if (sandboxes.find(id).isPresent()) {
      return Outcome.failed("rm: " + Printable.of(id) + " runs: agent-tui stop " + id + " first");
    }
    Optional<Fork> fork = context.the(Forks.class).madeFor(id);
    if (fork.isPresent() && fork.get().state() == Fork.State.READY) {
      return new Outcome.Then(clean(fork.get()));
    }
    if (fork.isPresent()) {
      return Outcome.failed(
          "rm: " + Printable.of(id) + " is in the trash already, or still being made");
    }
    if (change.dryRun()) {
      context.out().println("would remove " + id + " and its volumes");
      return Outcome.OK;
    }
    if (!change.yes()) {
      return Outcome.failed("rm removes " + id + " with its volumes for good: say --yes");
    }
    sandboxes.remove(id);
    return Outcome.OK;
  }

  private String clean(Fork fork) {
    List<String> line = new ArrayList<>(List.of("fork", "clean", fork.id().toString()));
    if (force) {
      line.add("--force");
    }
    if (change.dryRun()) {
      line.add("--dry-run");
    }
    if (change.yes()) {
      line.add("--yes");
    }
    return Words.line(line);
  }
}
