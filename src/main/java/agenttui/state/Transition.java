package agenttui.state;

import java.time.Instant;

/// A pane began to do something else.
///
/// @param at when it was first seen
/// @param from what it did before
/// @param to what it does now
/// @param reason why, safe to print
/// @param source who said so
public record Transition(Instant at, Doing from, Doing to, String reason, Source source) {
  /// One line for the journal: `idle → working: its title says so`.
  public String line() {
    return from.word() + " → " + to.word() + ": " + reason;
  }
}
