package agenttui.command.work;

import agenttui.agent.Agent;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.fork.Fork;
import agenttui.fork.Forks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Opens panes on forks.
public final class ForkPanes {
  private ForkPanes() {}

  /// How an agent starts in a pane.
  ///
  /// @param extra further arguments of the user
  /// @param conversation arguments with which it goes on with a conversation, or none
  /// @param prompt its first prompt, or empty
  public record Opening(List<String> extra, List<String> conversation, Optional<String> prompt) {
    /// Copies.
    public Opening {
      extra = List.copyOf(extra);
      conversation = List.copyOf(conversation);
    }

    /// A start with nothing said before.
    public static Opening fresh(List<String> extra, Optional<String> prompt) {
      return new Opening(extra, List.of(), prompt);
    }
  }

  /// Opens a pane in which the fork's agent goes on with what was said before, if anything was.
  static void resume(Context context, Fork fork, NewPane.Place place, boolean focus) {
    Agent agent = ForkVerb.agent(context, fork);
    List<String> said = Conversations.resumed(context, fork.id().toString(), agent);
    open(context, fork, new Opening(List.of(), said, Optional.empty()), place, focus);
  }

  /// Opens a pane in which the fork's agent starts.
  ///
  /// @param said how it starts
  /// @return the pane's id
  /// @throws CommandException when the fork's sandbox does not run
  public static String open(
      Context context, Fork fork, Opening said, NewPane.Place place, boolean focus) {
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
                agent.arguments(said.extra(), said.conversation(), said.prompt()),
                Path.of("/workspace"),
                agent.environment(),
                agent.name(),
                fork.branch(),
                place,
                focus));
  }
}
