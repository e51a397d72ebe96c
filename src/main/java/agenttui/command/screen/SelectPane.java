package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.mux.Window;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Gives a pane the focus.
@CommandLine.Command(name = "select-pane", description = "Give a pane the focus.")
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
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Pane from = stage.pane(context.caller(), pane.target());
    Session session =
        stage.sessions().stream()
            .filter(each -> each.window().pane(from.id()).isPresent())
            .findFirst()
            .orElseThrow();
    Optional<PaneId> meant = meant(session.window(), from);
    meant.ifPresent(session.window()::focus);
    session.panel().focused(false);
    stage.refit(session);
    return Outcome.OK;
  }

  private Optional<PaneId> meant(Window window, Pane from) {
    if (last) {
      return window.last();
    }
    if (towards == null) {
      return Optional.of(from.id());
    }
    window.focus(from.id());
    return window.beside(towards.direction());
  }
}
