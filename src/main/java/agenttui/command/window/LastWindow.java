package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Session;
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
    Stage stage = context.the(Stage.class);
    Session session = stage.session(context.caller(), Optional.empty());
    return stage.seat(context.caller(), session).lastWindow().isPresent()
        ? SelectWindow.show(context, Optional.of("!"))
        : Outcome.failed("last-window: no other window was shown before");
  }
}
