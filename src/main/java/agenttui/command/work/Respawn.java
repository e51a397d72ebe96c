package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.fork.Fork;
import agenttui.fork.Forks;
import agenttui.git.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Starts the agent (or a shell) of a pane again whose program has ended, in place; its sandbox too
/// when that was stopped or killed.
@CommandLine.Command(
    name = "respawn-pane",
    aliases = {"respawnp"},
    description = "Start the agent or shell of an ended pane again, with its sandbox.")
public final class Respawn implements Command {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "PANE",
      description = "The pane; else the focused.")
  private @Nullable String target;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Parameters(arity = "0..*", paramLabel = "CMD", description = "What it runs.")
  private List<String> words = List.of();

  @Override
  public Outcome run(Context context) {
    PaneFacts pane = context.screens().facts(context.caller(), Optional.ofNullable(target));
    if (pane.exit() < 0) {
      return Outcome.failed("respawn-pane: pane " + pane.number() + " still runs");
    }
    Forks forks = context.the(Forks.class);
    Fork fork =
        forks
            .bySandbox(pane.sandbox())
            .orElseThrow(() ->
                new CommandException(
                    "pane " + pane.number() + " ran on this machine: split-window opens another"));
    if (change.dryRun()) {
      context.out().println("would start pane " + pane.number() + " again");
      return Outcome.OK;
    }
    return Here.guarded(() -> {
      Repository repository =
          forks.home(fork).orElseThrow(() -> new CommandException("its repository is gone"));
      forks.wake(repository, fork, context.progress());
      context.screens().respawn(pane.id(), wanted(context, fork, pane));
      context.screens().refreshForks();
      return Outcome.OK;
    });
  }

  private NewPane wanted(Context context, Fork fork, PaneFacts pane) {
    Agent agent = ForkVerb.agent(context, fork);
    boolean itsAgent = words.isEmpty() && pane.name().equals(agent.name());
    List<String> arguments =
        itsAgent ? agent.arguments(List.of()) : words.isEmpty() ? List.of("/bin/bash") : words;
    return new NewPane(
        pane.sandbox(),
        arguments,
        Path.of("/workspace"),
        itsAgent ? agent.environment() : Map.of(),
        pane.name(),
        fork.branch(),
        new NewPane.Place.Beside(Optional.of(pane.id()), true),
        false);
  }
}
