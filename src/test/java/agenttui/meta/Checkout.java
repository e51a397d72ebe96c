package agenttui.meta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checkout that the tests run in, for tests that read sources.
final class Checkout {
  /// Maven starts tests in the project's root.
  static final Path ROOT = Path.of("").toAbsolutePath();

  private Checkout() {}

  /// All files below `directory` (relative to the root) whose name ends with `suffix`, sorted.
  static List<Path> files(String directory, String suffix) {
    try (Stream<Path> all = Files.walk(ROOT.resolve(directory))) {
      return all.filter(p -> Files.isRegularFile(p) && p.toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The lines of `file`.
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
