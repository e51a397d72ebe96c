package agenttui.toolproxy;

import agenttui.store.Json;
import agenttui.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What agents' own hooks tell, of all panes: `POST /hook`. Nothing of it is kept. Any thread.
public final class Hooks {
  private final List<Consumer<Hook>> listeners = new CopyOnWriteArrayList<>();

  Hooks() {}

  /// One hook was called. Every program of the sandbox can say that, so it may tell what a pane
  /// does and must decide nothing.
  ///
  /// @param pane the pane that it was called in, as far as known
  /// @param event its name, letters only
  /// @param said the object that it gave, hostile; empty where it gave none
  public record Hook(String pane, String event, Map<?, ?> said) {}

  /// Hears each one, on a thread of the request: copy and leave.
  public void listen(Consumer<Hook> listener) {
    listeners.add(listener);
  }

  /// Tells the listeners.
  ///
  /// @param said JSON in UTF-8; what is no object of JSON says nothing
  void tell(String pane, String event, byte[] said) {
    Hook hook = new Hook(pane, event, read(said));
    listeners.forEach(each -> each.accept(hook));
  }

  private static Map<?, ?> read(byte[] said) {
    try {
      // `null` is JSON too.
      return Optional.<Map<?, ?>>ofNullable(Json.read(said, Map.class)).orElse(Map.of());
    } catch (StoreException e) {
      return Map.of();
    }
  }
}
