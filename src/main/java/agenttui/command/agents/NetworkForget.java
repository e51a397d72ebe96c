package agenttui.command.agents;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.egress.EgressSocket;
import agenttui.egress.HostRule;
import picocli.CommandLine;

/// Takes back what `network allow` and `network deny` said of a host.
@CommandLine.Command(
    name = "forget",
    description = "Take back what was allowed or denied of a host.")
public final class NetworkForget implements Command {
  @CommandLine.Parameters(paramLabel = "HOST", description = "As `network` lists it.")
  private String host = "";

  @CommandLine.Mixin private NetworkPane pane = new NetworkPane();

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    HostRule rule = NetworkPane.rule(host);
    EgressSocket socket = pane.socket(context);
    if (change.dryRun()) {
      context.out().println("would forget what was said of " + rule);
      return Outcome.OK;
    }
    return socket.forget(rule)
        ? Outcome.OK
        : Outcome.failed("network forget: nobody allowed or denied " + rule + " by hand");
  }
}
