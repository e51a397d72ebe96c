package agenttui.sandbox;

import agenttui.store.AtomicFile;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which sandboxes are to end, on disk until they have: an engine that was down when they should
/// have ended still has them, and so may a server that was killed. One empty file each, named after
/// the sandbox. Any thread.
final class Endings {
  private static final String SUFFIX = ".ending";
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final Path directory;
  private final AtomicBoolean trying = new AtomicBoolean();

  /// @param directory of the files; it exists
  Endings(Path directory) {
    this.directory = directory;
  }

  /// That sandbox is to end. A full disk must not keep it from ending now.
  void want(String id) {
    try {
      AtomicFile.write(file(id), "");
    } catch (StoreException e) {
      LOG.warn("cannot write down that {} is to end", id, e);
    }
  }

  /// Whether it still has to.
  boolean wanted(String id) {
    return Files.exists(file(id));
  }

  /// It has ended, or is wanted again.
  void done(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new SandboxException("cannot remove " + file(id) + ": " + e.getMessage(), e);
    }
  }

  /// All that still have to.
  List<String> all() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SandboxException("cannot list " + directory + ": " + e.getMessage(), e);
    }
  }

  /// Tries until none is left, in the background, less and less often; at once when it goes on
  /// already.
  ///
  /// @param ending ends one and says so by [#done]; throws when that cannot be now
  void finish(Consumer<String> ending) {
    if (!all().isEmpty() && trying.compareAndSet(false, true)) {
      Thread.ofVirtual().name("end sandboxes").start(() -> tryAll(ending));
    }
  }

  private void tryAll(Consumer<String> ending) {
    try {
      Duration pause = FIRST_PAUSE;
      for (List<String> left = all(); !left.isEmpty(); left = all()) {
        left.forEach(id -> tried(id, ending));
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      trying.set(false);
    }
  }

  private static void tried(String id, Consumer<String> ending) {
    try {
      ending.accept(id);
    } catch (RuntimeException e) {
      LOG.warn("cannot end sandbox {} yet", id, e);
    }
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
