package agenttui.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The user's key bindings as written in `[keys]`; whoever has the key tables checks them.
///
/// @param preset `default`, `tmux` or `screen`
/// @param tables for `prefix`, `root`, `resize`, `panel` and `copy` the command line of each chord,
///   in the order of the file; an empty one takes the chord away
public record Bindings(String preset, Map<String, Map<String, String>> tables) {
  /// The tables that can be said, in the order of the page.
  public static final List<String> TABLES = List.of("prefix", "root", "resize", "panel", "copy");

  /// Copies.
  public Bindings {
    tables = Map.copyOf(tables);
  }

  /// What was said of a table, in order.
  public Map<String, String> table(String name) {
    return tables.getOrDefault(name, new LinkedHashMap<>());
  }
}
