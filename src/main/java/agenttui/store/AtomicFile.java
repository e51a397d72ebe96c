package agenttui.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Files that are either old or new, never half written: a temporary file beside the target, then a
/// rename. Mode 0600.
public final class AtomicFile {
  private AtomicFile() {}

  /// Writes `content` to `file`; on any failure the old content stays and nothing is left beside
  /// it.
  ///
  /// @throws StoreException when it could not be written (disk full, no directory)
  public static void write(Path file, byte[] content) {
    Path temporary =
        file.resolveSibling(
            "."
                + file.getFileName()
                + "."
                + Long.toHexString(ThreadLocalRandom.current().nextLong()));
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(false);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      forget(temporary);
      throw new StoreException("cannot write " + file + ": " + Directories.reason(e), e);
    }
  }

  /// Writes `text` as UTF-8, like [#write(Path, byte[])].
  ///
  /// @throws StoreException when it could not be written
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// The whole content of `file`, or nothing when there is no such file.
  ///
  /// @throws StoreException when it is there and cannot be read
  public static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("cannot read " + file + ": " + Directories.reason(e), e);
    }
  }

  private static void forget(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException ignored) {
      // The write's own failure is what the caller must hear.
    }
  }
}
