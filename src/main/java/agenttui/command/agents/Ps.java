package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Lists the sandboxes of this installation.
@CommandLine.Command(name = "ps", description = "List sandboxes: what they are, their panes.")
public final class Ps implements Command {
  @CommandLine.Mixin private JsonOption json = new JsonOption();

  /// One row.
  ///
  /// @param id the sandbox's name
  /// @param kind `docker`, `local`, or empty when it does not run
  /// @param state `running` or `stopped`
  /// @param agent the agent that it was started for, when it runs
  /// @param badges what its panes show about its protection
  /// @param panes the ids of its panes
  record Row(
      String id,
      String kind,
      String state,
      String agent,
      List<String> badges,
      List<String> panes) {}

  @Override
  public Outcome run(Context context) {
    Sandboxes sandboxes = context.the(Sandboxes.class);
    List<PaneFacts> panes = context.screens().panes();
    List<Row> rows =
        sandboxes.ids().stream().map(id -> row(id, sandboxes.find(id), panes)).toList();
    if (json.json()) {
      context.out().print(Json.pretty(rows));
      return Outcome.OK;
    }
    for (Row row : rows) {
      context
          .out()
          .printf(
              "%-16s %-8s %-7s %-9s %s%s%n",
              row.id(),
              row.state(),
              row.kind(),
              Printable.of(row.agent()),
              String.join(" ", row.panes()),
              row.badges().isEmpty() ? "" : "  [" + String.join(", ", row.badges()) + "]");
    }
    return Outcome.OK;
  }

  private static Row row(String id, Optional<Sandbox> running, List<PaneFacts> panes) {
    List<String> its =
        panes.stream().filter(pane -> pane.sandbox().equals(id)).map(PaneFacts::id).toList();
    return new Row(
        id,
        running.map(sandbox -> sandbox.kind().word()).orElse(""),
        running.isPresent() ? "running" : "stopped",
        running.map(Sandbox::agent).orElse(""),
        running.map(Sandbox::badges).orElse(List.of()),
        its);
  }
}
