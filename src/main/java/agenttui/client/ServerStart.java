package agenttui.client;

import agenttui.process.Program;
import agenttui.store.Endpoint;
import agenttui.store.KernelLock;
import agenttui.wire.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the server, or starts one: the same program again, in a session of its own, detached from
/// the terminal.
final class ServerStart {
  /// A small young generation decides the resident size of an idle JVM; the caps keep a fault from
  /// eating the machine. Code is compiled after a fifth of the usual calls (200, 100, 2000): else
  /// the first 200 keys of a person are interpreted, 1.8 ms each instead of 1.2. What the compilers
  /// have freed the C library gives back each half a minute: else 10 MB at the start, 60 later
  /// stay.
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms16m",
          "-Xmn8m",
          "-Xmx192m",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=96m",
          "-XX:ReservedCodeCacheSize=48m",
          "-XX:Tier3InvocationThreshold=40",
          "-XX:Tier3MinInvocationThreshold=20",
          "-XX:Tier3CompileThreshold=400",
          "-XX:TrimNativeHeapInterval=30000");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private ServerStart() {}

  /// A connection to the server of `endpoint`, if one runs.
  static Optional<Connection> running(Endpoint endpoint) {
    return Connection.to(endpoint.socket());
  }

  /// A connection to the server of `endpoint`, started when needed.
  ///
  /// @throws ClientException when it does not come up, with the end of what it said
  static Connection ensure(Endpoint endpoint) {
    Optional<Connection> there = running(endpoint);
    if (there.isPresent()) {
      return there.get();
    }
    try (KernelLock _ = KernelLock.acquire(endpoint.startLock())) {
      Optional<Connection> meanwhile = running(endpoint);
      return meanwhile.isPresent() ? meanwhile.get() : started(endpoint);
    }
  }

  private static Connection started(Endpoint endpoint) {
    Process process = Program.of(line(endpoint.name())).inherited().detached(endpoint.output());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<Connection> connection = running(endpoint);
      if (connection.isPresent()) {
        return connection.get();
      }
      if (!process.isAlive()) {
        throw new ClientException("the server ended at once: " + lastWords(endpoint.output()));
      }
      pause();
    }
    throw new ClientException("the server does not answer: see " + endpoint.output());
  }

  private static List<String> line(String name) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(FLAGS);
    String cache = System.getProperty("agenttui.archive", "");
    if (!cache.isEmpty() && Files.isRegularFile(Path.of(cache))) {
      line.add("-XX:SharedArchiveFile=" + cache);
      line.add("-Xlog:disable");
    }
    for (String property : List.of("agenttui.home", "agenttui.archive")) {
      String value = System.getProperty(property);
      if (value != null) {
        line.add("-D" + property + "=" + value);
      }
    }
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.addAll(List.of("agenttui.cli.Main", "-L", name, "serve"));
    return line;
  }

  private static void pause() {
    try {
      Thread.sleep(4);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted while the server started");
    }
  }

  private static String lastWords(Path output) {
    try {
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return text.lines().reduce((_, last) -> last).orElse("it said nothing") + " (" + output + ")";
    } catch (IOException e) {
      return "it left no " + output;
    }
  }
}
