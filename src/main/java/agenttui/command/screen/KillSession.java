package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import picocli.CommandLine;

/// Ends a session and every program in it.
@CommandLine.Command(
    name = "kill-session",
    description = "End a session and every program in it; forks stay and can be listed.")
public final class KillSession implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    stage.kill(stage.session(context.caller(), session.name()));
    return Outcome.OK;
  }
}
