package agenttui.cli;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A container engine of a test's own, to be killed and restarted: without networks, with its own
/// data, socket and pid file. Needs root, as engines do.
final class PrivateEngine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private Process process;

  private PrivateEngine(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /// Starts one.
  ///
  /// @param directory empty, ours, short
  static PrivateEngine in(Path directory, boolean liveRestore) throws IOException {
    PrivateEngine engine = new PrivateEngine(directory, started(directory, liveRestore));
    engine.awaitAnswer();
    return engine;
  }

  private static Process started(Path directory, boolean liveRestore) throws IOException {
    return new ProcessBuilder(
            "dockerd",
            "-H",
            address(directory),
            "--data-root",
            directory.resolve("d").toString(),
            "--exec-root",
            directory.resolve("x").toString(),
            "--pidfile",
            directory.resolve("pid").toString(),
            "--bridge=none",
            "--iptables=false",
            "--live-restore=" + liveRestore)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
        .start();
  }

  private static String address(Path directory) {
    return "unix://" + directory.resolve("e.sock");
  }

  /// For `DOCKER_HOST`.
  String address() {
    return address(directory);
  }

  Path socket() {
    return directory.resolve("e.sock");
  }

  /// Starts it again after [#kill] or [#end].
  void start(boolean liveRestore) throws IOException {
    forgetContainerd();
    process = started(directory, liveRestore);
    awaitAnswer();
  }

  /// Its containerd died with it; where nobody reaps orphans, a dead one seems to run, and the next
  /// engine would wait for it.
  private void forgetContainerd() throws IOException {
    Path file = directory.resolve("x/containerd/containerd.pid");
    if (Files.exists(file)) {
      Path stat = Path.of("/proc", Files.readString(file).strip(), "stat");
      if (!Files.exists(stat) || Files.readString(stat).contains(") Z ")) {
        Files.delete(file);
      }
    }
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!docker("version").ok()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        String log = Files.readString(directory.resolve("log"));
        throw new IOException("no engine: " + log.substring(Math.max(0, log.length() - 2000)));
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /// Copies the images of that repository from the machine's engine.
  void take(String repository) {
    String line =
        "docker save $(docker images -q --no-trunc %s | head -1 | xargs docker inspect --format"
            + " '{{index .RepoTags 0}}') | docker -H %s load";
    Exit exit =
        Program.of("sh", "-c", line.formatted(repository, address()))
            .timeout(Duration.ofMinutes(3))
            .run();
    if (!exit.ok()) {
      throw new IllegalStateException(exit.complaint());
    }
  }

  /// Runs the engine's own client.
  Exit docker(String... words) {
    List<String> line = new ArrayList<>(List.of("docker", "-H", address()));
    line.addAll(List.of(words));
    return Program.of(line).timeout(PATIENCE).run();
  }

  /// Ends it as `kill -9` does.
  void kill() {
    ended(process.toHandle(), true);
  }

  /// Ends it as a service manager does.
  void end() {
    ended(process.toHandle(), false);
  }

  /// It takes connections from now on, and answers nothing.
  void hang() {
    signal("STOP");
  }

  /// Ends [#hang].
  void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    if (!Program.of("kill", "-" + name, Long.toString(process.pid())).run().ok()) {
      throw new IllegalStateException("no signal " + name + " for the engine");
    }
  }

  private void ended(ProcessHandle handle, boolean forcibly) {
    boolean _ = forcibly ? handle.destroyForcibly() : handle.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the engine does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends it with all its containers; a containerd of its own that outlived it too.
  @Override
  public void close() {
    if (process.isAlive()) {
      Program.of(
              "sh",
              "-c",
              "docker -H " + address() + " ps -q | xargs -r docker -H " + address() + " kill")
          .run();
      process.destroy();
      try {
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
    }
    ProcessHandle.allProcesses()
        .filter(each -> commandLine(each).contains(directory + "/"))
        .forEach(ProcessHandle::destroyForcibly);
    Program.of(
            "sh",
            "-c",
            "grep -o ' "
                + directory
                + "[^ ]*' /proc/mounts | sort -ur | xargs -r umount -l; rm -rf "
                + directory
                + "/d "
                + directory
                + "/x")
        .timeout(PATIENCE)
        .run();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException e) {
      return "";
    }
  }
}
