package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Window;
import picocli.CommandLine;

/// Goes to the next layout.
@CommandLine.Command(
    name = "next-layout",
    aliases = {"nextl"},
    description = "Put the panes in the next layout.")
public final class NextLayout implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Window meant = stage.window(context.caller(), window.target());
    stage.seat(context.caller(), stage.of(meant)).nextArrangement(meant);
    return Outcome.OK;
  }
}
