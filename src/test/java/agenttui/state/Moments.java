package agenttui.state;

import agenttui.agent.Agents;
import agenttui.store.Json;
import agenttui.term.Emulator;
import agenttui.term.Notice;
import agenttui.term.Screen;
import agenttui.term.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A recording of a real agent at work (`src/test/resources/agenttui/moments/AGENT/SCENE.cast`),
/// played into an emulator at some speed and judged as the server judges a pane: a tenth of a
/// second after output, at most four times a second, and when a claim has lasted.
final class Moments {
  private static final Path FOLDER = Path.of("src/test/resources/agenttui/moments");
  private static final Agents AGENTS = Agents.builtIn();
  private static final Duration SETTLE = Duration.ofMillis(100);
  private static final Duration BETWEEN = Duration.ofMillis(250);

  private final Path cast;

  private Moments(Path cast) {
    this.cast = cast;
  }

  /// One moment that is known.
  ///
  /// @param second of the recording
  /// @param state `working`, `needs`, `idle` or `failed`
  /// @param what words for people
  record Moment(double second, String state, String what) {}

  /// What was shown from a time on.
  ///
  /// @param second of the recording
  record Shown(double second, Verdict verdict) {}

  /// All recordings, by agent and name.
  static List<Moments> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(p -> p.toString().endsWith(".cast")).sorted().map(Moments::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String agent() {
    return cast.getParent().getFileName().toString();
  }

  String scene() {
    return cast.getFileName().toString().replace(".cast", "");
  }

  @Override
  public String toString() {
    return agent() + " " + scene();
  }

  /// What is known to be true.
  List<Moment> expected() {
    return lines(Path.of(cast.toString().replace(".cast", ".expect"))).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> {
          String[] words = line.strip().split(" +", 3);
          return new Moment(
              Double.parseDouble(words[0]), words[1], words.length > 2 ? words[2] : "");
        })
        .toList();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Plays it and says what was shown, one entry for each change of state or reason.
  List<Shown> play(double speed) {
    List<String> lines = lines(cast);
    Map<?, ?> head = Json.read(lines.getFirst().getBytes(StandardCharsets.UTF_8), Map.class);
    Size size = new Size((Integer) head.get("width"), (Integer) head.get("height"));
    Player player = new Player(agent(), size, speed);
    double prompt =
        expected().stream()
            .filter(moment -> moment.state().equals("working"))
            .mapToDouble(Moment::second)
            .min()
            .orElse(0);
    for (String line : lines.subList(1, lines.size())) {
      List<?> event = Json.read(line.getBytes(StandardCharsets.UTF_8), List.class);
      double second = ((Number) event.get(0)).doubleValue();
      if (second > prompt - 1) {
        player.typed(second);
      }
      if (event.get(1).equals("o")) {
        player.output(second, ((String) event.get(2)).getBytes(StandardCharsets.UTF_8));
      }
    }
    player.until(player.now.plusSeconds(10));
    return player.shown;
  }

  private static final class Player {
    private final Emulator emulator;
    private final Steadier steadier;
    private final double speed;
    private final List<Shown> shown = new ArrayList<>();
    private Instant now = Seen.START;
    private Instant judged = Seen.START;
    private Instant lastOutput = Seen.START;
    private Optional<Instant> due = Optional.empty();
    private boolean typed;
    private Optional<Observation.Said> said = Optional.empty();

    Player(String agent, Size size, double speed) {
      this.emulator = new Emulator(size, 1000);
      this.steadier = new Steadier(Rules.of(AGENTS.find(agent).orElseThrow()), now);
      this.speed = speed;
      shown.add(new Shown(0, steadier.verdict()));
    }

    private Instant at(double second) {
      return Seen.START.plus(Duration.ofNanos(Math.round(second / speed * 1e9)));
    }

    void output(double second, byte[] bytes) {
      until(at(second));
      emulator.feed(bytes);
      emulator.takeReplies();
      for (Notice notice : emulator.takeNotices()) {
        if (notice instanceof Notice.Notification note) {
          said = Optional.of(new Observation.Said(note.body(), now));
        }
      }
      lastOutput = now;
      due(now.plus(SETTLE));
    }

    /// The first prompt is sent.
    void typed(double second) {
      until(at(second));
      typed = true;
    }

    private void due(Instant when) {
      Instant soonest = judged.plus(BETWEEN);
      Instant wanted = when.isBefore(soonest) ? soonest : when;
      due = due.filter(before -> before.isBefore(wanted)).or(() -> Optional.of(wanted));
    }

    void until(Instant end) {
      while (due.isPresent() && !due.get().isAfter(end)) {
        now = due.get();
        due = Optional.empty();
        judge();
      }
      now = end;
    }

    private void judge() {
      judged = now;
      Verdict before = steadier.verdict();
      steadier.next(observation());
      Verdict after = steadier.verdict();
      if (before.doing() != after.doing() || !before.reason().equals(after.reason())) {
        double second = Duration.between(Seen.START, now).toMillis() / 1000.0 * speed;
        shown.add(new Shown(second, after));
      }
      steadier.due().ifPresent(this::due);
    }

    private Observation observation() {
      Screen screen = emulator.screen();
      List<String> rows = new ArrayList<>();
      for (int row = screen.rows() - 1; row >= 0 && rows.size() < steadier.rules().rows(); row--) {
        if (!screen.line(row).isBlank()) {
          rows.addFirst(screen.line(row));
        }
      }
      return new Observation(
          now,
          Observation.Kind.AGENT,
          new Observation.Life.Runs(),
          screen.title(),
          rows,
          new Observation.Signals(
              Optional.empty(),
              said,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          new Observation.Flow(lastOutput, typed ? Optional.of(Seen.START) : Optional.empty()),
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          false);
    }
  }

  public static void main(String[] args) {
    for (Moments each : all()) {
      for (double speed : new double[] {1, 0.5, 4}) {
        System.out.println("== " + each + " x" + speed);
        for (Shown shown : each.play(speed)) {
          System.out.printf(
              "%6.2f %s (%s)%n", shown.second(), shown.verdict().words(), shown.verdict().source());
        }
      }
    }
  }
}
