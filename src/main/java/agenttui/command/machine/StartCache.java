package agenttui.command.machine;

import agenttui.process.Exit;
import agenttui.process.ProcessException;
import agenttui.process.Program;
import agenttui.store.AtomicFile;
import agenttui.store.KernelLock;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the start-up cache that the starter names and the next start of client and server uses: a
/// dynamic archive of loaded and verified classes on top of the JDK's own.
///
/// Measured on JDK 25.0.3, CPU ms plain / this archive / one AOT cache of the same rehearsal: `ls`
/// 200 / 180 / 220, a server up to its first frame 2100 / 1250 / 1400 with 89 / 100 / 104 MB; and
/// the JVM refuses an archive whose jars changed, while with an AOT cache the old code runs in
/// silence. All the same the file's name holds what it depends on.
///
/// It comes from a rehearsal: the same program, started apart with directories of its own, without
/// a terminal, at a low priority, for a bounded time. Whatever goes wrong is one line in the log
/// and nothing else. Any thread; [#make()] waits some 10 s.
///
/// @param file where the starter looks for it
/// @param line the java command line of this server up to its main class, without a cache
public record StartCache(Path file, List<String> line) {
  /// The verb of `agent-tui` that rehearses; not for people.
  public static final String VERB = "rehearse";

  /// Beside the cache: where a rehearsal plays, until that is removed.
  private static final String GROUND = "start.ground";

  private static final String PREFIX = "agent-tui-start";

  /// Says to a program that it is the rehearsal, and where its files lie.
  public static final String PROPERTY = "agenttui.rehearsal";

  private static final Logger LOG = LoggerFactory.getLogger(StartCache.class);
  private static final String MAIN = "agenttui.cli.Main";

  /// It took 17 s on two busy cores.
  private static final Duration MOST = Duration.ofMinutes(3);

  /// The cache that this program was told to make and does not have; empty when it runs with one or
  /// was started without the starter.
  ///
  /// @param named the path that the starter gave (`agenttui.archive`), or empty
  /// @param arguments this process's arguments after `java`
  public static Optional<StartCache> wanted(String named, List<String> arguments) {
    int main = arguments.indexOf(MAIN);
    if (named.isEmpty() || main < 0) {
      return Optional.empty();
    }
    Path file = Path.of(named);
    if (Files.exists(file) && !Files.exists(file.resolveSibling(GROUND))) {
      return Optional.empty();
    }
    List<String> line =
        arguments.subList(0, main).stream()
            .filter(word -> !word.startsWith("-Dagenttui.archive=") && !word.startsWith("-Xlog"))
            .toList();
    return Optional.of(new StartCache(file, line));
  }

  /// Makes it, unless another does so now, and throws away older ones of the same checkout and what
  /// a rehearsal left that was killed.
  public void make() {
    try {
      Files.createDirectories(file.getParent());
      Optional<KernelLock> turn = KernelLock.tryAcquire(file.resolveSibling("start.lock"));
      if (turn.isEmpty()) {
        return;
      }
      try (KernelLock _ = turn.get()) {
        removeLast();
        if (!Files.exists(file)) {
          rehearse();
        }
      }
    } catch (IOException | StoreException | ProcessException e) {
      LOG.info("no start-up cache: {}", e.toString());
    }
  }

  private void rehearse() throws IOException {
    List<Path> jars = jars();
    List<FileTime> before = times(jars);
    Path fresh = file.resolveSibling("start.part");
    Path ground = Files.createTempDirectory(PREFIX);
    AtomicFile.write(file.resolveSibling(GROUND), ground.toString());
    try {
      Exit exit = rehearsal(fresh, ground);
      if (exit.ok() && Files.isRegularFile(fresh) && times(jars).equals(before)) {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        sweep();
        LOG.info("start-up cache made: {} MB", Files.size(file) >> 20);
      } else {
        LOG.info("no start-up cache: the rehearsal ended with {}: {}", exit.code(), tail(exit));
      }
    } finally {
      removeLast();
    }
  }

