package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Window;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Gives the pane of a window the focus that had it before.
@CommandLine.Command(
    name = "last-pane",
    aliases = {"lastp"},
    description = "Give the pane the focus that had it before.")
public final class LastPane implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();

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
    Window meant = stage.window(context.caller(), window.target());
    Optional<Pane> last = stage.seat(context.caller(), stage.of(meant)).last(meant);
    return last.isPresent()
        ? new Outcome.Then(Words.line(List.of("select-pane", "-t", last.get().id().toString())))
        : Outcome.failed("last-pane: no other pane had the focus before");
  }
}
