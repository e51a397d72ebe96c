package agenttui.cli;

import static org.junit.jupiter.api.Assertions.fail;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The packaged program with its own state directories, and tmux as the outer terminal that it is
/// shown in. Real processes: waiting is polling with a reason and a limit.
final class Outer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Path JAR =
      Path.of(System.getProperty("agenttui.jar", "target/agent-tui.jar")).toAbsolutePath();

  private final Path directory;
  private final String name = "it" + UUID.randomUUID().toString().substring(0, 8);

  private int terminals;

  /// @param directory empty, ours; its path should be short (sockets)
  Outer(Path directory) {
    this.directory = directory;
  }

  private List<String> program(List<String> words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                JAR.toString(),
                "-L",
                name));
    line.addAll(words);
    return line;
  }

  private Program environment(Program program) {
    return program
        .env("HOME", directory.toString())
        .env("XDG_STATE_HOME", directory.resolve("s").toString())
        .env("XDG_CONFIG_HOME", directory.resolve("c").toString())
        .env("XDG_CACHE_HOME", directory.resolve("k").toString())
        .env("TERM", "xterm-256color")
        .env("SHELL", "/bin/sh")
        .in(directory);
  }

  /// Runs a command line of the program without a terminal.
  Exit says(String... words) {
    return environment(Program.of(program(List.of(words)))).timeout(PATIENCE).run();
  }

  private Exit tmux(String... words) {
    String socket = name + "-" + terminals;
    List<String> line = new ArrayList<>(List.of("tmux", "-L", socket, "-f", "/dev/null"));
    line.addAll(List.of(words));
    return environment(Program.of(line)).timeout(PATIENCE).run();
  }

  /// Opens an outer terminal of 120×35 that runs a command line of the program and then says how it
  /// ended.
  void terminal(String... words) {
    tmux("kill-server");
    terminals++;
    StringBuilder shell = new StringBuilder();
    for (String word : program(List.of(words))) {
      shell.append('\'').append(word.replace("'", "'\\''")).append("' ");
    }
    shell.append("; echo \"ended with $?\"; sleep 600");
    Exit exit = tmux("new-session", "-d", "-x", "120", "-y", "35", "sh", "-c", shell.toString());
    if (exit.code() != 0) {
      fail("no outer tmux: " + exit.complaint());
    }
  }

  /// Presses keys in the outer terminal, by tmux's names.
  void keys(String... keys) {
    List<String> line = new ArrayList<>(List.of("send-keys"));
    line.addAll(List.of(keys));
    tmux(line.toArray(String[]::new));
  }

  /// What the outer terminal shows.
  String screen() {
    return tmux("capture-pane", "-p").text();
  }

  /// Waits until the outer terminal shows a text.
  void shows(String text) {
    await(() -> screen().contains(text), () -> "wanted: " + text + "\ngot:\n" + screen() + log());
  }

  /// Waits until something holds.
  void await(BooleanSupplier holds, Supplier<String> otherwise) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail(otherwise.get());
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted");
      }
    }
  }

  /// The processes of this test whose command line holds a text.
  List<ProcessHandle> processes(String text) {
    return ProcessHandle.allProcesses()
        .filter(process -> {
          String line = commandLine(process.pid());
          boolean ours = line.contains(name) || line.contains(directory.toString());
          return ours && line.contains(text) && !line.contains("tmux");
        })
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /// The server's process.
  ProcessHandle server() {
    List<ProcessHandle> found = processes(" serve");
    List<ProcessHandle> servers =
        found.stream().filter(p -> commandLine(p.pid()).contains("agenttui.cli.Main")).toList();
    if (servers.size() != 1) {
      fail("not one server but " + servers.size());
    }
    return servers.getFirst();
  }

  /// Ends a process as `kill -9` does, and waits until it is gone.
  void kill9(ProcessHandle process) {
    process.destroyForcibly();
    await(() -> !process.isAlive(), () -> "process " + process.pid() + " does not die");
  }

  private String log() {
    Path log = directory.resolve("s/agent-tui/log/server.log");
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return "log:\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    says("kill-server");
    tmux("kill-server");
    processes("").forEach(ProcessHandle::destroyForcibly);
  }
}
