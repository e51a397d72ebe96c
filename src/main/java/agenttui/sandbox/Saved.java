package agenttui.sandbox;

import agenttui.config.NetworkMode;
import agenttui.config.Terms;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/// What is written down of a sandbox before anything of it exists, so that any later start of the
/// program finds it again.
///
/// @param project the hub's id, or empty
/// @param token what its tool shims must show: 64 hex digits
/// @param terms what was said of it beyond the user's file
record Saved(
    String id,
    String kind,
    String agent,
    String network,
    String project,
    Path hub,
    Set<String> tools,
    String token,
    Terms terms) {
  /// What an older record lacks is nothing.
  Saved {
    terms = Objects.requireNonNullElse(terms, Terms.NONE);
  }

  static Saved of(Launch launch, String token) {
    return new Saved(
        launch.id(),
        launch.kind().word(),
        launch.agent(),
        launch.network().word(),
        launch.project(),
        launch.hub(),
        launch.tools(),
        token,
        launch.terms());
  }

  NetworkMode mode() {
    return NetworkMode.of(network);
  }

  /// Names it only: the token is a secret.
  @Override
  public String toString() {
    return "Saved[" + id + " " + kind + "]";
  }
}
