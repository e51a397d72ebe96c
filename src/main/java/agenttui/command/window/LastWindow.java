package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import java.util.Optional;
import picocli.CommandLine;

/// Show the window that was shown before.
@CommandLine.Command(
    name = "last-window",
    aliases = {"last"},
    description = "Show the window that was shown before.")
public final class LastWindow implements Command {
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
    return SelectWindow.show(context, Optional.of("!"));
  }
}
