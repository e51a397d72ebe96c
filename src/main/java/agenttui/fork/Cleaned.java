package agenttui.fork;

import java.util.List;

/// What a clean did.
///
/// @param trashed forks that are in the trash now
/// @param kept forks that stayed because of their protections
/// @param failed forks that stayed because something failed, one line each, raw
public record Cleaned(List<Fork> trashed, List<CleanPlan.Item> kept, List<String> failed) {
  /// Copies the lists.
  public Cleaned {
    trashed = List.copyOf(trashed);
    kept = List.copyOf(kept);
    failed = List.copyOf(failed);
  }
}