  /// Removes what the last rehearsal left: its files, and the programs that outlive a server.
  private void removeLast() throws IOException {
    Path note = file.resolveSibling(GROUND);
    Optional<String> last = AtomicFile.read(note).map(b -> new String(b, StandardCharsets.UTF_8));
    if (last.isPresent() && Path.of(last.get()).getFileName().toString().startsWith(PREFIX)) {
      end(Path.of(last.get()));
      remove(Path.of(last.get()));
    }
    Files.deleteIfExists(file.resolveSibling("start.part"));
    Files.deleteIfExists(note);
  }

  /// Kills what a rehearsal that was cut off has left: its keepers and the sandboxes below them are
  /// in sessions of their own, but all name its ground in their command lines.
  static void end(Path ground) {
    List<ProcessHandle> left =
        ProcessHandle.allProcesses()
            .filter(each -> each.info().commandLine().orElse("").contains(ground.toString()))
            .toList();
    left.forEach(ProcessHandle::destroyForcibly);
    left.forEach(each -> each.onExit().completeOnTimeout(each, 2, TimeUnit.SECONDS).join());
  }

  private Exit rehearsal(Path fresh, Path ground) throws IOException {
    Path repository = Files.createDirectory(ground.resolve("r"));
    git(repository, "init", "-q");
    git(repository, "commit", "-q", "--allow-empty", "-m", "start");
    List<String> words = new ArrayList<>(List.of("nice", "-n", "10"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:ArchiveClassesAtExit=" + fresh);
    words.add("-D" + PROPERTY + "=" + ground);
    words.addAll(line);
    words.addAll(List.of(MAIN, "-L", "start", VERB));
    return Program.of(words)
        .inherited()
        .env(
            Map.of(
                "HOME", ground.toString(),
                "XDG_STATE_HOME", ground.resolve("s").toString(),
                "XDG_CONFIG_HOME", ground.resolve("c").toString(),
                "XDG_CACHE_HOME", ground.resolve("k").toString()))
        .in(repository)
        .timeout(MOST)
        .run();
  }

  private static void git(Path repository, String... words) {
    List<String> line =
        new ArrayList<>(
            List.of("git", "-c", "user.name=start", "-c", "user.email=start@localhost"));
    line.addAll(List.of(words));
    Program.of(line).env("GIT_CONFIG_GLOBAL", "/dev/null").in(repository).run();
  }

  private List<Path> jars() throws IOException {
    int at = line.indexOf("-cp");
    List<Path> jars = new ArrayList<>();
    if (at >= 0 && at + 1 < line.size()) {
      Path jar = Path.of(line.get(at + 1));
      jars.add(jar);
      Path libraries = jar.resolveSibling("lib");
      if (Files.isDirectory(libraries)) {
        try (Stream<Path> all = Files.list(libraries)) {
          all.sorted().forEach(jars::add);
        }
      }
    }
    return jars;
  }

  private static List<FileTime> times(List<Path> files) throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path each : files) {
      times.add(Files.getLastModifiedTime(each));
    }
    return times;
  }

  /// `start-CHECKOUT-STATE.jsa`: those of the same checkout in another state are of no use any
  /// more.
  private void sweep() throws IOException {
    String name = file.getFileName().toString();
    String checkout = name.substring(0, name.lastIndexOf('-') + 1);
    try (DirectoryStream<Path> older =
        Files.newDirectoryStream(file.getParent(), checkout + "*.jsa")) {
      for (Path each : older) {
        if (!each.equals(file)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  private static String tail(Exit exit) {
    return exit.complaint().lines().reduce((_, last) -> last).orElse("it said nothing");
  }

  private static void remove(Path ground) throws IOException {
    if (!Files.exists(ground)) {
      return;
    }
    try (Stream<Path> all = Files.walk(ground)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
