package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small repositories for tests of the packaged program.
final class Grounds {
  private Grounds() {}

  /// A repository with one commit on `main`.
  static Path repository(Path at) throws IOException {
    empty(at);
    Files.writeString(at.resolve("README"), "hello\n");
    git(at, "add", "-A");
    git(at, "commit", "-q", "-m", "first");
    return at;
  }

  /// A repository without a commit.
  static Path empty(Path at) throws IOException {
    Files.createDirectories(at);
    git(at, "init", "-q", "-b", "main");
    return at;
  }

  /// Runs git there; it must succeed.
  static void git(Path at, String... words) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.c"));
    line.addAll(List.of(words));
    done(Program.of(line).env("GIT_CONFIG_GLOBAL", "/dev/null").in(at).run());
  }

  /// What must have succeeded.
  static Exit done(Exit exit) {
    assertEquals(0, exit.code(), () -> exit.text() + exit.complaint());
    return exit;
  }
}
