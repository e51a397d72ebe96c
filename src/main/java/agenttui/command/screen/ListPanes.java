package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import picocli.CommandLine;

/// Lists panes.
@CommandLine.Command(
    name = "list-panes",
    aliases = {"lsp"},
    description = "List the panes of a session.")
public final class ListPanes implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();

  @CommandLine.Option(
      names = "--json",
      description = "Print one JSON value; it also has title, cursor and modes (such as ?1049).")
  private boolean json;

  @CommandLine.Option(names = "-a", description = "Those of all sessions.")
  private boolean all;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    String name =
        all ? "" : context.the(Stage.class).session(context.caller(), session.name()).name();
    List<PaneFacts> panes =
        context.screens().panes().stream()
            .filter(pane -> all || pane.session().equals(name))
            .toList();
    if (json) {
      context.out().print(Json.pretty(panes));
      return Outcome.OK;
    }
    for (PaneFacts pane : panes) {
      context
          .out()
          .printf(
              "%s%d: [%dx%d] %s %s%s%s%s  %s%n",
              all ? Printable.of(pane.session()) + ":" : "",
              pane.number(),
              pane.columns(),
              pane.rows(),
              pane.id(),
              Printable.of(pane.name()),
              pane.branch().isEmpty() ? "" : " " + Printable.of(pane.branch()),
              pane.focused() ? " (active)" : "",
              pane.exit() < 0 ? "" : " (exit " + pane.exit() + ")",
              pane.reason());
    }
    return Outcome.OK;
  }
}
