package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.process.Exit;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `run`, `rm` and `doctor` of the packaged program, in sandbox `local`.
class AgentVerbsIT {
  @TempDir Path directory;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    Path repository = Files.createDirectory(directory.resolve("repo"));
    git(repository, "init", "-q", "-b", "main");
    git(repository, "commit", "-q", "--allow-empty", "-m", "first");
    outer = new Outer(directory, repository, Map.of("AGENT_TUI_SANDBOX", "local"));
  }

  private static void git(Path where, String... words) {
    List<String> line =
        new java.util.ArrayList<>(List.of("git", "-c", "user.name=a", "-c", "user.email=a@b.c"));
    line.addAll(List.of(words));
    Exit exit = Program.of(line).in(where).run();
    assertTrue(exit.ok(), exit.complaint());
  }

  @AfterEach
  void stop() {
    outer.close();
  }

  @Test
  void runEndsWithTheCodeOfItsAgent() {
    outer.terminal("run", "shell");
    outer.shows("/workspace #");
    assertTrue(outer.screen().startsWith("/workspace #"), "something stands around the program");
    outer.keys("read -rsn1 key; printf 'key %q\\n' \"$key\"", "Enter", "C-b");
    outer.shows("key $'\\002'");
    outer.keys("stty size; exit 7", "Enter");
    outer.shows("ended with 7");
    outer.shows("35 120");
  }

  @Test
  void rmTakesOnlyAStoppedSandboxAndPutsItsForkInTheTrash() {
    Exit made = outer.says("new-session", "-d", "-s", "m", "--", "sleep", "600");
    assertEquals(0, made.code(), made.complaint());
    String id = outer.says("ps").text().split(" ", 2)[0];
    Exit runs = outer.says("rm", id, "--yes");
    assertEquals(1, runs.code());
    assertTrue(runs.complaint().contains("stop " + id), runs.complaint());
    assertEquals(0, outer.says("stop", id, "--yes").code());
    assertEquals(1, outer.says("rm", id).code(), "nobody said yes");
    assertEquals(0, outer.says("rm", id, "--dry-run").code());
    Exit gone = outer.says("rm", id, "--yes");
    assertEquals(0, gone.code(), gone.complaint());
    assertTrue(gone.text().contains("trash"), gone.text());
    assertFalse(outer.says("fork", "list").text().contains(id.split("-", -1)[0]));
    assertEquals(1, outer.says("rm", "no-such", "--yes").code());
  }

  @Test
  void doctorNeedsNoServerAndEndsWith1WhenSomethingIsBad() throws IOException {
    Exit fine = outer.says("doctor", "--json");
    assertTrue(fine.text().contains("\"name\" : \"bubblewrap\""), fine.text());
    assertTrue(outer.processes(" serve").isEmpty(), "it started a server");
    Files.createDirectories(directory.resolve("c/agent-tui"));
    Files.writeString(directory.resolve("c/agent-tui/config.toml"), "prefx = \"C-a\"\n");
    Exit bad = outer.says("doctor");
    assertEquals(1, bad.code(), bad.text());
    assertTrue(bad.text().contains("config.toml:1"), bad.text());
    assertTrue(bad.text().contains("the nearest is prefix"), bad.text());
  }
}
