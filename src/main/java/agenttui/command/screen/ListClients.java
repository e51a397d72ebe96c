package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.mux.Session;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Lists the terminals that show sessions.
@CommandLine.Command(
    name = "list-clients",
    aliases = {"lsc"},
    description = "List the terminals that show sessions.")
public final class ListClients implements Command {
  @CommandLine.Mixin private SessionOption session = new SessionOption();

  @CommandLine.Mixin private JsonOption json = new JsonOption();

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
    Optional<String> name = session.name();
    List<Session> sessions =
        name.isPresent() ? List.of(stage.session(context.caller(), name)) : stage.sessions();
    List<Stage.Client> clients =
        sessions.stream().flatMap(each -> stage.clients(each).stream()).toList();
    if (json.json()) {
      context.out().print(Json.pretty(clients));
      return Outcome.OK;
    }
    for (Stage.Client client : clients) {
      context
          .out()
          .printf(
              "%s: %s window %d, %dx%d, %s%s%s%n",
              client.name(),
              Printable.of(client.session()),
              client.window(),
              client.columns(),
              client.rows(),
              Printable.of(client.terminal()),
              client.readOnly() ? ", read-only" : "",
              client.drives() ? " (gives panes their size)" : "");
    }
    return Outcome.OK;
  }
}
