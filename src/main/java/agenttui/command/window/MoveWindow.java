package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "Its new number, from 1; without one it is asked for.")
  private @Nullable Integer number;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Window meant = stage.window(context.caller(), window.target());
    if (number == null) {
      String place = WindowOption.naming(stage.of(meant).name(), meant.number());
      return Outcome.entering(
          "New number of window " + meant.number(),
          "NUMBER",
          meant.number() + "",
          "Move",
          List.of("move-window", "-t", place));
    }
    if (number < 1 || number > MOST) {
      return Outcome.usage("move-window: a number from 1 to " + MOST);
    }
    stage.of(meant).renumber(meant, number);
    return Outcome.OK;
  }
}
