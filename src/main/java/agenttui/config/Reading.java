package agenttui.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The user's configuration as it was read, with all that is wrong in it.
///
/// @param settings where a value is wrong, its default stands
/// @param mistakes none: it can be used
/// @param values every value with its origin, in the order of [Key#ALL]
public record Reading(Settings settings, List<Mistake> mistakes, List<Value> values) {
  /// Reads as [Settings#load] does, and fails for nothing.
  public static Reading of(Path userFile, Map<String, String> environment) {
    return new Reader(userFile, environment, false).reading();
  }
}
