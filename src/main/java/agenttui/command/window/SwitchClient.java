package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Session;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Shows another session on the caller's terminal.
@CommandLine.Command(
    name = "switch-client",
    aliases = {"switchc"},
    description = "Show another session on this terminal.")
public final class SwitchClient implements Command {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "TARGET",
      description = "A session, or a pane of it: main, main:2.1, %%3.")
  private @Nullable String target;

  @CommandLine.Option(names = "-n", description = "The next session.")
  private boolean next;

  @CommandLine.Option(names = "-p", description = "The session before.")
  private boolean previous;

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
    if ((target == null ? 0 : 1) + (next ? 1 : 0) + (previous ? 1 : 0) != 1) {
      return Outcome.usage("switch-client: one of -t, -n and -p");
    }
    Stage stage = context.the(Stage.class);
    String wanted = target;
    if (wanted == null) {
      List<Session> all = stage.sessions();
      int here = all.indexOf(stage.session(context.caller(), Optional.empty()));
      Session meant = all.get(Math.floorMod(here + (next ? 1 : -1), all.size()));
      stage.show(context.caller(), meant);
      return Outcome.OK;
    }
    Optional<Pane> pane = pane(context, stage, wanted);
    Session session =
        pane.map(stage::of).orElseGet(() -> stage.session(context.caller(), Optional.of(wanted)));
    stage.show(context.caller(), session);
    pane.ifPresent(to -> stage.seat(context.caller(), session).focus(to.id()));
    return Outcome.OK;
  }

  private static Optional<Pane> pane(Context context, Stage stage, String target) {
    if (!target.startsWith("%") && target.indexOf(':') < 0) {
      return Optional.empty();
    }
    return Optional.of(stage.pane(context.caller(), Optional.of(target)));
  }
}
