package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import picocli.CommandLine;

/// Lets the panes of a window change places in a ring.
@CommandLine.Command(
    name = "rotate-window",
    aliases = {"rotatew"},
    description = "Rotate the panes of a window through their places.")
public final class RotateWindow implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

  @CommandLine.Option(names = "-U", description = "Each goes one place back (default).")
  private boolean up;

  @CommandLine.Option(names = "-D", description = "Each goes one place on.")
  private boolean down;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    if (up && down) {
      return Outcome.usage("rotate-window: -U or -D, not both");
    }
    context.the(Stage.class).window(context.caller(), window.target()).rotate(!down);
    return Outcome.OK;
  }
}
