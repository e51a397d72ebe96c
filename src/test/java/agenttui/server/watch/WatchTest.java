package agenttui.server.watch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.config.Notify;
import agenttui.journal.Journal;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.state.Transition;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When panes are looked at, by a clock that the test turns.
class WatchTest {
  @TempDir Path directory;
  private final Hand clock = new Hand();
  private final Timers timers = new Timers();
  private final List<Pane> panes = new ArrayList<>();
  private Journal journal;
  private Watch watch;

  @BeforeEach
  void start() {
    journal = Journal.open(directory.resolve("journal.jsonl"), clock);
    for (int i = 1; i <= 3; i++) {
      Emulator emulator = new Emulator(new Size(80, 24), 100);
      PaneId id = PaneId.of("%" + i).orElseThrow();
      panes.add(new Pane(id, i, "claude", emulator, clock.now));
    }
    Notify nobody = new Notify(Notify.About.NONE, Notify.How.BELL, Optional.empty(), List.of());
    watch =
        new Watch(
            timers,
            new Scene(),
            List.of(Agents.builtIn().find("claude").orElseThrow()),
            Optional.empty(),
            journal,
            clock,
            Watch.Pace.PEOPLE,
            nobody);
  }

  @AfterEach
  void stop() {
    journal.close();
  }

  @Test
  void panesThatWorkAndRestAllDayNeedAFewTimers() {
    int most = 0;
    for (int round = 0; round < 200; round++) {
      // Each in turn works a moment; that its rest is to be believed is due when the other rests.
      Pane pane = panes.get(round % 2);
      writes(pane, "\033]0;◐ works\007");
      timers.pass(Duration.ofMillis(400));
      writes(pane, "\033]0;✳ rests\007");
      timers.pass(Duration.ofMillis(300));
      writes(panes.get(2), "x");
      timers.pass(Duration.ofMillis(200));
      most = Math.max(most, timers.waiting.size());
    }
    assertTrue(most <= 6, most + " timers");
  }

  private void writes(Pane pane, String output) {
    pane.emulator().feed(output.getBytes(StandardCharsets.UTF_8));
    watch.wrote(pane);
  }

  /// A clock that is turned by hand.
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private record Timer(Instant due, Runnable action) {}

  /// The loop's timers, which go off as the clock is turned.
  private final class Timers implements Watch.Turns {
    private final List<Timer> waiting = new ArrayList<>();

    void pass(Duration time) {
      clock.now = clock.now.plus(time);
      List<Timer> due = waiting.stream().filter(each -> !each.due().isAfter(clock.now)).toList();
      waiting.removeAll(due);
      due.forEach(each -> each.action().run());
    }

    @Override
    public void after(Duration delay, Runnable action) {
      waiting.add(new Timer(clock.now.plus(delay), action));
    }

    @Override
    public void task(String name, Runnable action) {
      action.run();
    }

    @Override
    public void later(Runnable action) {
      action.run();
    }

    @Override
    public <T> T call(Supplier<T> action) {
      return action.get();
    }
  }

  private final class Scene implements Watch.Scene {
    @Override
    public List<Pane> panes() {
      return panes;
    }

    @Override
    public boolean sees(Pane pane) {
      return false;
    }

    @Override
    public void changed(Pane pane, Transition transition) {}

    @Override
    public void type(Pane pane, byte[] bytes) {}

    @Override
    public void call(List<Pane> panes, byte[] bytes) {}
  }
}
