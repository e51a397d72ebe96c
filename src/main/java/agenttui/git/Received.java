package agenttui.git;

import java.util.Map;

/// What became of a bundle that came out of a sandbox.
public sealed interface Received {
  /// Checked, complete, and in the hub.
  ///
  /// @param refs the full names in the hub and what they point at
  record Done(Map<String, ObjectId> refs) implements Received {
    /// Copies the map.
    public Done {
      refs = Map.copyOf(refs);
    }
  }

  /// Not taken; the hub's refs are as they were.
  ///
  /// @param why half a line, raw
  record Refused(String why) implements Received {}
}
