package agenttui.command.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.journal.Entry;
import agenttui.journal.Topic;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `audit` adds to an entry's text, so that the steps of one call differ.
class AuditTest {
  private static String step(Map<String, String> fields) {
    return Audit.step(new Entry(Instant.EPOCH, Topic.TOOL, "%1", "make", fields));
  }

  @Test
  void theStepsOfACallDiffer() {
    assertEquals(": asked for", step(Map.of("step", "parsed")));
    assertEquals(": started", step(Map.of("step", "started")));
    assertEquals(": exit 2 after 80 ms", step(Map.of("step", "ended", "code", "2", "ms", "80")));
  }

  @Test
  void theEndsOfARequestAreItsBytes() {
    assertEquals(": opened", step(Map.of("step", "opened")));
    assertEquals(
        ": over, 3 bytes up, 4 down", step(Map.of("step", "done", "up", "3", "down", "4")));
  }

  @Test
  void aTextThatSaysItselfWhatItIsStandsAlone() {
    assertEquals("", step(Map.of("step", "refused")));
    assertEquals("", step(Map.of()));
  }
}
