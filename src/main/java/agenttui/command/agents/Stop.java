package agenttui.command.agents;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.sandbox.Sandboxes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Ends what runs in a sandbox; its workspace and home stay.
@CommandLine.Command(
    name = "stop",
    description = "End a sandbox and everything in it; its clone and home stay.")
public final class Stop implements Command {
  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "PANE|ID",
      description = "A pane, or a name that `ps` lists; else the focused pane.")
  private @Nullable String target;

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    String id = Named.id(context, Optional.ofNullable(target));
    if (change.dryRun()) {
      context.out().println("would stop " + id);
      return Outcome.OK;
    }
    if (!change.yes() && !context.caller().interactive()) {
      return Outcome.failed("stop ends every program in " + id + ": say --yes");
    }
    context.the(Sandboxes.class).stop(id);
    return Outcome.OK;
  }
}
