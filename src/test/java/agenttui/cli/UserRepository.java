package agenttui.cli;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A person's repository with a long history and something stashed, and all of it that nobody else
/// may touch.
final class UserRepository {
  private static final int COMMITS = 1_200;
  private static final String FIRST_DATE = "1700000000";

  private final Path directory;

  private UserRepository(Path directory) {
    this.directory = directory;
  }

  /// Grows a repository with one commit on `main` to [#COMMITS] more, with a stash.
  static UserRepository grown(Path directory) throws IOException {
    UserRepository user = new UserRepository(directory);
    user.git("config", "user.name", "Ada Sample");
    user.git("config", "user.email", "ada@example.org");
    StringBuilder stream = new StringBuilder();
    for (int i = 1; i <= COMMITS; i++) {
      String text = "Change " + i + "\n";
      stream.append("commit refs/heads/main\n");
      stream
          .append("committer Ada Sample <ada@example.org> ")
          .append(FIRST_DATE)
          .append(" +0000\n");
      stream.append("data ").append(text.length()).append('\n').append(text);
      stream.append(i == 1 ? "from refs/heads/main^0\n" : "");
      stream.append("M 100644 inline src/part").append(i % 40).append(".txt\n");
      stream.append("data ").append(text.length()).append('\n').append(text).append('\n');
    }
    Program importing = Program.of("git", "fast-import", "--quiet").in(directory);
    ok(importing.stdin(stream.toString().getBytes(StandardCharsets.UTF_8)).run());
    user.git("reset", "--quiet", "--hard");
    user.write("a.txt", "stashed\n");
    user.git("stash", "--quiet");
    return user;
  }

  private static String ok(Exit exit) {
    if (!exit.ok()) {
      throw new IllegalStateException(exit.complaint());
    }
    return exit.text();
  }

  /// Runs git in it.
  String git(String... words) {
    List<String> all = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
    return ok(Program.of(all).in(directory).run());
  }

  void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  /// Refs, HEAD, index, reflogs, stash, configuration and work tree, byte by byte: every file but
  /// git's objects, which a fetch may add to.
  Map<String, String> digest() {
    Map<String, String> digest = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.startsWith(".git/objects/")) {
          digest.put(name, hash(Files.readAllBytes(file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest;
  }

  private static String hash(byte[] bytes) {
    try {
      return new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(bytes)).toString(16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
