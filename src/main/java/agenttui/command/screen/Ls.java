package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.mux.Session;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/// Lists sessions.
@CommandLine.Command(
    name = "ls",
    aliases = {"list-sessions"},
    description = "List sessions.")
public final class Ls implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// A session, as `--json` prints it.
  ///
  /// @param attached whether a terminal shows it
  /// @param ended whether its programs ended with a server: `attach` brings it back
  record Row(String name, String repository, int panes, boolean attached, boolean ended) {}

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    List<Row> rows =
        Stream.concat(
                stage.sessions().stream().map(session -> row(stage, session)),
                stage.ended().stream().map(Ls::row))
            .toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      context
          .out()
          .printf(
              "%s: %d %s, %s%s%n",
              Printable.of(row.name()),
              row.panes(),
              row.panes() == 1 ? "pane" : "panes",
              Printable.of(row.repository()),
              row.attached() ? " (attached)" : row.ended() ? " (ended: attach starts it)" : "");
    }
    return Outcome.OK;
  }

  private static Row row(Stage stage, Session session) {
    return new Row(
        session.name(),
        session.repository(),
        session.panes().size(),
        !stage.clients(session).isEmpty(),
        false);
  }

  private static Row row(Session.Saved session) {
    int panes = session.windows().stream().mapToInt(window -> window.panes().size()).sum();
    return new Row(session.name(), session.repository(), panes, false, true);
  }
}
