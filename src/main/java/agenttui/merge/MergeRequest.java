package agenttui.merge;

import agenttui.fork.ForkId;
import java.util.List;

/// What is to be merged, and how.
///
/// @param forks which, in this order
/// @param strategy how
/// @param forward whether the checked-out branch moves to the result (`octopus` only)
/// @param dryRun whether nothing may change
public record MergeRequest(List<ForkId> forks, Strategy strategy, boolean forward, boolean dryRun) {
  /// Copies the list.
  public MergeRequest {
    forks = List.copyOf(forks);
  }
}
