package agenttui.keeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real keeper on this machine, for one test: its process, its directory, and what is attached.
/// `-Dkeeper.helper=FILE` takes another helper, such as the one with sanitizers.
final class HostKeeper implements AutoCloseable {
  static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "LC_ALL", "C.UTF-8", "TERM", "dumb");

  private static final KeeperListener NOBODY =
      new KeeperListener() {
        @Override
        public void opened(Channel channel) {}

        @Override
        public void lost(String why) {}
      };

  private final Path directory;
  private final Process process;
  private final List<Keeper> attached = new ArrayList<>();

  private HostKeeper(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  static Path helper(Path directory) {
    String other = System.getProperty("keeper.helper");
    return other != null ? Path.of(other) : HelperBinary.forThisMachine().in(directory);
  }

  /// Starts `keeper serve` with more options; `@` in them is the test's directory.
  static HostKeeper start(String... options) {
    try {
      Path directory = Files.createTempDirectory("kp");
      List<String> command =
          new ArrayList<>(
              List.of(
                  helper(directory).toString(),
                  "keeper",
                  "serve",
                  "--socket",
                  directory.resolve("k.sock").toString()));
      for (String option : options) {
        command.add(option.replace("@", directory.toString()));
      }
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      HostKeeper keeper = new HostKeeper(directory, process);
      Until.holds("the keeper listens", () -> Files.exists(keeper.socket()));
      return keeper;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path directory() {
    return directory;
  }

  Path socket() {
    return directory.resolve("k.sock");
  }

  Process process() {
    return process;
  }

  Keeper attach() {
    return attach(NOBODY);
  }

  Keeper attach(KeeperListener listener, ChannelKind... kinds) {
    Keeper keeper = Keeper.connect(socket(), listener, Set.of(kinds));
    attached.add(keeper);
    return keeper;
  }

  static PtySpec shell(String id, String script) {
    return new PtySpec(
        new PtyId(id),
        List.of("sh", "-c", script),
        "/",
        ENVIRONMENT,
        new agenttui.term.Size(80, 24),
        false);
  }

  static RunSpec script(String script) {
    return new RunSpec(List.of("sh", "-c", script), "/", ENVIRONMENT, false);
  }

  /// Ends the keeper, which must take no more than its own time limits.
  @Override
  public void close() throws IOException {
    attached.forEach(Keeper::close);
    process.destroy();
    boolean ended =
        process.onExit().thenApply(p -> true).completeOnTimeout(false, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError("the keeper ended with " + (ended ? process.exitValue() : "KILL"));
    }
  }
}
