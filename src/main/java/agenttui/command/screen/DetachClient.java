package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Leaves a session; everything in it goes on.
@CommandLine.Command(
    name = "detach-client",
    aliases = {"detach"},
    description = "Leave a session; everything in it goes on.")
public final class DetachClient implements Command {
  @CommandLine.Option(
      names = "-s",
      paramLabel = "SESSION",
      description = "Take this session off its screen.")
  private @Nullable String session;

  @CommandLine.Option(
      names = "-c",
      paramLabel = "CLIENT",
      description = "This terminal, as list-clients calls it.")
  private @Nullable String client;

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
    if (client != null) {
      stage.detach(client);
      return Outcome.OK;
    }
    stage.detach(
        context.caller(),
        Optional.ofNullable(session)
            .map(name -> stage.session(context.caller(), Optional.of(name))));
    return Outcome.OK;
  }
}
