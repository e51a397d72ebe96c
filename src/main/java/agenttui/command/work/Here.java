package agenttui.command.work;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.screen.SessionNames;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.EngineState;
import agenttui.fork.Fork;
import agenttui.fork.ForkException;
import agenttui.fork.ForkId;
import agenttui.fork.Forks;
import agenttui.git.Discovery;
import agenttui.git.GitException;
import agenttui.git.Repository;
import agenttui.merge.Merges;
import agenttui.sandbox.SandboxException;
import agenttui.store.StoreException;
import agenttui.term.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The caller's repository with its forks: what every verb of this package starts from.
///
/// @param context the call's
/// @param repository the one that the caller stands in
record Here(Context context, Repository repository) {
  /// Runs a verb in the caller's repository; expected failures become one line and an exit code.
  static Outcome run(Context context, Function<Here, Outcome> verb) {
    return guarded(() ->
        switch (context.the(Forks.class).discover(context.caller().directory())) {
          case Discovery.Found found -> verb.apply(new Here(context, found.repository()));
          case Discovery.Not not -> Outcome.failed(Printable.of(not.line()));
        });
  }

  /// Runs what needs forks; expected failures become one line and an exit code.
  static Outcome guarded(Supplier<Outcome> work) {
    try {
      return work.get();
    } catch (GitException e) {
      return new Outcome.Failed(e.exitCode(), Printable.of(said(e)));
    } catch (EngineException e) {
      return new Outcome.Failed(e.exitCode(), Printable.of(said(e)));
    } catch (SandboxException e) {
      return new Outcome.Failed(e.exitCode(), Printable.of(said(e)));
    } catch (ForkException | StoreException e) {
      return Outcome.failed(Printable.of(said(e)));
    }
  }

  private static String said(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  /// Why forks could not be made: exit code 127 when their engine is not to be had (any more).
  CommandException failed(String why) {
    boolean engine =
        context
            .doors()
            .find(Engine.class)
            .map(Engine::state)
            .filter(state ->
                state instanceof EngineState.Down || state instanceof EngineState.Forbidden)
            .isPresent();
    return new CommandException(Printable.of(why), engine ? 127 : 1);
  }

  Forks forks() {
    return context.the(Forks.class);
  }

  Merges merges() {
    return context.the(Merges.class);
  }

  /// Prints a line of data.
  void print(String raw) {
    context.out().println(Printable.of(raw));
  }

  /// Why a verb that changes something may not go on, if nobody can be asked and nobody said yes.
  Optional<Outcome> unasked(boolean yes, String verb) {
    boolean may = yes || context.caller().interactive();
    return may
        ? Optional.empty()
        : Optional.of(Outcome.failed(verb + ": nobody can be asked here; --yes says yes"));
  }

  /// The pane that is meant, if there is any.
  Optional<PaneFacts> pane(Optional<String> target) {
    Caller caller = context.caller();
    if (target.isPresent()) {
      return Optional.of(context.screens().facts(caller, target));
    }
    try {
      return Optional.of(context.screens().facts(caller, Optional.empty()));
    } catch (CommandException none) {
      return Optional.empty();
    }
  }

  /// Where a pane opens when no session runs: in a new one, under a name that nothing else has.
  NewPane.Place.NewSession session() {
    return new NewPane.Place.NewSession(
        SessionNames.free(context, repository.workTree()),
        repository.workTree(),
        context.caller().columns(),
        context.caller().rows());
  }

  /// The fork that a pane shows.
  Optional<Fork> forkOf(PaneFacts pane) {
    return ForkId.of(pane.sandbox())
        .flatMap(id -> forks().find(repository, id))
        .filter(f -> f.state() == Fork.State.READY);
  }

  /// The forks that `names` mean: `2`, or `k3f9a0b1-2` where a number alone could be two.
  ///
  /// @throws CommandException when one means none, or several
  List<Fork> named(List<String> names, Optional<String> family) {
    List<Fork> all =
        forks().ready(repository).stream()
            .filter(f -> family.isEmpty() || f.id().family().equals(family.get()))
            .toList();
    List<Fork> found = new ArrayList<>();
    for (String name : names) {
      List<Fork> meant = all.stream().filter(f -> means(name, f.id())).toList();
      if (meant.isEmpty()) {
        throw new CommandException(
            "there is no fork " + Printable.of(name) + "; fork list shows them");
      }
      if (meant.size() > 1) {
        List<String> each = meant.stream().map(f -> f.id().toString()).toList();
        throw new CommandException("fork " + name + " could be " + String.join(" or ", each));
      }
      found.add(meant.getFirst());
    }
    return found.stream().distinct().toList();
  }

  private static boolean means(String name, ForkId id) {
    return name.equals(String.valueOf(id.index())) || name.equals(id.toString());
  }

  /// The shortest name that means this fork here.
  String name(Fork fork) {
    long same =
        forks().ready(repository).stream().filter(f -> f.id().index() == fork.id().index()).count();
    return same > 1 ? fork.id().toString() : String.valueOf(fork.id().index());
  }
}
