package agenttui.command.work;

import agenttui.agent.Agents;
import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.NetworkOptions;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.config.Settings;
import agenttui.config.Terms;
import agenttui.fork.Created;
import agenttui.fork.Fork;
import agenttui.fork.ForkRequest;
import agenttui.fork.Forks;
import agenttui.fork.Setup;
import agenttui.term.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A pane in a new sandbox: a fork of the caller's repository as it is now.
///
/// @param agent the agent's name, or empty for the configured one
/// @param sandbox `docker`, `local`, or empty for the configured one
/// @param network what it reaches
/// @param words further arguments for the agent when one is named, else a program to start in place
///   of the configured one; empty for the agent alone
public record FirstPane(String agent, String sandbox, NetworkOptions network, List<String> words) {
  /// Makes the fork and opens the session's first pane on it.
  ///
  /// @param session the session's name; free
  /// @param columns width of the whole screen
  /// @param rows height of the whole screen
  public Outcome open(Context context, String session, int columns, int rows) {
    return open(
        context,
        here -> new NewPane.Place.NewSession(session, here.repository().workTree(), columns, rows),
        ForkPanes.Opening.fresh(agent.isEmpty() ? List.of() : words, Optional.empty()));
  }

  /// Makes the fork and opens a pane on it beside the caller's.
  ///
  /// @param said how the agent starts
  public Outcome beside(Context context, ForkPanes.Opening said) {
    Caller caller = context.caller();
    return open(
        context, _ -> new NewPane.Place.Beside(caller.pane(), true, caller.onScreen()), said);
  }

  /// Makes the fork and opens a session for it alone, of the size of the caller's terminal.
  ///
  /// @param session the session's name; free
  /// @param said how the agent starts
  public Outcome alone(Context context, String session, ForkPanes.Opening said) {
    return open(
        context,
        here ->
            new NewPane.Place.Alone(
                new NewPane.Place.NewSession(
                    session,
                    here.repository().workTree(),
                    context.caller().columns(),
                    context.caller().rows())),
        said);
  }

  private Outcome open(
      Context context, Function<Here, NewPane.Place> place, ForkPanes.Opening said) {
    return Here.run(
        context,
        here -> {
          Fork fork = fork(here);
          if (words.isEmpty() || !agent.isEmpty()) {
            ForkPanes.open(context, fork, said, place.apply(here), true);
          } else {
            context.screens().open(program(here, fork, place.apply(here)));
          }
          here.context().screens().refreshForks();
          return Outcome.OK;
        });
  }

  /// A new fork, or an untouched one that an ended session left.
  private Fork fork(Here here) {
    Settings settings = here.context().the(Settings.class);
    String name = agent.isEmpty() ? settings.agent() : agent;
    Agents agents = here.context().the(Agents.class);
    if (agents.find(name).isEmpty()) {
      String near = agents.nearest(name).map(n -> ": did you mean " + n + "?").orElse("");
      throw new CommandException("unknown agent " + Printable.of(name) + near);
    }
    Forks forks = here.forks();
    Setup setup =
        new Setup(
            name,
            sandbox.isEmpty() ? settings.sandbox() : sandbox,
            network.mode(),
            Terms.allowing(network.allow()));
    ForkRequest request =
        new ForkRequest(
            here.repository(), forks.workTree(here.repository(), true), setup, 1, Optional.empty());
    if (words.isEmpty()) {
      List<String> shown =
          here.context().screens().panes().stream().map(PaneFacts::sandbox).toList();
      Optional<Fork> there =
          forks.untouched(
              request, fork -> !shown.contains(fork.id().toString()), here.context().progress());
      if (there.isPresent()) {
        return there.get();
      }
    }
    Created created = forks.create(request, here.context().progress());
    if (created.forks().isEmpty()) {
      throw here.failed(created.failure());
    }
    return created.forks().getFirst();
  }

  private NewPane program(Here here, Fork fork, NewPane.Place place) {
    String id =
        here.forks()
            .sandbox(fork)
            .orElseThrow(() -> new CommandException("the sandbox ended at once"));
    String first = words.getFirst();
    return new NewPane(
        id,
        words,
        Path.of("/workspace"),
        Map.of(),
        first.substring(first.lastIndexOf('/') + 1),
        fork.branch(),
        place,
        true);
  }
}
