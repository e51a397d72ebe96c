package agenttui.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Where agents' keys come from besides the environment. Only the user's own file says it.
///
/// @param files for the name of a variable the absolute path of a file with its value
/// @param commands for the name of a variable a line for `sh` that prints its value
public record Keys(Map<String, String> files, Map<String, String> commands) {
  /// None.
  public static final Keys NONE = new Keys(Map.of(), Map.of());

  /// Copies.
  public Keys {
    files = Map.copyOf(files);
    commands = Map.copyOf(commands);
  }

  /// The names of all these variables.
  public Set<String> names() {
    Set<String> all = new TreeSet<>(files.keySet());
    all.addAll(commands.keySet());
    return all;
  }
}
