package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.mux.Window;
import picocli.CommandLine;

/// Gives a pane a window of its own.
@CommandLine.Command(
    name = "break-pane",
    aliases = {"breakp"},
    description = "Give a pane a window of its own.")
public final class BreakPane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(names = "-n", paramLabel = "NAME", description = "The window's name.")
  private String name = "";

  @CommandLine.Option(names = "-d", description = "The new window is not shown.")
  private boolean stay;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    Session session = stage.of(meant);
    if (session.window(meant.id()).orElseThrow().panes().size() == 1) {
      return Outcome.failed("break-pane: pane " + meant.number() + " is alone in its window");
    }
    Window window = session.add(name);
    session.move(meant, window, new PaneId(0), Axis.STACKED);
    if (!stay) {
      stage.seat(context.caller(), session).focus(meant.id());
    }
    stage.refit(session);
    return Outcome.OK;
  }
}
