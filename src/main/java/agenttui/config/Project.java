package agenttui.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a repository's own file, `.agent-tui/config.toml` in the user's working tree, says. Whoever
/// wrote the repository wrote it: it can only tighten, and anything else in it is a mistake.
///
/// @param mode the network mode that it wants, if it says one
/// @param denyHosts hosts that none of its sandboxes may reach
/// @param approvals its rules that hold and deny; none that allow
public record Project(Optional<NetworkMode> mode, List<String> denyHosts, ApprovalRules approvals) {
  /// Where it is, below the working tree.
  public static final Path FILE = Path.of(".agent-tui", "config.toml");

  /// None.
  public static final Project NONE = new Project(Optional.empty(), List.of(), ApprovalRules.NONE);

  /// Longest file that is read, in bytes.
  private static final int LONGEST = 1 << 16;

  /// Copies.
  public Project {
    denyHosts = List.copyOf(denyHosts);
  }

  /// Reads it.
  ///
  /// @param workTree the user's own working tree, never a clone that an agent can write to
  /// @throws ConfigException that lists every mistake in it
  public static Project load(Path workTree) {
    Path file = workTree.resolve(FILE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return NONE;
    }
    return new Reader(file, Map.of(), true).project(text(file));
  }

  /// Every value that it says, with its place; for people.
  ///
  /// @throws ConfigException that lists every mistake in it
  public static List<Value> values(Path workTree) {
    Path file = workTree.resolve(FILE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    Reader reader = new Reader(file, Map.of(), true);
    reader.project(text(file));
    return reader.said();
  }

  /// Of a plain file alone: a link or a pipe could lead anywhere, or never end.
  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST) {
        throw new ConfigException(
            List.of(new Mistake(file.toString(), "not a plain file of at most 64 KiB")));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(
          List.of(new Mistake(file.toString(), "cannot be read: " + e.getMessage())));
    }
  }
}
