package agenttui.image;

import agenttui.docker.VolumeName;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A complete tools volume: mount it read-only at `/tools`.
///
/// @param name the volume
/// @param agents which agents are in it, with their versions
public record ToolsVolume(VolumeName name, Map<String, String> agents) {
  /// Copies.
  public ToolsVolume {
    agents = Map.copyOf(agents);
  }

  /// What is in it, for a person: `claude 2.1.3, codex 0.169.0`.
  public String words() {
    return agents.isEmpty()
        ? "node and the shell"
        : new TreeMap<>(agents)
            .entrySet().stream()
                .map(agent -> agent.getKey() + " " + agent.getValue())
                .collect(Collectors.joining(", "));
  }
}
