package agenttui.state;

import agenttui.term.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Observations for tests: a pane of some kind that changes bit by bit, and a clock that stands
/// still until it is told.
final class Seen {
  static final Instant START = Instant.parse("2026-03-01T14:00:00Z");

  private final Observation.Kind kind;
  Instant now = START;
  Observation.Life life = new Observation.Life.Runs();
  String title = "";
  List<String> rows = List.of();
  Observation.Signals signals = Observation.Signals.NONE;
  Instant lastOutput = START;
  Optional<Instant> lastInput = Optional.of(START);
  Optional<Observation.Work> work = Optional.empty();
  final List<Observation.Call> calls = new ArrayList<>();
  final List<Observation.Held> held = new ArrayList<>();
  Optional<Instant> network = Optional.empty();
  boolean focused;

  Seen(Observation.Kind kind) {
    this.kind = kind;
  }

  Seen later(double seconds) {
    now = now.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    return this;
  }

  Seen title(String text) {
    title = text;
    lastOutput = now;
    return this;
  }

  Seen screen(String... lines) {
    rows = List.of(lines);
    lastOutput = now;
    return this;
  }

  Seen foreground(String command) {
    work =
        Optional.of(
            new Observation.Work(
                now,
                command.isEmpty() ? Optional.empty() : Optional.of(command),
                now,
                Optional.empty(),
                0));
    return this;
  }

  Seen prompt(Notice.Prompt.Mark mark, int exit) {
    OptionalInt status = exit < 0 ? OptionalInt.empty() : OptionalInt.of(exit);
    signals =
        new Observation.Signals(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Observation.Prompt(mark, status, now)),
            Optional.empty(),
            Optional.empty());
    return this;
  }

  Seen progress(Notice.Progress.State state) {
    signals =
        new Observation.Signals(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Observation.Progress(state, 40, now)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return this;
  }

  Seen bell() {
    signals =
        new Observation.Signals(
            Optional.of(now),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return this;
  }

  /// Its agent's hooks told this, and then asked that.
  Seen hooks(Optional<Observation.Hook> told, Optional<Observation.Hook> asked) {
    signals =
        new Observation.Signals(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), told, asked);
    return this;
  }

  Observation observation() {
    return new Observation(
        now,
        kind,
        life,
        title,
        rows,
        signals,
        new Observation.Flow(lastOutput, lastInput),
        work,
        calls,
        held,
        network,
        focused);
  }

  /// What is said after the moment has lasted `seconds`, observed four times a second.
  Doing after(Steadier steadier, double seconds) {
    steadier.next(observation());
    for (int i = 0; i < Math.round(seconds * 4); i++) {
      later(0.25);
      steadier.next(observation());
    }
    return steadier.verdict().doing();
  }
}
