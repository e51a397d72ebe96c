package agenttui.mux;

import java.time.Duration;
import java.time.Instant;

/// What the program of a pane does, for people. Set by the server, which decides it; drawn as a
/// mark and a word.
///
/// @param kind what
/// @param line what and why in one line, safe to print, as it was when it was last looked at
/// @param since when it began to do that
/// @param took how long the turn took that ended; zero for none
/// @param unseen whether nobody has looked since it began
public record Activity(Kind kind, String line, Instant since, Duration took, boolean unseen) {
  /// What there is, the most urgent first.
  public enum Kind {
    /// It asks a person.
    NEEDS,
    /// It ended badly or gave up.
    FAILED,
    /// Its turn ended and nobody looked since.
    DONE,
    /// It works.
    WORKING,
    /// It goes on by itself, later.
    PAUSED,
    /// It waits for the next task.
    IDLE,
    /// Nothing tells.
    UNKNOWN
  }

  /// Nothing is known yet.
  static Activity unknown(Instant now) {
    return new Activity(Kind.UNKNOWN, "unknown: has just started", now, Duration.ZERO, false);
  }

  /// Whether it waits for a person to look.
  public boolean waits() {
    return kind == Kind.NEEDS || kind == Kind.DONE || (kind == Kind.FAILED && unseen);
  }
}
