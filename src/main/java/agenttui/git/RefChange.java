package agenttui.git;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One compare-and-swap of a ref: it moves only if it still is what we think.
///
/// @param ref the full name
/// @param from what it must be now; null: it must not exist
/// @param to what it becomes; null: it is deleted
public record RefChange(String ref, @Nullable ObjectId from, @Nullable ObjectId to) {
  /// Refuses short names, and changes of nothing.
  public RefChange {
    RefNames.requireFull(ref);
    if (from == null && to == null) {
      throw new IllegalArgumentException("changes nothing");
    }
  }

  /// A change from what there was, if anything, to what shall be, if anything.
  public static RefChange of(String ref, Optional<ObjectId> from, Optional<ObjectId> to) {
    return new RefChange(ref, from.orElse(null), to.orElse(null));
  }

  /// The change that takes this one back.
  public RefChange reversed() {
    return new RefChange(ref, to, from);
  }
}
