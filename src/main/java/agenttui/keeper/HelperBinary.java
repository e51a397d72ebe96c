package agenttui.keeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// The static helper program that comes with us as a resource, for this machine or a container's.
///
/// @param bytes the program; nobody changes the array
/// @param hash the first 16 hex digits of its SHA-256
public record HelperBinary(byte[] bytes, String hash) {
  /// The file name that a helper has wherever it is put.
  public static final String NAME = "agent-tui-helper";

  /// The helper for this machine's processor.
  ///
  /// @throws KeeperException when the build has none
  public static HelperBinary forThisMachine() {
    return forMachine(System.getProperty("os.arch"));
  }

  /// The helper for a processor, named as by `uname -m` or by Java.
  ///
  /// @throws KeeperException when the build has none
  public static HelperBinary forMachine(String processor) {
    String arch =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "arm64", "aarch64" -> "aarch64";
          default -> processor.toLowerCase(Locale.ROOT);
        };
    String resource = "/shim/linux-" + arch + "/" + NAME;
    try (InputStream in = HelperBinary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new KeeperException(
            "this build of agent-tui has no helper for linux-"
                + arch
                + ": build it on such a machine");
      }
      byte[] bytes = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new HelperBinary(bytes, HexFormat.of().formatHex(digest, 0, 8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Puts the program into `directory` (made when missing) as `agent-tui-helper-HASH`, 0755, unless
  /// it is there, and returns the file. Safe against other processes that do the same.
  ///
  /// @throws KeeperException when the file can't be written
  public Path in(Path directory) {
    Path file = directory.resolve(NAME + "-" + hash);
    try {
      if (Files.isExecutable(file) && Files.size(file) == bytes.length) {
        return file;
      }
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, "." + NAME, "");
      try {
        Files.write(temporary, bytes);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return file;
    } catch (IOException e) {
      throw new KeeperException(
          "can't write the helper program " + file + ": " + e.getMessage(), e);
    }
  }
}
