package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where no engine was ever set up: one command without a word more, in a repository, gives a shell
/// in a sandbox of this machine, says which, and forks it by a key.
@Tag("slow")
class LocalFlowIT {
  @TempDir Path directory;
  private Installation installation;
  private Outer outer;
  private UserRepository user;

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory);
    outer = installation.outer();
    outer.withoutEngine();
    user = UserRepository.grown(directory.resolve("repo"));
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private void type(String line) {
    outer.keys(line, "Enter");
  }

  @Test
  void aShellInASandboxOfThisMachineSaysSoAndForks() throws IOException {
    Map<String, String> before = user.digest();
    outer.terminal();
    outer.shows("/workspace #");
    String top = outer.screen().lines().findFirst().orElseThrow();
    assertTrue(top.endsWith("allowlist · local"), top);
    type("git log --oneline | wc -l; ls " + directory + " 2>&1 | tail -c 26");
    outer.shows("1201");
    outer.shows("No such file or directory");
    type("echo mine > mine.txt");
    outer.keys("C-b", "f");
    outer.shows("2 shell");
    type("cat mine.txt; git branch --show-current");
    outer.shows("FORKS 2");
    outer.shows("┃mine ");
    assertEquals(before, user.digest());
    assertTrue(Files.notExists(directory.resolve("repo/mine.txt")));
  }

  @Test
  void whoeverStartsAgainComesBackToTheUntouchedFork() {
    outer.terminal();
    outer.shows("/workspace #");
    String first = outer.says("fork", "list").text();
    assertEquals(0, outer.says("kill-session").code());
    outer.shows("[exited]");
    outer.terminal();
    outer.shows("/workspace #");
    assertEquals(first, outer.says("fork", "list").text());
    type("echo work > work.txt");
    outer.keys("C-b", "x");
    outer.shows("[exited]");
    outer.terminal();
    outer.shows("FORKS 2");
    assertTrue(outer.says("fork", "list").text().startsWith(first.split(" ")[0]));
  }

  @Test
  void nobodyListensToAForkThatIsGone() {
    outer.terminal();
    outer.shows("/workspace #");
    Set<String> before = listening();
    outer.keys("C-b", "f");
    outer.shows("2 shell");
    outer.shows("FORKS 2");
    assertTrue(listening().size() > before.size(), () -> "no more than " + before);
    Exit cleaned = outer.says("fork", "clean", "2", "--force", "--yes");
    assertEquals(0, cleaned.code(), cleaned.complaint());
    outer.await(() -> listening().equals(before), () -> listening() + ", not " + before);
  }

  /// The Unix sockets of this installation that somebody listens at, as the kernel knows them
  /// (proc(5), `/proc/net/unix`: the fourth column has the flag of those that accept).
  private Set<String> listening() {
    Exit sockets = Program.of("cat", "/proc/net/unix").run();
    String ours = outer.socket().getParent().toString();
    return sockets
        .text()
        .lines()
        .filter(line -> line.contains(" 00010000 ") && line.contains(ours))
        .map(line -> line.substring(line.indexOf(ours)))
        .collect(Collectors.toSet());
  }
}
