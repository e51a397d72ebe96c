package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.command.screen.PaneOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Session;
import agenttui.mux.find.Find;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Finds a text in the screens and histories of all panes: on a screen in a sheet that lists lines
/// while they are found, and goes to one in copy mode; elsewhere the lines are printed.
@CommandLine.Command(
    name = "find-text",
    description = "Find a text in the screens and histories of all panes.")
public final class FindText implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(
      names = "-s",
      paramLabel = "SESSION",
      description = "In its panes, not in the caller's session.")
  private @Nullable String session;

  @CommandLine.Option(names = "--json", description = "Print one JSON value.")
  private boolean json;

  @CommandLine.Option(
      names = "--line",
      paramLabel = "LINE",
      description = "Go to the text there, in copy mode: LINE as it is printed.")
  private @Nullable Long line;

  @CommandLine.Option(names = "--ask", description = "List them on the screen.")
  private boolean ask;

  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "As it stands; without a capital it is found in either case.")
  private @Nullable String text;

  /// A line for `--json`.
  ///
  /// @param pane the pane's id
  /// @param window its window's number
  /// @param number its own number there
  /// @param line counted from the first that it ever had, from 0
  /// @param row as for `capture-pane -S`
  private record Found(
      String pane, int window, int number, String name, long line, int row, String text) {
    static Found of(Find.Line line) {
      return new Found(
          line.pane().toString(),
          line.window(),
          line.number(),
          line.name(),
          line.line(),
          line.row(),
          line.text());
    }
  }

  @Override
  public boolean immediate() {
    return text == null || ask || line != null;
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    String wanted = text == null ? "" : text;
    if (line != null && !wanted.isEmpty()) {
      return goTo(context, stage, wanted, line);
    }
    if (ask || (context.caller().onScreen() && wanted.isEmpty())) {
      stage.find(context.caller(), wanted);
      return Outcome.OK;
    }
    if (wanted.isEmpty()) {
      return Outcome.usage("find-text: which text?");
    }
    return context.caller().onScreen()
        ? new Outcome.Then(Words.line(List.of("find-text", "--ask", "--", wanted)))
        : printed(context, stage, wanted);
  }

  private Outcome goTo(Context context, Stage stage, String wanted, long to) {
    Pane meant = stage.pane(context.caller(), pane.target());
    stage.focus(context.caller(), meant, true);
    // What copy mode froze before may be older than what was found.
    meant.leaveCopy();
    long row = to - meant.emulator().screen().historyTotal();
    if (meant.copy().find(wanted, Math.clamp(row, Integer.MIN_VALUE, Integer.MAX_VALUE))) {
      return Outcome.OK;
    }
    meant.leaveCopy();
    return Outcome.failed("find-text: \"" + wanted + "\" is not there any more");
  }

  private Outcome printed(Context context, Stage stage, String wanted) {
    Find find =
        stage
            .call(() -> {
              Optional<Pane> one =
                  pane.target().map(_ -> stage.pane(context.caller(), pane.target()));
              Session in =
                  one.map(stage::of)
                      .orElseGet(
                          () -> stage.session(context.caller(), Optional.ofNullable(session)));
              return stage.find(in, one.map(List::of).orElseGet(in::panes), wanted);
            })
            .join();
    List<Find.Line> lines = find.parts().stream().flatMap(part -> part.lines().stream()).toList();
    if (json) {
      context.out().print(Json.pretty(lines.stream().map(Found::of).toList()));
    } else {
      for (Find.Line each : lines) {
        context
            .out()
            .printf(
                "%d.%d:%d: %s%n",
                each.window(), each.number(), each.line(), Printable.of(each.text()));
      }
    }
    if (find.lines() > lines.size()) {
      context.err().println(find.lines() - lines.size() + " lines more are not printed");
    }
    return lines.isEmpty()
        ? Outcome.failed("find-text: no pane shows \"" + wanted + "\"")
        : Outcome.OK;
  }
}
