package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Window;
import java.util.Optional;
import picocli.CommandLine;

/// Shows a window; on a screen without saying which, it asks.
@CommandLine.Command(
    name = "select-window",
    aliases = {"selectw"},
    description = "Show a window.")
public final class SelectWindow implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

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
    if (window.target().isEmpty() && context.caller().onScreen()) {
      return new Outcome.Then("choose-tree");
    }
    return show(context, window.target());
  }

  /// Shows the window that a target means on the caller's client.
  static Outcome show(Context context, Optional<String> target) {
    Stage stage = context.the(Stage.class);
    Window meant = stage.window(context.caller(), target);
    stage
        .seat(context.caller(), stage.of(meant))
        .focused(meant)
        .ifPresent(pane -> stage.focus(context.caller(), pane, true));
    return Outcome.OK;
  }
}
