package agenttui.command.agents;

import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.PaneFacts;
import agenttui.egress.EgressException;
import agenttui.egress.EgressProxy;
import agenttui.egress.EgressSocket;
import agenttui.egress.HostRule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// `-t PANE` of the `network` verbs, as a picocli mixin: the pane whose network is meant.
final class NetworkPane {
  @CommandLine.Option(
      names = "-t",
      paramLabel = "PANE",
      description = "The pane; else the one that you are in.")
  private @Nullable String target;

  /// The pane.
  ///
  /// @throws CommandException when there is none
  PaneFacts facts(Context context) {
    return context.screens().facts(context.caller(), Optional.ofNullable(target));
  }

  /// Its way to the network; empty when no proxy of ours stands in it.
  Optional<EgressSocket> found(Context context, PaneFacts pane) {
    return context.doors().find(EgressProxy.class).flatMap(proxy -> proxy.find(pane.id()));
  }

  /// Its way to the network.
  ///
  /// @throws CommandException when there is no such pane, or no list holds it
  EgressSocket socket(Context context) {
    PaneFacts pane = facts(context);
    return found(context, pane)
        .orElseThrow(() ->
            new CommandException(
                "no allowlist holds pane " + pane.number() + ": nothing to change"));
  }

  /// A rule as a person wrote it.
  ///
  /// @throws CommandException that says what is wrong with it
  static HostRule rule(String text) {
    try {
      return HostRule.parse(text);
    } catch (EgressException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
  }
}
