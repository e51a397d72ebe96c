package agenttui.command.machine;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as people write it: how long ago, a time of today, a day, or both.
final class Since {
  private static final Pattern AGO = Pattern.compile("([0-9]{1,9})(s|m|h|d)");

  private Since() {}

  /// The instant that `text` means at `now` in its zone; empty when it means none.
  static Optional<Instant> of(String text, Clock now) {
    Matcher ago = AGO.matcher(text);
    try {
      if (ago.matches()) {
        String number = ago.group(1);
        String iso = ago.group(2).equals("d") ? "P" + number + "D" : "PT" + number + ago.group(2);
        return Optional.of(now.instant().minus(Duration.parse(iso.toUpperCase(Locale.ROOT))));
      }
      if (text.endsWith("Z")) {
        return Optional.of(Instant.parse(text));
      }
      LocalDateTime local =
          text.contains("T")
              ? LocalDateTime.parse(text)
              : text.contains(":")
                  ? LocalDate.now(now).atTime(LocalTime.parse(text))
                  : LocalDate.parse(text).atStartOfDay();
      return Optional.of(local.atZone(now.getZone()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
