package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.term.KeyEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Types what was copied into a pane, as pasted.
@CommandLine.Command(
    name = "paste-buffer",
    aliases = {"pasteb"},
    description = "Paste what was copied into a pane.")
public final class PasteBuffer implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

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
    Pane meant = stage.pane(context.caller(), pane.target());
    String text = text(stage, Optional.ofNullable(name));
    stage.type(meant, KeyEncoder.paste(text, meant.emulator().screen().modes()));
    return Outcome.OK;
  }

  /// The text of a buffer, or of the newest.
  ///
  /// @throws CommandException when there is none
  static String text(Stage stage, Optional<String> name) {
    return name.or(() -> stage.buffers().newest())
        .flatMap(stage.buffers()::named)
        .orElseThrow(() ->
            new CommandException(
                name.map(it -> "no buffer " + it).orElse("nothing was copied yet")));
  }
}
