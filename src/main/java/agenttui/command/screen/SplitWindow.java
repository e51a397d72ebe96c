package agenttui.command.screen;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.mux.Length;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Splits a pane: a shell, or the command after `--`, in the same sandbox.
@CommandLine.Command(
    name = "split-window",
    aliases = {"splitw"},
    description = "Split a pane: a shell in the same sandbox, or the command after --.")
public final class SplitWindow implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @CommandLine.Option(names = "-h", description = "The new pane is at the right.")
  private boolean right;

  @CommandLine.Option(names = "-v", description = "The new pane is below (default).")
  private boolean below;

  @CommandLine.Option(names = "-b", description = "The new pane is at the left, or above.")
  private boolean before;

  @CommandLine.Option(
      names = "-l",
      paramLabel = "SIZE",
      description = "How long the new pane is: cells, or a share of the one that is split: 30%%.")
  private @Nullable String size;

  @CommandLine.Option(names = "-d", description = "The focus stays.")
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
    if (right && below) {
      return Outcome.usage("split-window: -h or -v, not both");
    }
    Optional<Length> length = Optional.ofNullable(size).flatMap(Length::parse);
    if (length.isPresent() != (size != null)) {
      return Outcome.usage("split-window: " + Length.RULE);
    }
    PaneFacts from = context.screens().facts(context.caller(), pane.target());
    if (change.dryRun()) {
      context.out().println("would split pane " + from.number());
      return Outcome.OK;
    }
    NewPane.Place place =
        new NewPane.Place.Beside(
            Optional.of(from.id()), right, before, length, context.caller().onScreen());
    NewPane wanted = Shells.with(from, words, context.caller(), place, stay);
    String id = context.screens().open(wanted);
    if (print) {
      context.out().println(id);
    }
    return Outcome.OK;
  }
}
