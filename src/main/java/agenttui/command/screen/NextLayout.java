package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
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
    context
        .the(Stage.class)
        .session(context.caller(), Optional.ofNullable(target))
        .window()
        .nextArrangement();
    return Outcome.OK;
  }
}
