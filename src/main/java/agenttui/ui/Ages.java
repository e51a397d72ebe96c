package agenttui.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/// How long things last, in two or three cells; and when such a text changes next, so that nothing
/// is drawn before.
final class Ages {
  private Ages() {}

  /// The age of something that goes on: `<1m`, `1m` … `59m`, `1h` … `23h`, `1d`.
  static String running(Duration age) {
    if (age.toMinutes() < 1) {
      return "<1m";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + "m";
    }
    return age.toDays() < 1 ? age.toHours() + "h" : age.toDays() + "d";
  }

  /// How long something took: `0.1s` … `9.9s`, `12s`, `4m`, `2h`.
  static String took(Duration duration) {
    long tenths = Math.max(1, duration.toMillis() / 100);
    if (tenths < 100) {
      return tenths / 10 + "." + tenths % 10 + "s";
    }
    if (duration.toSeconds() < 60) {
      return duration.toSeconds() + "s";
    }
    if (duration.toHours() < 1) {
      return duration.toMinutes() + "m";
    }
    return duration.toDays() < 2 ? duration.toHours() + "h" : duration.toDays() + "d";
  }

  /// How long [#running] keeps showing the same; at least a millisecond.
  static Duration untilChange(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    if (age.isNegative()) {
      return age.negated().plusMinutes(1);
    }
    Duration unit =
        age.toHours() < 1
            ? Duration.ofMinutes(1)
            : age.toDays() < 1 ? Duration.ofHours(1) : Duration.ofDays(1);
    long passed = age.toMillis() % unit.toMillis();
    return Duration.ofMillis(unit.toMillis() - passed);
  }

  /// Hours and minutes of a moment: `14:02`.
  static String clock(Instant at, ZoneId zone) {
    ZonedDateTime time = at.atZone(zone);
    char[] text = {
      digit(time.getHour() / 10),
      digit(time.getHour() % 10),
      ':',
      digit(time.getMinute() / 10),
      digit(time.getMinute() % 10)
    };
    return new String(text);
  }

  private static char digit(int value) {
    return (char) ('0' + value);
  }
}
