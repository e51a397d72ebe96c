package agenttui.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.config.DataFile;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The records that ship with the program.
class AgentsTest {
  private final Agents agents = Agents.builtIn();

  @Test
  void fiveAreKnownAndTheShellComesFirst() {
    assertEquals(
        List.of("shell", "claude", "codex", "opencode", "gemini"),
        agents.all().stream().map(Agent::name).toList());
  }

  @Test
  void everyAgentButTheShellIsInstalledInOneExactVersion() {
    for (Agent agent : agents.all()) {
      assertEquals(agent.name().equals("shell"), agent.install().isEmpty());
      agent
          .install()
          .ifPresent(i -> assertTrue(i.version().matches("\\d+\\.\\d+\\.\\d+"), i.version()));
    }
  }

  @Test
  void agentsStartByAbsolutePathBelowTheirOwnFolderSoThatNoShimShadowsThem() {
    for (Agent agent : agents.all()) {
      String program = agent.command().getLast();
      assertTrue(agent.command().getFirst().startsWith("/"), agent.name());
      agent
          .install()
          .ifPresent(_ -> assertTrue(program.startsWith("/tools/" + agent.name() + "/")));
    }
  }

  @Test
  void seedsLieInWhatIsKeptAndNoneIsWrittenTwice() {
    for (Agent agent : agents.all()) {
      HashSet<String> paths = new HashSet<>();
      for (Agent.Seed seed : agent.seeds()) {
        assertTrue(paths.add(seed.path()), seed.path());
        assertTrue(!seed.path().startsWith("/") && !seed.path().contains(".."), seed.path());
        boolean kept =
            agent.state().stream()
                .anyMatch(s -> seed.path().equals(s) || seed.path().startsWith(s + "/"));
        assertTrue(kept || agent.name().equals("shell"), agent.name() + " loses " + seed.path());
      }
    }
  }

  @Test
  void noKeyIsPassedInClear() {
    for (Agent agent : agents.all()) {
      for (String variable : agent.environment().keySet()) {
        assertTrue(!variable.matches(".*(KEY|TOKEN|SECRET|AUTH).*"), variable);
      }
    }
  }

  @Test
  void anUnknownNameFindsNothingButANeighbour() {
    assertEquals(Optional.empty(), agents.find("claud"));
    assertEquals(Optional.of("claude"), agents.nearest("claud"));
    assertEquals(Optional.empty(), agents.nearest("xyz"));
  }

  @Test
  void argumentsAreProgramThenFlagsThenTheUsers() {
    Agent agent =
        Agents.read(
            "a",
            DataFile.parse(
                "a.toml", "title = \"A\"\ncommand = [\"/p\", \"q\"]\nflags = [\"--f\"]\n"));
    assertEquals(List.of("/p", "q", "--f", "x y"), agent.arguments(List.of("x y")));
  }
}
