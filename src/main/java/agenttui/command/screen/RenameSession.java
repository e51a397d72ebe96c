package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Gives a session another name. Without a name a screen asks for it.
@CommandLine.Command(
    name = "rename-session",
    aliases = {"rename"},
    description = "Give a session another name.")
public final class RenameSession implements Command {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "SESSION",
      description = "Which; without it the one used last.")
  private @Nullable String target;

  @CommandLine.Parameters(arity = "0..1", paramLabel = "NAME", description = "Its new name.")
  private @Nullable String name;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Session meant = stage.session(context.caller(), Optional.ofNullable(target));
    if (name == null) {
      String now = meant.name();
      return Outcome.entering(
          "Name of session " + now, "NAME", now, "Rename", List.of("rename-session", "-t", now));
    }
    stage.rename(meant, name.strip());
    return Outcome.OK;
  }
}
