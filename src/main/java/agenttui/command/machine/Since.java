package agenttui.command.machine;

import agenttui.command.TimeSpan;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/// A time as people write it: how long ago, a time of today, a day, or both.
final class Since {
  private Since() {}

  /// The instant that `text` means at `now` in its zone; empty when it means none.
  static Optional<Instant> of(String text, Clock now) {
    Optional<Duration> ago = TimeSpan.of(text);
    try {
      if (ago.isPresent()) {
        return ago.map(now.instant()::minus);
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
