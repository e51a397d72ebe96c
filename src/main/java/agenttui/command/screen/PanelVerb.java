package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Panel;
import agenttui.mux.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Moves in the side panel, shows or hides it.
@CommandLine.Command(name = "panel", description = "Go to the side panel, move in it, hide it.")
public final class PanelVerb implements Command {
  /// What to do.
  public enum What {
    /// Give it the focus.
    FOCUS,
    /// Give the focus back to the panes.
    LEAVE,
    /// Show or hide it.
    TOGGLE,
    /// Next section; gives it the focus.
    NEXT,
    /// One row down.
    DOWN,
    /// One row up.
    UP,
    /// The first row.
    FIRST,
    /// The last row, and follow.
    LAST,
    /// What the row offers.
    OPEN
  }

  @CommandLine.Option(names = "-t", paramLabel = "SESSION", description = "The session.")
  private @Nullable String target;

  @CommandLine.Parameters(
      paramLabel = "focus|leave|toggle|next|down|up|first|last|open",
      description = "What to do.")
  private What what = What.FOCUS;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public boolean looks() {
    return what != What.OPEN;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Session session = stage.session(context.caller(), Optional.ofNullable(target));
    Panel panel = stage.seat(context.caller(), session).panel();
    if (what == What.OPEN) {
      return panel.command().isEmpty() ? Outcome.OK : new Outcome.Then(panel.command());
    }
    move(panel);
    stage.refit(session);
    return Outcome.OK;
  }

  private void move(Panel panel) {
    switch (what) {
      case FOCUS -> panel.focused(true);
      case LEAVE -> panel.focused(false);
      case TOGGLE -> panel.visible(!panel.visible());
      case NEXT -> {
        if (panel.focused()) {
          panel.nextSection();
        }
        panel.focused(true);
      }
      case DOWN -> panel.move(1);
      case UP -> panel.move(-1);
      case FIRST -> panel.move(-100_000);
      case LAST -> panel.move(100_000);
      case OPEN -> throw new IllegalStateException("told before");
    }
  }
}
