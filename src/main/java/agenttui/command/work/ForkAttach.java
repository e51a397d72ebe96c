package agenttui.command.work;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.fork.Fork;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Shows a fork: the pane that it has, or a new one, where its agent goes on with what was said; a
/// sandbox that was stopped is started again.
@CommandLine.Command(
    name = "attach",
    description = "Show a fork in a pane; one that rests is started again.")
final class ForkAttach implements Command {
  @CommandLine.Parameters(index = "0", paramLabel = "N", description = "The fork.")
  private String name = "";

  @Override
  public Outcome run(Context context) {
    return Here.run(context, this::attach);
  }

  private Outcome attach(Here here) {
    Fork fork = here.named(List.of(name), Optional.empty()).getFirst();
    Optional<PaneFacts> shown =
        here.context().screens().panes().stream()
            .filter(pane -> pane.sandbox().equals(fork.id().toString()))
            .findFirst();
    if (shown.isPresent()) {
      String pane = shown.get().id();
      String verb = shown.get().exit() < 0 ? "select-pane -t " : "respawn-pane -t ";
      return new Outcome.Then(verb + pane);
    }
    here.forks().wake(here.repository(), fork, here.context().progress());
    Optional<PaneFacts> beside = here.pane(Optional.empty());
    NewPane.Place place =
        beside.isPresent()
            ? new NewPane.Place.Beside(
                beside.map(PaneFacts::id), true, here.context().caller().onScreen())
            : here.session();
    ForkPanes.resume(here.context(), fork, place, true);
    here.context().screens().refreshForks();
    return Outcome.OK;
  }
}
