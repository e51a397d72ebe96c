package agenttui.server.watch;

import agenttui.keeper.Processes;
import agenttui.state.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a keeper says of one pane's processes, compared with what it said before: processor time is
/// a difference, and a command is what was not there while the pane rested. Loop only.
final class Works {
  /// Clock ticks in a second, on every Linux that we run on.
  private static final int TICKS = 100;

  private final Map<Integer, Long> ticks = new HashMap<>();
  private final Set<Integer> own = new HashSet<>();
  private Optional<Observation.Work> last = Optional.empty();

  /// What was last said.
  Optional<Observation.Work> last() {
    return last;
  }

  /// A new program: nothing of the old one counts.
  void forget() {
    ticks.clear();
    own.clear();
    last = Optional.empty();
  }

  /// Takes an answer in.
  ///
  /// @param rests whether the pane's program rested when it was asked: what runs now is its own
  void take(Processes now, Instant at, boolean rests) {
    Optional<String> foreground = now.foreground().filter(now.work()::contains);
    boolean same = last.filter(before -> before.foreground().equals(foreground)).isPresent();
    Instant since = same ? last.orElseThrow().since() : at;
    int percent = percent(now.all(), at);
    if (rests) {
      own.clear();
      now.all().forEach(one -> own.add(one.pid()));
    }
    last = Optional.of(new Observation.Work(at, foreground, since, started(now.all()), percent));
    ticks.clear();
    now.all().forEach(one -> ticks.put(one.pid(), one.cpuTicks()));
  }

  private int percent(List<Processes.One> all, Instant at) {
    long used = 0;
    for (Processes.One one : all) {
      Long before = ticks.get(one.pid());
      if (before != null) {
        used += Math.max(0, one.cpuTicks() - before);
      }
    }
    long millis = last.map(before -> Duration.between(before.at(), at).toMillis()).orElse(0L);
    if (millis < 0) {
      return 0; // The clock was set back: nobody knows how long that was.
    }
    return millis < 100
        ? last.map(Observation.Work::percent).orElse(0)
        : Math.clamp(used * 1000 * 100 / TICKS / millis, 0, 100_000);
  }

  /// The command that was started last since the pane rested: not the shells around it, not what it
  /// starts itself.
  private Optional<String> started(List<Processes.One> all) {
    if (own.isEmpty()) {
      return Optional.empty();
    }
    Set<Integer> commands = new HashSet<>();
    Optional<String> newest = Optional.empty();
    for (Processes.One one : all) {
      boolean counts = !own.contains(one.pid()) && isCommand(one.command());
      if (counts && !commands.contains(one.parent())) {
        newest = Optional.of(one.command());
      }
      if (counts) {
        commands.add(one.pid());
      }
    }
    return newest;
  }

  private static boolean isCommand(String line) {
    return !line.isBlank()
        && !Processes.isShellName(line.strip().split(" +", 2)[0])
        && !Processes.isWrapper(line);
  }
}
