package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Prints what was copied.
@CommandLine.Command(
    name = "show-buffer",
    aliases = {"showb"},
    description = "Print what was copied.")
public final class ShowBuffer implements Command {
  @CommandLine.Option(
      names = "-b",
      paramLabel = "BUFFER",
      description = "Which; without it the newest.")
  private @Nullable String name;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    context.out().print(PasteBuffer.text(stage, Optional.ofNullable(name)));
    return Outcome.OK;
  }
}
