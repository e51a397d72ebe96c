package agenttui.command.agents;

import agenttui.egress.EgressSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// For how long a host is allowed, as a picocli mixin. At most one of them.
final class NetworkScope {
  @CommandLine.Option(names = "--once", description = "For the next request.")
  private boolean once;

  @CommandLine.Option(names = "--pane", description = "For this pane, while the server runs.")
  private boolean pane;

  @CommandLine.Option(names = "--project", description = "For all panes of this project.")
  private boolean project;

  @CommandLine.Option(names = "--always", description = "For all panes.")
  private boolean always;

  /// What was said; empty when nothing, or several.
  Optional<EgressSocket.Scope> said() {
    List<EgressSocket.Scope> said = new ArrayList<>();
    add(said, once, EgressSocket.Scope.ONCE);
    add(said, pane, EgressSocket.Scope.PANE);
    add(said, project, EgressSocket.Scope.PROJECT);
    add(said, always, EgressSocket.Scope.ALWAYS);
    return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
  }

  private static void add(List<EgressSocket.Scope> said, boolean given, EgressSocket.Scope scope) {
    if (given) {
      said.add(scope);
    }
  }
}
