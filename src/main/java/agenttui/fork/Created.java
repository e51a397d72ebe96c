package agenttui.fork;

import java.util.List;

/// What a request gave.
///
/// @param forks those that are ready, in order; a failure later in the row leaves them
/// @param failure why not all, one line, raw; empty when all are there
/// @param leftOut uncommitted things that could not come along, one raw line each
public record Created(List<Fork> forks, String failure, List<String> leftOut) {
  /// Copies the lists.
  public Created {
    forks = List.copyOf(forks);
    leftOut = List.copyOf(leftOut);
  }
}
