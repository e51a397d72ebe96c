package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Session;
import agenttui.mux.Window;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Lets two windows change their numbers.
@CommandLine.Command(
    name = "swap-window",
    aliases = {"swapw"},
    description = "Let two windows change their numbers; screens go on to show the same number.")
public final class SwapWindow implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

  @CommandLine.Option(
      names = "-s",
      paramLabel = "WINDOW",
      description = "The other window (default: the one that shows).")
  private @Nullable String source;

  @CommandLine.Option(names = "-d", description = "Show the one of -s, with its new number.")
  private boolean follow;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Window one = stage.window(context.caller(), Optional.ofNullable(source));
    Window other = stage.window(context.caller(), window.target());
    Session session = stage.of(other);
    if (stage.of(one) != session) {
      throw new CommandException("windows of different sessions cannot change numbers");
    }
    session.swap(one, other);
    if (follow) {
      stage.seat(context.caller(), session).show(one);
    }
    stage.refit(session);
    return Outcome.OK;
  }
}
