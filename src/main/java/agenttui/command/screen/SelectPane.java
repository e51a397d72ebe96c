package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Seat;
import agenttui.mux.Session;
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
    Session session = stage.of(from);
    Seat seat = stage.seat(context.caller(), session);
    Optional<PaneId> meant = meant(seat, from);
    meant.ifPresent(id -> seat.focus(id, context.caller().onScreen()));
    if (seat.focused().map(Pane::id).equals(meant)) {
      seat.panel().focused(false);
    }
    stage.refit(session);
    return Outcome.OK;
  }

  private Optional<PaneId> meant(Seat seat, Pane from) {
    if (last) {
      return seat.session().window(from.id()).flatMap(seat::last).map(Pane::id);
    }
    if (towards == null) {
      return Optional.of(from.id());
    }
    return seat.beside(from.id(), towards.direction());
  }
}
