package agenttui.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Removes directories that we made for one operation. Links are removed, never followed; what
/// cannot be removed stays for the next sweep.
final class Scratch {
  private Scratch() {}

  /// Removes `directory` with all below it, if it is there.
  static void remove(Path directory) {
    walk(directory, "", true);
  }

  /// Removes git's `tmp_*` files below `directory`: what a killed writer left.
  static void removeTemporary(Path directory) {
    walk(directory, "tmp_", false);
  }

  private static void walk(Path directory, String prefix, boolean directories) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try {
      Files.walkFileTree(directory, new Remover(prefix, directories));
    } catch (IOException ignored) {
      // A full or read-only disk: the next sweep tries again.
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    private final String prefix;
    private final boolean directories;

    Remover(String prefix, boolean directories) {
      this.prefix = prefix;
      this.directories = directories;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.getFileName().toString().startsWith(prefix)) {
        Files.deleteIfExists(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (directories) {
        Files.deleteIfExists(directory);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
