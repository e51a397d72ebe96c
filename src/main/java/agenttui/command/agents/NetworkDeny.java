package agenttui.command.agents;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.egress.EgressException;
import agenttui.egress.EgressSocket;
import agenttui.egress.HostRule;
import picocli.CommandLine;

/// Keeps a host from being reached, whatever allows it.
@CommandLine.Command(
    name = "deny",
    description = "Keep all panes, or a project's, from a host, whatever allows it.")
public final class NetworkDeny implements Command {
  @CommandLine.Parameters(
      paramLabel = "HOST",
      description = "example.com, *.example.com or example.com:8443.")
  private String host = "";

  @CommandLine.Option(names = "--project", description = "Only in panes of this pane's project.")
  private boolean project;

  @CommandLine.Mixin private NetworkPane pane = new NetworkPane();

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    HostRule rule = NetworkPane.rule(host);
    EgressSocket.Scope scope = project ? EgressSocket.Scope.PROJECT : EgressSocket.Scope.ALWAYS;
    EgressSocket socket = pane.socket(context);
    if (change.dryRun()) {
      context.out().println("would deny " + rule + " (" + scope.word() + ")");
      return Outcome.OK;
    }
    try {
      socket.deny(rule, scope);
    } catch (EgressException e) {
      throw new CommandException("network deny: " + e.getMessage());
    }
    return Outcome.OK;
  }
}
