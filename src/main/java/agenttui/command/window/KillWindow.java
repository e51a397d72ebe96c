package agenttui.command.window;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.RunningWork;
import agenttui.command.Words;
import agenttui.command.screen.Stage;
import agenttui.mux.Question;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Closes a window with all its panes; as [agenttui.command.screen.KillPane] it says first what
/// runs there, unless a command line names the window.
@CommandLine.Command(
    name = "kill-window",
    aliases = {"killw"},
    description =
        "Close a window and end its programs; what runs there is told first, unless -t names it.")
public final class KillWindow implements Command {
  @CommandLine.Mixin private WindowOption window = new WindowOption();
  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    List<PaneFacts> panes = stage.panesOf(context.caller(), window.target());
    PaneFacts first = panes.getFirst();
    boolean named = window.target().isPresent() && !context.caller().onScreen();
    if (!change.dryRun() && (change.yes() || named)) {
      return closed(context, panes);
    }
    List<Question.Fact> lost = lost(context, panes);
    Optional<Question.Fact> session = RunningWork.session(context.screens(), panes);
    if (change.dryRun()) {
      String what = RunningWork.told(lost, session);
      context.out().println(Printable.of("would close window " + first.window() + what));
      return Outcome.OK;
    }
    return lost.isEmpty()
        ? closed(context, panes)
        : new Outcome.Ask(question(first, Stream.concat(lost.stream(), session.stream()).toList()));
  }

  private static Outcome closed(Context context, List<PaneFacts> panes) {
    panes.forEach(each -> context.screens().close(each.id()));
    return Outcome.OK;
  }

  private static List<Question.Fact> lost(Context context, List<PaneFacts> panes) {
    return panes.stream()
        .map(pane -> RunningWork.of(context.screens(), pane.id(), "pane " + pane.number() + ": "))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Question question(PaneFacts first, List<Question.Fact> lost) {
    String which = "window " + first.window();
    String place = WindowOption.naming(first.session(), first.window());
    return new Question.Confirm(
        "Close " + which + "?",
        "CLOSE",
        true,
        lost,
        "forks, their files and branches",
        List.of(new Question.Way('d', "detach instead", "detach")),
        new Question.Choice("No, keep it", ""),
        new Question.Choice(
            "Close " + which, Words.line(List.of("kill-window", "--yes", "-t", place))));
  }
}
