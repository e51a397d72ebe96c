package agenttui.toolproxy;

import java.util.List;
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
  /// @param said JSON, hostile; or empty
  public record Hook(String pane, String event, String said) {}

  /// Hears each one, on a thread of the request: copy and leave.
  public void listen(Consumer<Hook> listener) {
    listeners.add(listener);
  }

  /// Tells the listeners.
  void tell(Hook hook) {
    listeners.forEach(each -> each.accept(hook));
  }
}
