package agenttui.mux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Texts that were copied, the newest last. They live in memory only: what was copied may be a
/// secret. Owned by the event loop.
public final class Buffers {
  /// As tmux keeps.
  private static final int KEPT = 50;

  private static final String PREFIX = "buffer";

  private final Map<String, String> texts = new LinkedHashMap<>();
  private int next;

  /// Keeps a text under a new name, one that no text has; the oldest go.
  ///
  /// @return its name
  public String add(String text) {
    String name = PREFIX + next++;
    while (texts.containsKey(name)) {
      // A person gave that name to another text.
      name = PREFIX + next++;
    }
    put(name, text);
    return name;
  }

  /// Keeps a text under a name.
  public void put(String name, String text) {
    texts.remove(name);
    texts.put(name, text);
    while (texts.size() > KEPT) {
      texts.remove(texts.keySet().iterator().next());
    }
  }

  /// The text of that name.
  public Optional<String> named(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /// The name of the newest.
  public Optional<String> newest() {
    return names().stream().findFirst();
  }

  /// Forgets one.
  public void delete(String name) {
    texts.remove(name);
  }

  /// Their names, the newest first.
  public List<String> names() {
    return new ArrayList<>(texts.keySet()).reversed();
  }
}
