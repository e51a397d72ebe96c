package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import java.util.Optional;
import picocli.CommandLine;

/// Show the next window, around.
@CommandLine.Command(
    name = "next-window",
    aliases = {"next"},
    description = "Show the next window, around.")
public final class NextWindow implements Command {
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
    return SelectWindow.show(context, Optional.of("+"));
  }
}
