package agenttui.command;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as people write and read them.
public final class TimeSpan {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})([smhd])");

  private static final Duration LONGEST = Duration.ofDays(36_525);

  private TimeSpan() {}

  /// What `90s`, `30m`, `2h` or `7d` means; empty when `text` is none of these, or is longer than a
  /// hundred years: no clock counts that in nanoseconds.
  public static Optional<Duration> of(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(written.group(1));
    Duration span =
        switch (written.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    return Optional.of(span).filter(each -> each.compareTo(LONGEST) <= 0);
  }

  /// In words, by its two largest units: `40 s`, `11 min`, `2 h 10 min`, `3 d 4 h`.
  public static String words(Duration span) {
    if (span.toMinutes() == 0) {
      return Math.max(0, span.toSeconds()) + " s";
    }
    if (span.toHours() == 0) {
      return span.toMinutes() + " min";
    }
    return span.toDays() == 0
        ? joined(span.toHours(), "h", span.toMinutesPart(), "min")
        : joined(span.toDays(), "d", span.toHoursPart(), "h");
  }

  private static String joined(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small > 0 ? " " + small + " " + smallUnit : "");
  }
}
