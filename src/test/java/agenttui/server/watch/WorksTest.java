package agenttui.server.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.keeper.Processes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an agent is said to work at, by its processes.
class WorksTest {
  private static final Processes.One AGENT = new Processes.One(1, 0, 5, "/tools/claude/bin/claude");

  /// What is told once the agent, which rested, has started these, each below the one before.
  private static Optional<String> started(String... lines) {
    Works works = new Works();
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    works.take(processes(List.of(AGENT)), now, true);
    List<Processes.One> all = new ArrayList<>(List.of(AGENT));
    for (String line : lines) {
      int above = all.getLast().pid();
      all.add(new Processes.One(above + 1, above, 1, line));
    }
    works.take(processes(all), now.plusSeconds(1), false);
    return works.last().orElseThrow().busiest();
  }

  private static Processes processes(List<Processes.One> all) {
    return new Processes(Optional.empty(), Optional.empty(), all);
  }

  @Test
  void itIsTheCommandAndNeitherTheShellAroundItNorWhatItStarts() {
    assertEquals(
        Optional.of("make test"), started("/bin/sh -c make test", "make test", "cc -c a.c"));
  }

  @Test
  void itIsNotTheHelperThatAHookCalls() {
    String hook = "/opt/agent-tui/agent-tui-helper hook Stop";
    assertEquals(Optional.empty(), started("/bin/sh -c " + hook + " || :", hook));
  }
}
