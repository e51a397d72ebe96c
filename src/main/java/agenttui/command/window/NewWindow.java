package agenttui.command.window;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Shells;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Opens a window with one pane: a shell, or the command after `--`, in the sandbox of another
/// pane.
@CommandLine.Command(
    name = "new-window",
    aliases = {"neww"},
    description = "Open a window: a shell in the same sandbox, or the command after --.")
public final class NewWindow implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Option(names = "-n", paramLabel = "NAME", description = "The window's name.")
  private String name = "";

  @CommandLine.Option(names = "-d", description = "It is not shown.")
  private boolean stay;

  @CommandLine.Option(names = "-P", description = "Print the new pane's id.")
  private boolean print;

  @CommandLine.Parameters(arity = "0..*", paramLabel = "CMD", description = "What it runs.")
  private List<String> words = List.of();

  @Override
  public boolean startsProgram() {
    return true;
  }

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    PaneFacts from = context.screens().facts(context.caller(), pane.target());
    if (change.dryRun()) {
      context.out().println("would open a window with what pane " + from.number() + " runs in");
      return Outcome.OK;
    }
    NewPane.Place place = new NewPane.Place.NewWindow(Optional.of(from.id()), name);
    NewPane wanted = Shells.with(from, words, context.caller(), place, stay);
    String id = context.screens().open(wanted);
    if (print) {
      context.out().println(id);
    }
    return Outcome.OK;
  }
}
