package agenttui.fork;

import agenttui.config.Terms;
import java.util.Objects;

/// What a fork runs in; remembered, so that a fork that comes back comes back the same.
///
/// @param agent the agent's name (`claude`, `shell`)
/// @param sandbox `docker` or `local`
/// @param network the network mode (`none`, `open`), or empty for the default
/// @param terms what the command line and the project's file say beyond that
public record Setup(String agent, String sandbox, String network, Terms terms) {
  /// What an older record lacks is nothing.
  public Setup {
    terms = Objects.requireNonNullElse(terms, Terms.NONE);
  }

  /// One without terms.
  public static Setup of(String agent, String sandbox, String network) {
    return new Setup(agent, sandbox, network, Terms.NONE);
  }
}
