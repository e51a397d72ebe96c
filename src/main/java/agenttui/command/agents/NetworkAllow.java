package agenttui.command.agents;

import agenttui.command.ChangeOptions;
import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.egress.EgressException;
import agenttui.egress.EgressSocket;
import agenttui.egress.HostRule;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// Lets a pane reach a host: effective for its next request. On a screen it asks for how long.
@CommandLine.Command(name = "allow", description = "Let a pane reach a host, from now on.")
public final class NetworkAllow implements Command {
  @CommandLine.Parameters(
      paramLabel = "HOST",
      description = "example.com, *.example.com or example.com:8443.")
  private String host = "";

  @CommandLine.Mixin private NetworkPane pane = new NetworkPane();

  @CommandLine.Mixin private NetworkScope scope = new NetworkScope();

  @CommandLine.Mixin private ChangeOptions change = new ChangeOptions();

  @Override
  public Outcome run(Context context) {
    HostRule rule = NetworkPane.rule(host);
    EgressSocket socket = pane.socket(context);
    Optional<String> denied =
        socket.effective().deny().stream()
            .filter(each -> each.host().equals(rule))
            .map(each -> each.origin().word())
            .findFirst();
    if (denied.isPresent()) {
      return Outcome.failed(
          "network allow: " + rule + " is denied by " + denied.get() + ": forget that first");
    }
    Optional<EgressSocket.Scope> said = scope.said();
    if (said.isEmpty() && context.caller().onScreen()) {
      return new Outcome.Ask(question(pane.facts(context), rule, socket));
    }
    if (said.isEmpty()) {
      return Outcome.usage("network allow: say one of --once, --pane, --project, --always");
    }
    if (change.dryRun()) {
      context.out().println("would allow " + rule + " (" + said.get().word() + ")");
      return Outcome.OK;
    }
    try {
      socket.allow(rule, said.get());
    } catch (EgressException e) {
      throw new CommandException("network allow: " + e.getMessage());
    }
    return Outcome.OK;
  }

  private static Question question(PaneFacts pane, HostRule rule, EgressSocket socket) {
    List<Question.Option> options = new ArrayList<>();
    options.add(new Question.Option("--once", "once", "the next request", true));
    options.add(new Question.Option("--pane", "this pane", "while the server runs", false));
    if (!socket.policy().project().isEmpty()) {
      options.add(new Question.Option("--project", "this project", "all its panes", false));
    }
    options.add(new Question.Option("--always", "always", "all panes", false));
    return new Question.Choose(
        "Allow " + rule,
        "NETWORK",
        List.of("Pane " + pane.number() + " wants to reach " + rule + ". No rule allows it."),
        options,
        false,
        "network allow " + rule + " -t " + pane.id(),
        "",
        "Allow",
        new Question.Choice("Leave it", ""));
  }
}
