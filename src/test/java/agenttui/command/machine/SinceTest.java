package agenttui.command.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Times as people write them after `--since`, at half past three on a summer's day in Berlin.
class SinceTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-07-02T13:30:00Z"), ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "90s, 2026-07-02T13:28:30Z",
    "10m, 2026-07-02T13:20:00Z",
    "2h, 2026-07-02T11:30:00Z",
    "3d, 2026-06-29T13:30:00Z",
    "14:05, 2026-07-02T12:05:00Z",
    "2026-07-01, 2026-06-30T22:00:00Z",
    "2026-01-01T12:00, 2026-01-01T11:00:00Z",
    "2026-07-02T10:00:00Z, 2026-07-02T10:00:00Z"
  })
  void aTimeMeansAnInstant(String text, Instant meant) {
    assertEquals(Optional.of(meant), Since.of(text, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "10", "10x", "-5m", "25:00", "2026-13-01", "T"})
  void anythingElseMeansNone(String text) {
    assertEquals(Optional.empty(), Since.of(text, NOW));
  }

  @Test
  void yesterdayIsADayOfTheCallersZone() {
    assertEquals(Since.of("2026-07-01T00:00", NOW), Since.of("2026-07-01", NOW));
  }
}
