package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.SessionOption;
import agenttui.command.screen.Stage;
import picocli.CommandLine;

/// Says by its exit code whether a session runs; what asks never starts a server.
@CommandLine.Command(
    name = "has-session",
    aliases = {"has"},
    description = "Say whether a session runs: exit code 0, or 1 and why not.")
public final class HasSession implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();

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
    context.the(Stage.class).session(context.caller(), session.name());
    return Outcome.OK;
  }
}
