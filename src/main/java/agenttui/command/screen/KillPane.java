package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import picocli.CommandLine;

/// Ends a pane and its program.
@CommandLine.Command(name = "kill-pane", description = "End a pane and its program.")
public final class KillPane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    stage.kill(stage.pane(context.caller(), pane.target()));
    return Outcome.OK;
  }
}
