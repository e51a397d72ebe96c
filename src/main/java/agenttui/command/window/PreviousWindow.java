package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import java.util.Optional;
import picocli.CommandLine;

/// Show the previous window, around.
@CommandLine.Command(
    name = "previous-window",
    aliases = {"prev"},
    description = "Show the previous window, around.")
public final class PreviousWindow implements Command {
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
    return SelectWindow.show(context, Optional.of("-"));
  }
}
