package agenttui.state;

import java.time.Duration;
import java.time.Instant;

/// What a pane's program does, as shown.
///
/// @param doing what
/// @param reason half a line for people, safe to print
/// @param from since when the reason holds
/// @param source who said so
/// @param since when it began to do that
/// @param took how long the turn took that ended; zero for none
public record Verdict(
    Doing doing, String reason, Instant from, Source source, Instant since, Duration took) {
  /// Nothing is known yet.
  public static Verdict unknown(Instant now) {
    return new Verdict(Doing.UNKNOWN, "has just started", now, Source.QUIET, now, Duration.ZERO);
  }

  /// What another server showed last; why, nobody knows until the pane is looked at.
  public static Verdict before(Doing doing, Instant since, Duration took) {
    return new Verdict(doing, "as before the server's start", since, Source.QUIET, since, took);
  }

  /// What and why: ``needs you: asks `Do you want to proceed?` ``.
  public String words() {
    return doing.word() + ": " + reason;
  }

  /// One line: ``needs you: asks `Do you want to proceed?`, 40 s``.
  public String line(Instant now) {
    return words() + ", " + age(Duration.between(from, now));
  }

  /// A duration for people: `0 s`, `59 s`, `4 min`, `2 h`, `3 d`.
  static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }
}
