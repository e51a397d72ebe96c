package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.fork.Fork;
import agenttui.fork.Forks;
import java.nio.file.Path;
import java.util.List;

/// Opens panes on forks.
public final class ForkPanes {
  private ForkPanes() {}

  /// Opens a pane in which the fork's agent starts.
  ///
  /// @param extra further arguments for the agent
  /// @return the pane's id
  /// @throws CommandException when the fork's sandbox does not run
  public static String open(
      Context context, Fork fork, List<String> extra, NewPane.Place place, boolean focus) {
    Agent agent = ForkVerb.agent(context, fork);
    String sandbox =
        context
            .the(Forks.class)
            .sandbox(fork)
            .orElseThrow(() ->
                new CommandException("fork " + fork.id().index() + ": its sandbox is stopped"));
    return context
        .screens()
        .open(
            new NewPane(
                sandbox,
                agent.arguments(extra),
                Path.of("/workspace"),
                agent.environment(),
                agent.name(),
                fork.branch(),
                place,
                focus));
  }
}
