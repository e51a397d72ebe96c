package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.term.Screen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/// The picker: all panes of all windows, those first that wait for a person, found by a few
/// letters; beside it the last lines of the selected one.
@CommandLine.Command(
    name = "choose-tree",
    aliases = {"picker"},
    description = "Find a pane or window by a few letters, and go there.")
public final class ChooseTree implements Command {
  /// Last lines of a pane that are shown.
  private static final int LINES = 12;

  private static final Comparator<Pane> ATTENTION =
      Comparator.<Pane, Activity.Kind>comparing(pane -> pane.activity().kind())
          .thenComparing(pane -> pane.activity().since());

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
    Session here = stage.session(context.caller(), Optional.empty());
    List<Question.Item> items = new ArrayList<>();
    here.panes().stream().sorted(ATTENTION).forEach(pane -> items.add(item(here, pane, "")));
    for (Session other : stage.sessions()) {
      if (other != here) {
        String name = other.name() + ": ";
        other.panes().stream()
            .sorted(ATTENTION)
            .forEach(pane -> items.add(item(other, pane, name)));
      }
    }
    return new Outcome.Ask(
        new Question.Finder("Panes and windows", "GO TO", "/", items, "go there"));
  }

  private static Question.Item item(Session session, Pane pane, String prefix) {
    Window window = session.window(pane.id()).orElseThrow();
    String state = pane.activity().kind().name().toLowerCase(Locale.ROOT);
    String words = state.equals("unknown") ? "" : state.equals("needs") ? "needs you" : state;
    return new Question.Item(
        window.number() + "." + pane.number(),
        String.join("  ", prefix + pane.name(), window.name(), words, pane.branch()).strip(),
        "",
        prefix.isEmpty() ? "select-pane -t " + pane.id() : "switch-client -t " + pane.id(),
        Optional.empty(),
        last(pane.emulator().screen()));
  }

  private static List<String> last(Screen screen) {
    List<String> lines = new ArrayList<>();
    for (int row = screen.rows() - 1; row >= 0 && lines.size() < LINES; row--) {
      String line = screen.line(row);
      if (!line.isBlank() || !lines.isEmpty()) {
        lines.addFirst(line);
      }
    }
    return lines;
  }
}
