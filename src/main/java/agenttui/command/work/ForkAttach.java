package agenttui.command.work;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.screen.Stage;
import agenttui.fork.Fork;
import agenttui.mux.Pane;
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
      return shown.get().exit() < 0
          ? show(here.context(), pane)
          : new Outcome.Then("respawn-pane -t " + pane);
    }
    here.forks().wake(here.repository(), fork, here.context().progress());
    Optional<PaneFacts> beside = here.pane(Optional.empty());
    NewPane.Place place =
        beside.isPresent()
            ? new NewPane.Place.Beside(beside.map(PaneFacts::id), true, true)
            : here.session();
    ForkPanes.resume(here.context(), fork, place, true);
    here.context().screens().refreshForks();
    return Outcome.OK;
  }

  /// Gives a pane the focus and shows its window, also where a shell says so.
  private static Outcome show(Context context, String target) {
    Stage stage = context.the(Stage.class);
    return stage.call(() -> {
      Pane pane = stage.pane(context.caller(), Optional.of(target));
      stage.focus(context.caller(), pane, true);
      return Outcome.OK;
    });
  }
}
