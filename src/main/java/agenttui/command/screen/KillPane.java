package agenttui.command.screen;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.command.RunningWork;
import agenttui.fork.Fork;
import agenttui.fork.Forks;
import agenttui.fork.Words;
import agenttui.mux.Question;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Ends a pane and its program. A shell at its prompt closes at once; where something runs, a key
/// asks first and says what would be lost. A command line that names the pane has said what it
/// means, as in tmux (docs/decisions/007-closing-a-pane.md).
@CommandLine.Command(
    name = "kill-pane",
    aliases = {"killp"},
    description =
        "Close a pane and end its program; what runs there is told first, unless -t names the"
            + " pane.")
public final class KillPane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    PaneFacts meant = context.screens().facts(context.caller(), pane.target());
    boolean named = pane.target().isPresent() && !context.caller().onScreen();
    if (!change.dryRun() && (change.yes() || named)) {
      return closed(context, meant);
    }
    Optional<Question.Fact> lost = RunningWork.of(context.screens(), meant.id(), "");
    if (change.dryRun()) {
      String what = RunningWork.told(lost.stream().toList(), ends(context, meant));
      context.out().println(Printable.of("would close pane " + meant.number() + what));
      return Outcome.OK;
    }
    return lost.<Outcome>map(fact -> new Outcome.Ask(question(context, meant, fact)))
        .orElseGet(() -> closed(context, meant));
  }

  private static Optional<Question.Fact> ends(Context context, PaneFacts pane) {
    return RunningWork.session(context.screens(), List.of(pane));
  }

  private static Outcome closed(Context context, PaneFacts pane) {
    context.screens().close(pane.id());
    return Outcome.OK;
  }

  private static Question question(Context context, PaneFacts pane, Question.Fact lost) {
    return new Question.Confirm(
        "Close pane " + pane.number() + " " + pane.name() + "?",
        "CLOSE",
        true,
        Stream.concat(Stream.of(lost), ends(context, pane).stream()).toList(),
        stays(context, pane),
        List.of(new Question.Way('d', "detach instead", "detach")),
        new Question.Choice("No, keep it", ""),
        new Question.Choice("Close pane " + pane.number(), "kill-pane --yes -t " + pane.id()));
  }

  /// What is left of a fork when that pane is gone.
  private static String stays(Context context, PaneFacts pane) {
    Optional<Fork> fork =
        context.doors().find(Forks.class).flatMap(forks -> forks.bySandbox(pane.sandbox()));
    if (fork.isEmpty()) {
      return "";
    }
    String name = "fork " + fork.get().id().index();
    List<String> others =
        context.screens().panes().stream()
            .filter(each -> each.sandbox().equals(pane.sandbox()) && !each.id().equals(pane.id()))
            .map(each -> "pane " + place(each, pane))
            .toList();
    return others.isEmpty()
        ? name + ", its files and its branch " + fork.get().branch()
        : name + " goes on in " + Words.some(others);
  }

  /// Where a pane is, as short as it can be said from another: `2`, `3.2`, `main:3.2`.
  private static String place(PaneFacts pane, PaneFacts from) {
    boolean here = pane.session().equals(from.session());
    return (here ? "" : pane.session() + ":")
        + (here && pane.window() == from.window() ? "" : pane.window() + ".")
        + pane.number();
  }
}
