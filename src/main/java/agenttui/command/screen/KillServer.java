package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import picocli.CommandLine;

/// Ends the server with all sessions and everything that runs in them.
@CommandLine.Command(
    name = "kill-server",
    description = "End the server and every program in its sessions; forks stay.")
public final class KillServer implements Command {
  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    context.the(Stage.class).stop();
    return Outcome.OK;
  }
}
