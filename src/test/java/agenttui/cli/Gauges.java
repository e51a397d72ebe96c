package agenttui.cli;

import agenttui.docker.ContainerFacts;
import agenttui.docker.Engine;
import agenttui.docker.Labels;
import agenttui.keeper.HelperBinary;
import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the gauges of a running installation: from `/proc`, from the engine, from its directories,
/// and the server's live heap from the JVM's own histogram of classes. Needs to be root, as
/// processes in containers are looked at from outside. One thread.
final class Gauges {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final Pattern OURS =
      Pattern.compile("agent-tui-(base|start)|incoming|jline|jetty", Pattern.CASE_INSENSITIVE);
  private static final double MIB = 1 << 20;
  private static final double KIB_A_MIB = 1024;

  private final long server;
  private final Engine engine;
  private final Path state;
  private final LongSupplier kept;
  private String classes = "";

  /// @param server the server's process
  /// @param state the state directory
  /// @param kept how many bytes of output the keepers of all panes keep
  Gauges(long server, Engine engine, Path state, LongSupplier kept) {
    this.server = server;
    this.engine = engine;
    this.state = state;
    this.kept = kept;
  }

  /// All but the live heap.
  Map<Gauge, Double> read() throws IOException {
    Map<Gauge, Double> values = new EnumMap<>(Gauge.class);
    Path process = Path.of("/proc", Long.toString(server));
    values.put(Gauge.SERVER_THREADS, entries(process.resolve("task")));
    values.put(Gauge.SERVER_DESCRIPTORS, entries(process.resolve("fd")));
    values.put(Gauge.SERVER_RESIDENT, kilobytes(process.resolve("status"), "VmRSS") / KIB_A_MIB);
    Path memory = process.resolve("smaps_rollup");
    values.put(Gauge.SERVER_PROPORTIONAL, kilobytes(memory, "Pss") / KIB_A_MIB);
    List<String> containers =
        engine.containers().list(Map.of()).stream()
            .map(ContainerFacts::id)
            .map(id -> id.value())
            .toList();
    values.put(Gauge.CONTAINERS, (double) containers.size());
    Map<String, String> labels = Map.of(Labels.OWNER, engine.owner());
    values.put(Gauge.VOLUMES, (double) engine.volumes().list(labels).size());
    processes(containers, values);
    values.merge(Gauge.HELPER_MEMORY, -kept.getAsLong() / MIB, Double::sum);
    directories(values);
    return values;
  }

  /// What the server's heap holds after a full collection, in MiB.
  double live() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Exit exit =
        Program.of(jcmd, Long.toString(server), "GC.class_histogram")
            .timeout(Duration.ofSeconds(60))
            .run();
    Matcher total = TOTAL.matcher(exit.text());
    if (!total.find()) {
      throw new IllegalStateException("no histogram: " + exit.text() + exit.complaint());
    }
    classes = exit.text();
    return Long.parseLong(total.group(1)) / MIB;
  }

  /// The last histogram that [#live] has read, for who looks for what grows.
  String classes() {
    return classes;
  }

  /// Tells our own programs in containers, which are all one binary, from the agents and tools.
  private static void processes(List<String> containers, Map<Gauge, Double> values)
      throws IOException {
    List.of(
            Gauge.HELPERS,
            Gauge.HELPER_THREADS,
            Gauge.HELPER_DESCRIPTORS,
            Gauge.HELPER_MEMORY,
            Gauge.AGENT_PROCESSES,
            Gauge.AGENT_MEMORY)
        .forEach(gauge -> values.put(gauge, 0.0));
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        try {
          String group = Files.readString(process.resolve("cgroup"));
          if (containers.stream().anyMatch(group::contains)) {
            count(process, values);
          }
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
  }

  private static void count(Path process, Map<Gauge, Double> values) throws IOException {
    String program = Files.readSymbolicLink(process.resolve("exe")).toString();
    double own = kilobytes(process.resolve("smaps_rollup"), "Pss") / KIB_A_MIB;
    if (program.endsWith("/" + HelperBinary.NAME)) {
      values.merge(Gauge.HELPERS, 1.0, Double::sum);
      values.merge(Gauge.HELPER_THREADS, entries(process.resolve("task")), Double::sum);
      values.merge(Gauge.HELPER_DESCRIPTORS, entries(process.resolve("fd")), Double::sum);
      values.merge(Gauge.HELPER_MEMORY, own, Double::sum);
    } else {
      values.merge(Gauge.AGENT_PROCESSES, 1.0, Double::sum);
      values.merge(Gauge.AGENT_MEMORY, own, Double::sum);
    }
  }

  private void directories(Map<Gauge, Double> values) throws IOException {
    long[] found = new long[2];
    Files.walkFileTree(
        state,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            found[0] += file.toString().contains("/objects/") ? 0 : 1;
            found[1] += facts.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    values.put(Gauge.STATE_FILES, (double) found[0]);
    values.put(Gauge.STATE_SIZE, found[1] / MIB);
    double temporary = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/tmp"))) {
      for (Path file : all) {
        temporary += OURS.matcher(file.getFileName().toString()).find() ? 1 : 0;
      }
    }
    values.put(Gauge.TEMPORARY, temporary);
  }

  private static double entries(Path directory) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path _ : all) {
        count++;
      }
    }
    return count;
  }

  /// The number behind a name in one of the kernel's tables.
  private static double kilobytes(Path table, String name) throws IOException {
    for (String line : Files.readAllLines(table)) {
      if (line.startsWith(name + ":")) {
        return Double.parseDouble(line.replaceAll("\\D", ""));
      }
    }
    return 0; // A zombie has none.
  }
}
