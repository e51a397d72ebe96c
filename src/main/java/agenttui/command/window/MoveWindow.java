package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Window;
import picocli.CommandLine;

/// Gives a window another place in the list.
@CommandLine.Command(
    name = "move-window",
    aliases = {"movew"},
    description = "Give a window another number; a window that has it gets this one's.")
public final class MoveWindow implements Command {
  /// As many as anybody will ever have, and more than fit in a list.
  private static final int MOST = 999;

  @CommandLine.Mixin private WindowOption window = new WindowOption();

  @CommandLine.Parameters(paramLabel = "NUMBER", description = "Its new number, from 1.")
  private int number;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    if (number < 1 || number > MOST) {
      return Outcome.usage("move-window: a number from 1 to " + MOST);
    }
    Stage stage = context.the(Stage.class);
    Window meant = stage.window(context.caller(), window.target());
    stage.of(meant).renumber(meant, number);
    return Outcome.OK;
  }
}
