package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.docker.ContainerFacts;
import agenttui.docker.Engine;
import agenttui.docker.Kind;
import agenttui.docker.Labels;
import agenttui.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that is killed for memory in its container: the pane, its state and the journal say so,
/// and its fork is as it left it.
@Tag("engine")
@Tag("slow")
class MemoryLossIT {
  /// Wants 1 GiB, where a quarter of that is allowed; so also a limit that failed would be no harm
  /// to this machine. `exec`: it is the pane's own program that dies.
  private static final String EATS = "exec dd if=/dev/zero of=/dev/null bs=1G count=1";

  @TempDir Path directory;
  private Installation installation;
  private Outer outer;

  @BeforeEach
  void start() throws IOException {
    installation = Installation.in(directory);
    outer = installation.outer();
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  private String says(String... words) {
    return Grounds.done(outer.says(words)).text();
  }

  private void limit() {
    List<String> line = new ArrayList<>(List.of("docker", "update", "--memory", "256m"));
    line.addAll(List.of("--memory-swap", "256m"));
    try (Engine engine = installation.engine()) {
      engine.containers().list(Map.of(Labels.KIND, Kind.AGENT.word())).stream()
          .map(ContainerFacts::name)
          .forEach(line::add);
    }
    Grounds.done(Program.of(line).run());
  }

  @Test
  void anAgentThatIsKilledForMemorySaysSoAndItsForkIsKept() {
    says("new-session", "-d", "-s", "m", "--sandbox", "docker", "--network", "none");
    says("fork", "-t", "m:1");
    limit();
    outer.terminal("attach", "m");
    outer.shows("2 shell");
    outer.keys("C-b", "z");
    says("send-keys", "-t", "m:2", "echo kept > file; " + EATS, "Enter");
    outer.shows("exit 137 (out of memory)");
    // The title shows it at once; what a pane is said to do is looked at a little later.
    outer.await(
        () -> says("list-panes", "--json").contains("out of memory"),
        () -> says("list-panes", "--json"));
    String entry = "its program ended with 137 (out of memory)";
    outer.await(() -> says("audit").contains(entry), () -> says("audit"));
    assertTrue(says("audit").contains("shell ended with 137: out of memory"));
    says("kill-pane", "-t", "m:2");
    says("fork", "attach", "2");
    assertEquals("kept\n", says("exec", "-t", "m:2", "--", "cat", "file"));
  }
}
