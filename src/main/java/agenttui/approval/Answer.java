package agenttui.approval;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a person says to a waiting question.
public sealed interface Answer {
  /// Go on.
  ///
  /// @param scope for what else that holds; anything but once makes a rule of exactly this call
  /// @param lasting how long that rule holds; empty: as long as its scope
  record Allow(Scope scope, Optional<Duration> lasting) implements Answer {}

  /// Don't.
  ///
  /// @param reason one line that the caller reads; may be empty
  /// @param scope for what else that holds
  /// @param lasting how long that rule holds; empty: as long as its scope
  record Deny(String reason, Scope scope, Optional<Duration> lasting) implements Answer {}

  /// Run this instead, once.
  ///
  /// @param argv tool and arguments
  record Edit(List<String> argv) implements Answer {
    /// Copies the arguments.
    public Edit {
      argv = List.copyOf(argv);
    }
  }

  /// One of the choices of an agent's own question.
  ///
  /// @param label which, as the question names it
  record Choose(String label) implements Answer {}

  /// Go on, this once.
  static Answer once() {
    return new Allow(Scope.ONCE, Optional.empty());
  }
}
