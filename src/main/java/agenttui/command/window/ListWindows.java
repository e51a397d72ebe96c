package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.screen.SessionOption;
import agenttui.command.screen.Stage;
import agenttui.mux.Layout;
import agenttui.mux.Pane;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import picocli.CommandLine;

/// Lists windows.
@CommandLine.Command(
    name = "list-windows",
    aliases = {"lsw"},
    description = "List the windows of a session.")
public final class ListWindows implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One line.
  ///
  /// @param panes the ids of its panes by number
  /// @param layout as it lies on disk: `h[1:%1,1:%2]`
  /// @param shown whether the terminal that was used last shows it
  private record Row(
      int number, String name, List<String> panes, String layout, boolean zoomed, boolean shown) {}

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Session of = stage.session(context.caller(), session.name());
    Seat seat = stage.seat(context.caller(), of);
    List<Row> rows = of.windows().stream().map(window -> row(seat, window)).toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      context
          .out()
          .printf(
              "%d: %s%s (%d pane%s)%n",
              row.number(),
              Printable.of(row.name()),
              row.shown() ? "*" : "",
              row.panes().size(),
              row.panes().size() == 1 ? "" : "s");
    }
    return Outcome.OK;
  }

  private static Row row(Seat seat, Window window) {
    boolean shown = window == seat.window();
    return new Row(
        window.number(),
        window.name(),
        window.panes().stream().map(Pane::id).map(Object::toString).toList(),
        window.layout().map(Layout::toString).orElse(""),
        shown && seat.zoomed(),
        shown);
  }
}
