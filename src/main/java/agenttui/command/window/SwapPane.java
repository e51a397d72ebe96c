package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Session;
import agenttui.mux.Window;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Lets two panes change places.
@CommandLine.Command(
    name = "swap-pane",
    aliases = {"swapp"},
    description = "Let two panes change places, also of different windows.")
public final class SwapPane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(names = "-s", paramLabel = "PANE", description = "The other pane.")
  private @Nullable String other;

  @CommandLine.Option(names = "-U", description = "With the one before it.")
  private boolean up;

  @CommandLine.Option(names = "-D", description = "With the one after it.")
  private boolean down;

  @CommandLine.Option(names = "-d", description = "The focus stays at its place.")
  private boolean stay;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    if ((up ? 1 : 0) + (down ? 1 : 0) + (other == null ? 0 : 1) != 1) {
      return Outcome.usage("swap-pane: one of -U, -D and -s PANE");
    }
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    Session session = stage.of(meant);
    Pane with =
        other == null
            ? neighbour(session.window(meant.id()).orElseThrow(), meant)
            : stage.pane(context.caller(), Optional.of(other));
    if (session.pane(with.id()).isEmpty()) {
      throw new CommandException("panes of different sessions cannot change places");
    }
    session.swap(meant, with, stay);
    stage.refit(session);
    return Outcome.OK;
  }

  private Pane neighbour(Window window, Pane of) {
    List<Pane> order =
        window.layout().orElseThrow().panes().stream()
            .flatMap(id -> window.pane(id).stream())
            .toList();
    return order.get(Math.floorMod(order.indexOf(of) + (up ? -1 : 1), order.size()));
  }
}
