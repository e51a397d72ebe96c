package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Axis;
import agenttui.mux.Length;
import agenttui.mux.Pane;
import agenttui.mux.Rect;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.term.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Zooms a pane, or moves its border.
@CommandLine.Command(
    name = "resize-pane",
    aliases = {"resizep"},
    description = "Zoom a pane, or move its border.")
public final class ResizePane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();
  @CommandLine.ArgGroup private @Nullable Towards border;

  @CommandLine.Option(names = "-Z", description = "Zoom it, or show all again.")
  private boolean zoom;

  @CommandLine.Option(
      names = "-x",
      paramLabel = "COLUMNS",
      description = "Make it so wide: cells, or a share of the window such as 30%%.")
  private @Nullable String columns;

  @CommandLine.Option(
      names = "-y",
      paramLabel = "ROWS",
      description = "Make it so high: cells, or a share of the window such as 30%%.")
  private @Nullable String rows;

  @CommandLine.Parameters(
      arity = "0..1",
      defaultValue = "1",
      paramLabel = "CELLS",
      description = "How far (default: 1).")
  private int cells;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Optional<Length> wide = Optional.ofNullable(columns).flatMap(Length::parse);
    Optional<Length> high = Optional.ofNullable(rows).flatMap(Length::parse);
    boolean understood =
        wide.isPresent() == (columns != null) && high.isPresent() == (rows != null);
    if (cells < 1 || !understood) {
      return Outcome.usage("resize-pane: " + Length.RULE);
    }
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    Session session = stage.of(meant);
    Seat seat = stage.seat(context.caller(), session);
    if (zoom) {
      seat.focus(meant.id(), context.caller().onScreen());
      seat.zoom(session.window(meant.id()).orElseThrow());
    }
    resize(seat, meant, wide, high);
    return Outcome.OK;
  }

  private void resize(Seat seat, Pane meant, Optional<Length> wide, Optional<Length> high) {
    if (border != null) {
      seat.resize(meant.id(), border.direction(), cells);
    }
    Size size = meant.emulator().screen().size();
    Rect window = seat.areas().panes();
    wide.ifPresent(wanted ->
        seat.grow(meant.id(), Axis.SIDE_BY_SIDE, wanted.of(window.columns()) - size.columns()));
    high.ifPresent(
        wanted -> seat.grow(meant.id(), Axis.STACKED, wanted.of(window.rows()) - size.rows()));
  }
}
