package agenttui.command.screen;

import agenttui.command.Caller;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Pane;
import agenttui.mux.Seat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Gives a pane the focus.
@CommandLine.Command(
    name = "select-pane",
    aliases = {"selectp"},
    description = "Give a pane the focus.")
public final class SelectPane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();
  @CommandLine.ArgGroup private @Nullable Towards towards;

  @CommandLine.Option(names = "-l", description = "The one that had it before.")
  private boolean last;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Pane from = stage.pane(context.caller(), pane.target());
    Caller caller = context.caller();
    meant(stage.seat(caller, stage.of(from)), from)
        .ifPresent(to -> stage.focus(caller, to, caller.onScreen()));
    return Outcome.OK;
  }

  private Optional<Pane> meant(Seat seat, Pane from) {
    if (last) {
      return seat.session().window(from.id()).flatMap(seat::last);
    }
    if (towards == null) {
      return Optional.of(from);
    }
    return seat.beside(from.id(), towards.direction()).flatMap(seat.session()::pane);
  }
}
