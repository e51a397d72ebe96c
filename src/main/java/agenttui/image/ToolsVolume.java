package agenttui.image;

import agenttui.docker.VolumeName;
import java.util.Map;

/// A complete tools volume: mount it read-only at `/tools`.
///
/// @param name the volume
/// @param agents which agents are in it, with their versions
public record ToolsVolume(VolumeName name, Map<String, String> agents) {
  /// Copies.
  public ToolsVolume {
    agents = Map.copyOf(agents);
  }
}
