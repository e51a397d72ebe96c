package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.Rect;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.term.Size;
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
    if (cells < 1 || !isLength(columns) || !isLength(rows)) {
      return Outcome.usage("resize-pane: sizes are numbers from 1 to " + Size.LIMIT);
    }
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    Session session = stage.of(meant);
    Seat seat = stage.seat(context.caller(), session);
    if (zoom) {
      seat.focus(meant.id(), context.caller().onScreen());
      seat.zoom(session.window(meant.id()).orElseThrow());
    }
    resize(seat, meant);
    return Outcome.OK;
  }

  private void resize(Seat seat, Pane meant) {
    if (border != null) {
      seat.resize(meant.id(), border.direction(), cells);
    }
    Size size = meant.emulator().screen().size();
    Rect window = seat.areas().panes();
    if (columns != null) {
      int wanted = length(columns, window.columns());
      seat.grow(meant.id(), Axis.SIDE_BY_SIDE, wanted - size.columns());
    }
    if (rows != null) {
      seat.grow(meant.id(), Axis.STACKED, length(rows, window.rows()) - size.rows());
    }
  }

  private static boolean isLength(@Nullable String said) {
    return said == null
        || (said.matches("[1-9][0-9]{0,4}%?")
            && (said.endsWith("%") || Size.holds(Integer.valueOf(said))));
  }

  /// The cells that were said, as a number or as a share of all.
  private static int length(String said, int all) {
    return said.endsWith("%")
        ? all * Integer.parseInt(said.substring(0, said.length() - 1)) / 100
        : Integer.parseInt(said);
  }
}
