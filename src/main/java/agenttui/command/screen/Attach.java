package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Session;
import java.util.Optional;
import picocli.CommandLine;

/// Shows a session on this terminal. Other terminals that show it stay: each has its own window and
/// focus, and programs have the size of the one used last.
@CommandLine.Command(
    name = "attach",
    aliases = {"attach-session", "a"},
    description = "Show a session on this terminal, also one that ended with the server.")
public final class Attach implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();

  @CommandLine.Option(names = "-d", description = "Take it off all other terminals.")
  private boolean alone;

  @CommandLine.Option(
      names = {"-r", "--read-only"},
      description = "Only look: no key reaches a program or changes anything.")
  private boolean readOnly;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Optional<Session> ended = stage.wake(session.name());
    Session meant = ended.orElseGet(() -> stage.session(context.caller(), session.name()));
    if (ended.isPresent() && !readOnly) {
      context.screens().greet(meant.name(), "respawn-pane --all");
    }
    stage.attach(context.caller(), meant, readOnly);
    if (alone && !stage.clients(meant).isEmpty()) {
      stage.detach(context.caller(), Optional.of(meant));
    }
    return Outcome.OK;
  }
}
