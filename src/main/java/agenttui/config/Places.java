package agenttui.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where each value of a configuration was said: for `config show`, and for mistakes that only
/// somebody else can find. Immutable; any thread.
///
/// @param all by dotted name (`prefix`, `keys.prefix.C-x`), each with all places that had a say,
///   the last one in force: `/home/me/.config/agent-tui/config.toml:3`, `AGENT_TUI_PREFIX`
public record Places(Map<String, List<String>> all) {
  /// Nothing was said.
  public static final Places NONE = new Places(Map.of());

  /// Copies.
  public Places {
    all = Map.copyOf(all);
  }

  /// Whether somebody said it.
  public boolean said(String name) {
    return all.containsKey(name);
  }

  /// Where the value in force was said; `default` where nobody did.
  public String of(String name) {
    List<String> places = all.getOrDefault(name, List.of());
    return places.isEmpty() ? "default" : places.getLast();
  }

  /// A mistake at that place.
  public Mistake mistake(String name, String text) {
    return new Mistake(said(name) ? of(name) : "configuration", text);
  }

  /// Collects them, while a configuration is read.
  static final class Notes {
    private final Map<String, List<String>> all = new LinkedHashMap<>();

    /// Somebody says it once more; the layers before still had a say where `adds`.
    void add(String name, String place, boolean adds) {
      List<String> before = adds ? all.getOrDefault(name, List.of()) : List.of();
      List<String> now = new java.util.ArrayList<>(before);
      now.remove(place);
      now.add(place);
      all.put(name, now);
    }

    Places places() {
      return new Places(all);
    }
  }
}
