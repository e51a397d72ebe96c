package agenttui.sandbox;

import agenttui.config.NetworkMode;
import agenttui.config.Terms;
import java.nio.file.Path;
import java.util.Set;

/// A sandbox to start.
///
/// @param id its name, the fork's; letters, digits and `-`
/// @param kind which sandbox
/// @param agent the name of the agent that it is for: its seeds and variables
/// @param network what it reaches
/// @param project the id of the hub that its clone borrows objects from; empty: it has no clone
/// @param hub the hub's directory on this machine; without a clone nobody looks at it
/// @param tools kinds of tools whose shims its panes get
/// @param terms what was said of it beyond the user's file
public record Launch(
    String id,
    SandboxKind kind,
    String agent,
    NetworkMode network,
    String project,
    Path hub,
    Set<String> tools,
    Terms terms) {
  /// Checks the id and copies the set.
  public Launch {
    if (!id.matches("[a-z0-9][a-z0-9-]{0,40}")
        || !project.matches("([A-Za-z0-9][A-Za-z0-9._-]*)?")) {
      throw new IllegalArgumentException("not the name of a sandbox: " + id + " of " + project);
    }
    tools = Set.copyOf(tools);
  }

  /// One of which nothing was said beyond the user's file.
  public Launch(
      String id,
      SandboxKind kind,
      String agent,
      NetworkMode network,
      String project,
      Path hub,
      Set<String> tools) {
    this(id, kind, agent, network, project, hub, tools, Terms.NONE);
  }
}
