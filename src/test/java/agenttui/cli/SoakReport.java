package agenttui.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the soak has measured: `samples.csv`, and at the end `soak.md` with a line for each gauge
/// over the second two thirds of the time (before, caches fill and code is compiled). A gauge shows
/// no leak when the interval of its slope holds 0 or ends below what is harmless. Any thread.
final class SoakReport {
  private static final double HOUR = Duration.ofHours(1).toMillis();

  private final Path out;
  private final List<Sample> samples = new ArrayList<>();
  private int incidents;

  /// @param values those that were read this time
  private record Sample(double hours, Map<Gauge, Double> values) {}

  private SoakReport(Path out) {
    this.out = out;
  }

  /// One without samples.
  ///
  /// @param out an existing directory
  static SoakReport start(Path out) {
    SoakReport report = new SoakReport(out);
    String head = line("seconds", gauge -> gauge.name().toLowerCase(Locale.ROOT));
    report.write("samples.csv", head, true);
    report.write("incidents.txt", "", true);
    return report;
  }

  /// One with the samples that another has written to `out`.
  static SoakReport read(Path out) throws IOException {
    SoakReport report = new SoakReport(out);
    report.incidents =
        Math.toIntExact(
            Files.readAllLines(out.resolve("incidents.txt")).stream()
                .filter(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                .count());
    List<String> lines = Files.readAllLines(out.resolve("samples.csv"));
    List<String> names = List.of(lines.getFirst().split(","));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      Map<Gauge, Double> values = new EnumMap<>(Gauge.class);
      for (int i = 1; i < cells.length; i++) {
        if (!cells[i].isEmpty()) {
          Gauge gauge = Gauge.valueOf(names.get(i).toUpperCase(Locale.ROOT));
          values.put(gauge, Double.valueOf(cells[i]));
        }
      }
      report.samples.add(new Sample(Double.parseDouble(cells[0]) / 3600, values));
    }
    return report;
  }

  private static String line(String first, Function<Gauge, String> cell) {
    return Stream.concat(Stream.of(first), Stream.of(Gauge.values()).map(cell))
        .collect(Collectors.joining(",", "", "\n"));
  }

  /// One time of reading.
  synchronized void sample(Duration since, Map<Gauge, Double> values) {
    samples.add(new Sample(since.toMillis() / HOUR, values));
    String seconds = Long.toString(since.toSeconds());
    write("samples.csv", line(seconds, gauge -> number(values.get(gauge))), false);
  }

  private static String number(Double value) {
    return value == null ? "" : "%.2f".formatted(value);
  }

  /// Keeps the first and the last histogram of the server's heap.
  void classes(String histogram) {
    write(
        Files.exists(out.resolve("classes-first.txt")) ? "classes-last.txt" : "classes-first.txt",
        histogram,
        true);
  }

  /// Something that went wrong.
  synchronized void incident(String what) {
    incidents++;
    write("incidents.txt", Instant.now() + " " + what + "\n", false);
    say(what.lines().findFirst().orElse(""));
  }

  /// For who watches.
  void say(String line) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  /// Writes and prints the table; true when something grows.
  ///
  /// @param title what was done
  synchronized boolean finish(String title) {
    double last = samples.getLast().hours();
    StringBuilder page = new StringBuilder();
    page.append("%s; %d things went wrong\n\n".formatted(title, incidents));
    page.append("| what | samples | mean | slope per hour | 95 % | harmless | shows |\n");
    page.append("|---|---|---|---|---|---|---|\n");
    boolean leaks = false;
    for (Gauge gauge : Gauge.values()) {
      List<Slope.Point> points =
          samples.stream()
              .filter(sample -> sample.hours() >= last / 3 && sample.values().containsKey(gauge))
              .map(sample -> new Slope.Point(sample.hours(), sample.values().get(gauge)))
              .toList();
      if (points.size() < 3) {
        continue;
      }
      Slope slope = Slope.of(points);
      boolean grows = slope.low() > 0 && slope.high() > gauge.harmless();
      leaks |= grows;
      page.append(row(gauge, slope, grows));
    }
    write("soak.md", page.toString(), true);
    System.out.print(page);
    return leaks;
  }

  private static String row(Gauge gauge, Slope slope, boolean grows) {
    boolean ours = Double.isFinite(gauge.harmless());
    return "| %s | %d | %.1f | %+.2f | %+.2f to %+.2f | %s | %s |\n"
        .formatted(
            gauge.title(),
            slope.samples(),
            slope.mean(),
            slope.perHour(),
            slope.low(),
            slope.high(),
            ours ? "%.1f".formatted(gauge.harmless()) : "",
            !ours ? "" : grows ? "**grows**" : "no leak shown");
  }

  private void write(String name, String text, boolean anew) {
    try {
      if (anew) {
        Files.writeString(out.resolve(name), text);
      } else {
        Files.writeString(out.resolve(name), text, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
