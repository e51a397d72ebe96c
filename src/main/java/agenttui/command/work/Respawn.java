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
import agenttui.keeper.Processes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Starts the program of a pane again that has ended, in place; its sandbox too when that was
/// stopped or killed.
@CommandLine.Command(
    name = "respawn-pane",
    aliases = {"respawnp"},
    description = "Start the program of an ended pane again, with its sandbox, or another.")
public final class Respawn implements Command {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "PANE",
      description = "The pane; else the focused.")
  private @Nullable String target;

  @CommandLine.Option(
      names = "--all",
      description = "Every ended pane of the session that had an agent or a shell.")
  private boolean all;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Parameters(
      arity = "0..*",
      paramLabel = "CMD",
      description = "What it runs; else what it ran.")
  private List<String> words = List.of();

  @Override
  public Outcome run(Context context) {
    PaneFacts meant = context.screens().facts(context.caller(), Optional.ofNullable(target));
    if (!all) {
      return run(context, meant);
    }
    String shell = context.caller().environment().getOrDefault("SHELL", "");
    List<String> failed = new ArrayList<>();
    for (PaneFacts pane : context.screens().panes()) {
      if (pane.session().equals(meant.session())
          && pane.exit() >= 0
          && startsByItself(pane, shell)) {
        try {
          if (run(context, pane) instanceof Outcome.Failed failure) {
            failed.add(failure.line());
          }
        } catch (CommandException e) {
          failed.add("pane " + pane.number() + ": " + e.getMessage());
        }
      }
    }
    return failed.isEmpty() ? Outcome.OK : Outcome.failed(String.join("; ", failed));
  }

  /// Whether it does no harm to start it unasked: an agent waits for a person, and so does a shell.
  private static boolean startsByItself(PaneFacts pane, String ownShell) {
    List<String> command = pane.command();
    String program = command.isEmpty() ? ownShell : command.getFirst();
    boolean plain = command.stream().skip(1).allMatch(word -> word.matches("-[il]+|--login"));
    boolean shell = plain && (program.equals(ownShell) || Processes.isShellName(program));
    return shell || !pane.branch().isEmpty();
  }

  private Outcome run(Context context, PaneFacts pane) {
    if (pane.exit() < 0) {
      return Outcome.failed("respawn-pane: pane " + pane.number() + " still runs");
    }
    if (change.dryRun()) {
      context.out().println("would start pane " + pane.number() + " again");
      return Outcome.OK;
    }
    if (pane.sandbox().isEmpty()) {
      again(context, pane, words, context.caller().environment());
      return Outcome.OK;
    }
    Forks forks = context.the(Forks.class);
    Fork fork =
        forks
            .bySandbox(pane.sandbox())
            .orElseThrow(
                () -> new CommandException("the fork of pane %d is gone".formatted(pane.number())));
    return Here.guarded(() -> {
      Repository repository =
          forks.home(fork).orElseThrow(() -> new CommandException("its repository is gone"));
      forks.wake(repository, fork, context.progress());
      Agent agent = ForkVerb.agent(context, fork);
      boolean itsAgent = words.isEmpty() && pane.name().equals(agent.name());
      again(
          context,
          pane,
          itsAgent ? resumed(context, pane, agent) : words,
          itsAgent ? agent.environment() : Map.of());
      context.screens().refreshForks();
      return Outcome.OK;
    });
  }

  /// The agent's command line with which it goes on with what was said in its sandbox.
  private static List<String> resumed(Context context, PaneFacts pane, Agent agent) {
    List<String> said = Conversations.resumed(context, pane.sandbox(), agent);
    return agent.arguments(agent.extra(pane.command()), said, Optional.empty());
  }

  private static void again(
      Context context, PaneFacts pane, List<String> words, Map<String, String> environment) {
    List<String> own = pane.command().isEmpty() ? List.of("/bin/bash") : pane.command();
    NewPane wanted =
        new NewPane(
            pane.sandbox(),
            words.isEmpty() ? own : words,
            Path.of(pane.directory()),
            environment,
            pane.name(),
            pane.branch(),
            new NewPane.Place.Beside(Optional.of(pane.id()), true, false),
            false);
    context.screens().respawn(pane.id(), wanted);
  }
}
