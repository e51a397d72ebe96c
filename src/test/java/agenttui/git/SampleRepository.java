package agenttui.git;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A user's repository for tests: real git in a directory, driven as a person would, with dates
/// that make its ids the same in each run.
public final class SampleRepository {
  private final Path directory;
  private final Map<String, String> environment;

  private SampleRepository(Path directory) {
    this.directory = directory;
    this.environment =
        Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_DATE", "1700000000 +0000",
            "GIT_COMMITTER_DATE", "1700000000 +0000",
            "LC_ALL", "C");
  }

  /// The repository that is already in `directory`.
  public static SampleRepository at(Path directory) {
    return new SampleRepository(directory);
  }

  /// An empty repository on branch `main`.
  public static SampleRepository empty(Path directory) {
    SampleRepository made = new SampleRepository(directory);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    made.git("init", "--quiet", "--initial-branch=main");
    made.git("config", "user.name", "Ada Sample");
    made.git("config", "user.email", "ada@sample.test");
    return made;
  }

  /// One commit with `readme.txt` (20 numbered lines) and `src/app.txt`.
  public static SampleRepository small(Path directory) {
    SampleRepository made = empty(directory);
    made.write("readme.txt", numbered(20));
    made.write("src/app.txt", "app\n");
    made.commit("Start");
    return made;
  }

  /// `commits` commits over 40 files in 8 directories, made by `fast-import` in well under a
  /// second.
  public static SampleRepository ofCommits(Path directory, int commits) {
    SampleRepository made = empty(directory);
    StringBuilder stream = new StringBuilder("feature done\n");
    for (int i = 1; i <= commits; i++) {
      String content = numbered(30) + "revision " + i + "\n";
      String message = "Change " + i;
      stream
          .append("commit refs/heads/main\n")
          .append("committer Ada Sample <ada@sample.test> ")
          .append(1_600_000_000 + i * 60)
          .append(" +0000\n")
          .append("data ")
          .append(message.length())
          .append('\n')
          .append(message)
          .append('\n')
          .append("M 100644 inline dir")
          .append(i % 8)
          .append("/file")
          .append(i % 40)
          .append(".txt\n")
          .append("data ")
          .append(content.length())
          .append('\n')
          .append(content)
          .append('\n');
    }
    stream.append("done\n");
    made.run(stream.toString().getBytes(StandardCharsets.UTF_8), "fast-import", "--quiet");
    made.git("reset", "--hard", "--quiet");
    return made;
  }

  /// The lines `line 1` to `line n`.
  public static String numbered(int n) {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= n; i++) {
      lines.append("line ").append(i).append('\n');
    }
    return lines.toString();
  }

  public Path directory() {
    return directory;
  }

  /// The front door of the product on it.
  public Repository open() {
    return switch (Git.host().discover(directory)) {
      case Discovery.Found found -> found.repository();
      case Discovery.Not not -> throw new AssertionError(not.line());
    };
  }

  public SampleRepository write(String path, String content) {
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String read(String path) {
    try {
      return Files.readString(directory.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Commits everything and gives the commit.
  public ObjectId commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "-m", message);
    return id("HEAD");
  }

  public ObjectId id(String revision) {
    return new ObjectId(git("rev-parse", revision).strip());
  }

  /// Runs git here and gives its output; it must end well.
  public String git(String... arguments) {
    return run(new byte[0], arguments);
  }

  private String run(byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Exit exit = Program.of(command).in(directory).env(environment).stdin(input).run();
    if (!exit.ok()) {
      throw new AssertionError(command + ": " + exit.complaint());
    }
    return exit.text();
  }

  /// Everything that must not change when something is refused: every file of the work tree and of
  /// the git directory with its bytes (objects by name only), refs, HEAD, index, stash, logs.
  public Map<String, String> digest() {
    Map<String, String> found = new TreeMap<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              String name = directory.relativize(file).toString();
              String what =
                  Files.isSymbolicLink(file)
                      ? "link to " + Files.readSymbolicLink(file)
                      : hash(Files.readAllBytes(file))
                          + " "
                          + Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
              found.put(name, what);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
