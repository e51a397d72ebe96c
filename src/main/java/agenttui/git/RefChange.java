package agenttui.git;

import java.util.Optional;

/// One compare-and-swap of a ref: it moves only if it still is what we think.
///
/// @param ref the full name
/// @param from what it must be now; empty: it must not exist
/// @param to what it becomes; empty: it is deleted
public record RefChange(String ref, Optional<ObjectId> from, Optional<ObjectId> to) {
  /// Refuses short names.
  public RefChange {
    RefNames.requireFull(ref);
  }

  /// The change that takes this one back.
  public RefChange reversed() {
    return new RefChange(ref, to, from);
  }
}
