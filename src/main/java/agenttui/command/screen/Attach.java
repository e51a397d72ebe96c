package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import picocli.CommandLine;

/// Shows a session on this terminal.
@CommandLine.Command(
    name = "attach",
    aliases = {"attach-session", "a"},
    description = "Show a session on this terminal.")
public final class Attach implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    stage.attach(context.caller(), stage.session(context.caller(), session.name()));
    return Outcome.OK;
  }
}
