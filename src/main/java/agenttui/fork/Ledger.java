package agenttui.fork;

import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import agenttui.store.Json;
import agenttui.store.KernelLock;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The families on disk: one file each, `forks/<repository>/<family>.json`, old or new, never half
/// written. Any thread of any process.
final class Ledger {
  private final Directories directories;

  Ledger(Directories directories) {
    this.directories = directories;
  }

  /// The families of a repository, oldest first. A file that cannot be read is left alone and left
  /// out.
  List<Family> families(String repository) {
    List<Family> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home(repository), "*.json")) {
      for (Path file : files) {
        read(file).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new StoreException("cannot read " + home(repository) + ": " + e.getMessage(), e);
    }
    found.sort(Comparator.comparing(Family::createdAt).thenComparing(Family::id));
    return found;
  }

  /// The names of the repositories that have families.
  List<String> repositories() {
    Path root = directories.state("forks");
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, Files::isDirectory)) {
      List<String> names = new ArrayList<>();
      entries.forEach(each -> names.add(each.getFileName().toString()));
      names.sort(Comparator.naturalOrder());
      return names;
    } catch (IOException e) {
      throw new StoreException("cannot read " + root + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Family> read(Path file) {
    try {
      return AtomicFile.read(file)
          .map(bytes -> Json.read(bytes, Family.class))
          .filter(family -> family.format() == Family.FORMAT);
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  /// Writes a new family.
  Family add(Family family) {
    try (KernelLock _ = lock()) {
      write(family);
      return family;
    }
  }

  /// Changes a family; a family without forks is forgotten.
  Family change(String repository, String id, UnaryOperator<Family> change) {
    try (KernelLock _ = lock()) {
      Family old =
          read(file(repository, id))
              .orElseThrow(() -> new ForkException("there is no family " + id + " any more"));
      Family next = change.apply(old);
      if (next.forks().isEmpty()) {
        Files.deleteIfExists(file(repository, id));
      } else {
        write(next);
      }
      return next;
    } catch (IOException e) {
      throw new StoreException("cannot forget family " + id + ": " + e.getMessage(), e);
    }
  }

  private void write(Family family) {
    AtomicFile.write(file(family.repository(), family.id()), Json.pretty(family));
  }

  private KernelLock lock() {
    return KernelLock.acquire(directories.state("forks").resolve("lock"));
  }

  private Path home(String repository) {
    return directories.state("forks", repository);
  }

  private Path file(String repository, String id) {
    return home(repository).resolve(id + ".json");
  }
}
