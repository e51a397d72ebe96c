package agenttui.server.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agents;
import agenttui.config.Notify;
import agenttui.journal.HandClock;
import agenttui.journal.Journal;
import agenttui.keeper.Processes;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.state.Transition;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When panes are looked at, by a clock that the test turns.
class WatchTest {
  @TempDir Path directory;
  private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
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
      panes.add(new Pane(id, i, "claude", emulator, clock.instant()));
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

  /// A server that was started a year ago by a clock that is now set right, and one whose machine
  /// has slept: time itself goes on as ever.
  @ParameterizedTest
  @ValueSource(longs = {-365 * 24, -1, 72, 365 * 24})
  void aClockThatIsSetHoldsNothingUpAndLooksAtNothingForNothing(long hours) {
    Pane pane = panes.getFirst();
    Kept keeper = new Kept();
    pane.connected(keeper);
    watch.typed(pane);
    writes(pane, "\033]0;◐ works\007");
    seconds(3);
    assertEquals(Activity.Kind.WORKING, pane.activity().kind());
    writes(pane, "thinks");
    // Its keeper is asked less and less, in the end once a minute.
    seconds(600);
    clock.pass(Duration.ofHours(hours));
    watch.moved();
    assertFalse(watch.pending(), "it is looked at whenever anything happens");
    int before = keeper.asked;
    seconds(90);
    int more = keeper.asked - before;
    assertTrue(more > 0 && more < 45, more + " questions to its keeper");
    clock.pass(Duration.ofHours(hours));
    writes(pane, "\033]0;✳ rests\007");
    seconds(3);
    assertEquals(Activity.Kind.DONE, pane.activity().kind());
    assertTrue(timers.waiting.size() <= 6, timers.waiting.size() + " timers");
  }

  /// Lets them pass one by one.
  private void seconds(int count) {
    for (int second = 0; second < count; second++) {
      timers.pass(Duration.ofSeconds(1));
    }
  }

  private void writes(Pane pane, String output) {
    pane.emulator().feed(output.getBytes(StandardCharsets.UTF_8));
    watch.wrote(pane);
  }

  /// Counts how often its program's processes are asked for.
  private static final class Kept extends MutePty {
    private int asked;

    @Override
    public Processes processes() {
      asked++;
      return super.processes();
    }
  }

  private record Timer(Duration due, Runnable action) {}

  /// The loop's timers, which go off as time passes, whatever the clock is set to.
  private final class Timers extends AtOnce {
    private final List<Timer> waiting = new ArrayList<>();
    private Duration passed = Duration.ZERO;

    void pass(Duration time) {
      clock.pass(time);
      passed = passed.plus(time);
      List<Timer> due = waiting.stream().filter(each -> each.due().compareTo(passed) <= 0).toList();
      waiting.removeAll(due);
      due.forEach(each -> each.action().run());
    }

    @Override
    public void after(Duration delay, Runnable action) {
      waiting.add(new Timer(passed.plus(delay), action));
    }
  }

  private final class Scene implements Watch.Scene {
    @Override
    public List<Pane> panes() {
      return panes;
    }

    @Override
    public boolean comesBack(PaneId pane) {
      return false;
    }

    @Override
    public void noted(Consumer<Boolean> then) {
      then.accept(true);
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
