package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Names a window; the name stays whatever its programs do. Without a name a screen asks for it.
@CommandLine.Command(
    name = "rename-window",
    aliases = {"renamew"},
    description = "Name a window; an empty name calls it as its first pane again.")
public final class RenameWindow implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

  @CommandLine.Parameters(arity = "0..1", paramLabel = "NAME", description = "Its name.")
  private @Nullable String name;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Window meant = stage.window(context.caller(), window.target());
    if (name == null) {
      String place = WindowOption.naming(stage.of(meant).name(), meant.number());
      return Outcome.entering(
          "Name of window " + meant.number(),
          "NAME",
          meant.name(),
          "Rename",
          List.of("rename-window", "-t", place));
    }
    meant.name(name.strip());
    return Outcome.OK;
  }
}
