package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Goes to the next layout.
@CommandLine.Command(name = "next-layout", description = "Put the panes in the next layout.")
public final class NextLayout implements Command {
  @CommandLine.Option(names = "-t", paramLabel = "SESSION", description = "The session.")
  private @Nullable String target;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Session session = stage.session(context.caller(), Optional.ofNullable(target));
    stage.seat(context.caller(), session).nextArrangement();
    return Outcome.OK;
  }
}
