package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Keeps a text as if it had been copied.
@CommandLine.Command(
    name = "set-buffer",
    aliases = {"setb"},
    description = "Keep a text to paste.")
public final class SetBuffer implements Command {
  @CommandLine.Option(names = "-b", paramLabel = "BUFFER", description = "Under this name.")
  private @Nullable String name;

  @CommandLine.Parameters(paramLabel = "TEXT", description = "The text.")
  private String text = "";

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    if (name == null) {
      stage.buffers().add(text);
    } else {
      stage.buffers().put(name, text);
    }
    return Outcome.OK;
  }
}
