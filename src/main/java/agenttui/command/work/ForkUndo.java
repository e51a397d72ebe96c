package agenttui.command.work;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.fork.Fork;
import agenttui.fork.History;
import agenttui.merge.Undone;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Takes back the last merge or clean.
@CommandLine.Command(name = "undo", description = "Undo the last merge or clean.")
public final class ForkUndo implements Command {
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    return Here.run(context, this::undo);
  }

  private Outcome undo(Here here) {
    if (change.dryRun()) {
      Optional<History.Operation> last = here.forks().history(here.repository()).last();
      here.print(last.map(o -> "would undo: " + o.text()).orElse("nothing to undo"));
      return Outcome.OK;
    }
    Optional<Outcome> unasked = here.unasked(change.yes(), "fork undo");
    if (unasked.isPresent()) {
      return unasked.get();
    }
    Undone undone = here.merges().undo(here.repository(), here.context().progress());
    here.context().screens().refreshForks();
    return switch (undone) {
      case Undone.Refused refused -> Outcome.failed(Printable.of(refused.line()));
      case Undone.MergeTaken taken -> {
        here.print(taken.line());
        yield Outcome.OK;
      }
      case Undone.Clean clean -> {
        reopen(here, clean.forks());
        here.print(clean.line());
        yield Outcome.OK;
      }
    };
  }

  private static void reopen(Here here, List<Fork> forks) {
    Optional<PaneFacts> beside = here.pane(Optional.empty());
    for (Fork fork : forks) {
      NewPane.Place place =
          beside.isPresent()
              ? new NewPane.Place.Beside(beside.map(PaneFacts::id), true, false)
              : here.session();
      ForkPanes.resume(here.context(), fork, place, false);
      beside = beside.or(() -> here.pane(Optional.empty()));
    }
  }
}
