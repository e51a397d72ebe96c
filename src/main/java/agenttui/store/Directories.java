package agenttui.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/// Where the program keeps its things: the three XDG roots below which everything of ours lies.
///
/// Without `XDG_*` the defaults of the XDG base directory specification hold; without `HOME` the
/// account's home as the JVM knows it. Directories are made when first asked for, mode 0700.
///
/// @param config `$XDG_CONFIG_HOME/agent-tui`
/// @param state `$XDG_STATE_HOME/agent-tui`: hubs, forks, trash, journal, logs, sockets
/// @param cache `$XDG_CACHE_HOME/agent-tui`: what can be made again
public record Directories(Path config, Path state, Path cache) {
  /// Longest path of a Unix socket that the JDK binds (measured: 106 bytes work, 107 do not).
  public static final int SOCKET_PATH_BYTES = 106;

  /// The directories that `environment` names (keys `HOME`, `XDG_CONFIG_HOME`, `XDG_STATE_HOME`,
  /// `XDG_CACHE_HOME`; relative values are ignored, as the specification says).
  public static Directories of(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    Path base = Path.of(home.startsWith("/") ? home : System.getProperty("user.home", "/"));
    return new Directories(
        root(environment, "XDG_CONFIG_HOME", base.resolve(".config")),
        root(environment, "XDG_STATE_HOME", base.resolve(".local/state")),
        root(environment, "XDG_CACHE_HOME", base.resolve(".cache")));
  }

  private static Path root(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.getOrDefault(name, "");
    return (value.startsWith("/") ? Path.of(value) : otherwise).resolve("agent-tui");
  }

  /// The user's configuration file; it need not exist.
  public Path configFile() {
    return config.resolve("config.toml");
  }

  /// The directory of the user's records of agents; it need not exist.
  public Path agentRecords() {
    return config.resolve("agents");
  }

  /// A directory below `state`, made (0700) when missing.
  ///
  /// @throws StoreException when it cannot be made
  public Path state(String first, String... more) {
    return made(state.resolve(Path.of(first, more)));
  }

  /// A directory below `cache`, made (0700) when missing.
  ///
  /// @throws StoreException when it cannot be made
  public Path cache(String first, String... more) {
    return made(cache.resolve(Path.of(first, more)));
  }

  /// The directory of our sockets: ours alone, 0700, not a link.
  ///
  /// It is `state/run`; where a socket in it could pass [#SOCKET_PATH_BYTES],
  /// `/tmp/agent-tui-<hash>` with the same checks.
  ///
  /// @throws StoreException when it belongs to someone else, is open to others or is a link
  public Path run() {
    Path wanted = state.resolve("run");
    boolean fits =
        wanted.toString().getBytes(StandardCharsets.UTF_8).length + 44 <= SOCKET_PATH_BYTES;
    return priv(fits ? wanted : Path.of("/tmp", "agent-tui-" + shortHash(wanted.toString())));
  }

  /// Where locks and notes about servers lie: paths of files may be long.
  public Path locks() {
    return priv(state.resolve("run"));
  }

  /// Gives back [#run] where that is in `/tmp` and empty; one that is in use stays. Nothing but
  /// sockets is ever in it.
  public void leaveRun() {
    Path run = run();
    if (!run.equals(state.resolve("run"))) {
      try {
        Files.deleteIfExists(run);
      } catch (IOException e) {
        // Another server listens there.
      }
    }
  }

  /// A private directory (0700, ours, not a link) at `path`, made when missing.
  ///
  /// @throws StoreException when it is not private
  public static Path priv(Path path) {
    made(path);
    try {
      PosixFileAttributes found =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String me = Files.getOwner(Path.of("/proc/self")).getName();
      if (!found.isDirectory()
          || !found.owner().getName().equals(me)
          || !PosixFilePermissions.toString(found.permissions()).endsWith("------")) {
        throw new StoreException(path + " must be a directory of " + me + " alone (mode 0700)");
      }
      return path;
    } catch (IOException e) {
      throw new StoreException("cannot check " + path + ": " + reason(e), e);
    }
  }

  /// The first 10 hexadecimal digits of the SHA-256 of `text`: names for things that must be short.
  public static String shortHash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Path made(Path path) {
    try {
      return Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new StoreException("cannot make " + path + ": " + reason(e), e);
    }
  }

  static String reason(IOException e) {
    String text = e.getMessage();
    return e.getClass().getSimpleName().replace("Exception", "") + (text == null ? "" : " " + text);
  }
}
