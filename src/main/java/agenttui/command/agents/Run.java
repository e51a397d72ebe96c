package agenttui.command.agents;

import agenttui.agent.Agents;
import agenttui.command.Caller;
import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NetworkOptions;
import agenttui.command.Outcome;
import agenttui.command.screen.SessionNames;
import agenttui.command.work.FirstPane;
import agenttui.command.work.ForkPanes;
import agenttui.command.work.PromptOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Starts one agent on a fork of the caller's repository: from a session of ours in a pane beside
/// the focused one; from a plain terminal it fills that terminal, without lines or keys of ours
/// (agents use `Ctrl-b` themselves), and the end has the agent's exit code.
@CommandLine.Command(
    name = "run",
    description = {
      "One agent in this terminal, on a fork of this repository; its exit code is ours.",
      "It gets every key, the prefix too; `agent-tui claude` is short for `agent-tui run claude`.",
      "--prompt and --prompt-file may also stand behind AGENT; what follows a -- is the agent's."
    })
public final class Run implements Command {
  @CommandLine.Option(
      names = "--sandbox",
      paramLabel = "docker|local",
      description = "Where it runs.")
  private String sandbox = "";

  @CommandLine.Mixin private NetworkOptions network = new NetworkOptions();

  @CommandLine.Mixin private PromptOptions prompt = new PromptOptions();

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Parameters(index = "0", paramLabel = "AGENT", description = "Which: see `agents`.")
  private String agent = "";

  @CommandLine.Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGS",
      description = "Arguments of the agent.")
  private List<String> words = new ArrayList<>();

  @Override
  public boolean startsProgram() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Caller caller = context.caller();
    boolean beside = caller.onScreen() || caller.pane().isPresent();
    if (!beside && caller.client().isEmpty()) {
      return Outcome.failed("run: no terminal to show it on");
    }
    if (change.dryRun()) {
      context.out().println("would start " + agent + " on a fork of this repository");
      return Outcome.OK;
    }
    List<String> extra = prompt.taken(words);
    Optional<String> first =
        context.the(Agents.class).find(agent).flatMap(known -> prompt.of(caller, known));
    ForkPanes.Opening said = ForkPanes.Opening.fresh(extra, first);
    FirstPane pane = new FirstPane(agent, sandbox, network, List.of());
    if (beside) {
      return pane.beside(context, said);
    }
    String session = SessionNames.free(context, caller.directory().resolveSibling(agent));
    Outcome made = pane.alone(context, session, said);
    if (made.equals(Outcome.OK)) {
      context.screens().attach(caller, session);
    }
    return made;
  }
}
