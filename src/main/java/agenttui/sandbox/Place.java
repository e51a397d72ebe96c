package agenttui.sandbox;

import java.util.Optional;
import java.util.function.Consumer;

/// Makes and finds the sandboxes of one kind.
interface Place {
  /// Starts it on its workspace and state, which are made when missing. On failure nothing new is
  /// left.
  Sandbox start(Saved saved, Consumer<String> progress);

  /// It, if it runs.
  Optional<Sandbox> find(Saved saved);

  /// What runs the tools of that kind beside it; started when it does not run yet.
  Sandbox sidecar(Saved saved, Sandbox owner, String tools);

  /// Ends and removes all that runs of it; workspace and state stay.
  void stop(Saved saved);

  /// Removes all of it.
  void remove(Saved saved);
}
