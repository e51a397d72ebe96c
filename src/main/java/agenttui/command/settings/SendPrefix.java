package agenttui.command.settings;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.term.KeyEncoder;
import picocli.CommandLine;

/// Types the prefix key into a pane, for whoever has given the prefix pressed twice to something
/// else, as the keys of GNU screen do.
@CommandLine.Command(name = "send-prefix", description = "Type the prefix key into a pane.")
public final class SendPrefix implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Pane meant = stage.pane(context.caller(), pane.target());
    context
        .the(Configuration.class)
        .keyboard()
        .prefixKey()
        .ifPresent(
            key -> stage.type(meant, KeyEncoder.key(key, meant.emulator().screen().modes())));
    return Outcome.OK;
  }
}
