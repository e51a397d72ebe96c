package agenttui.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.docker.ContainerId;
import agenttui.docker.ContainerSpec;
import agenttui.docker.ExecStream;
import agenttui.docker.Kind;
import agenttui.docker.Labels;
import agenttui.docker.VolumeName;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The four agents from the real npm registry, in a real tools volume.
@Tag("engine")
@Tag("slow")
class ToolsVolumesIT {
  @Test
  void allFourAgentsAreInstalledAndSayTheirVersionsInASandbox() throws Exception {
    try (RealEngine real = RealEngine.open()) {
      Agents agents = Agents.builtIn();
      ToolsVolumes tools = tools(real);
      Progress progress = Progress.to(System.out::println, InstantSource.system());
      List<Agent> two =
          List.of(agents.find("codex").orElseThrow(), agents.find("gemini").orElseThrow());
      ToolsVolume first = tools.install(two, progress);
      assertEquals(2, first.agents().size());
      ToolsVolume all = tools.install(agents.all(), progress);
      assertEquals(4, all.agents().size());
      assertEquals(Optional.of(all), tools.current());
      assertEquals(all, tools.install(two, progress));
      assertTrue(real.engine().volumes().find(first.name()).isEmpty(), "the older one is swept");
      for (Agent agent : agents.all()) {
        if (agent.install().isPresent()) {
          assertTrue(
              version(real, all, agent).contains(agent.install().get().version()), agent.name());
        }
      }
    }
  }

  /// Apart from the volumes of this machine's user: nothing can be taken over from them.
  private static ToolsVolumes tools(RealEngine real) {
    return ToolsVolumes.of(real.engine(), real.chain(), real.directories(), real.engine().owner());
  }

  private static String version(RealEngine real, ToolsVolume tools, Agent agent) throws Exception {
    ContainerId id =
        real.engine()
            .containers()
            .create(
                ContainerSpec.of(Kind.AGENT, real.foundation(), "agent-tui-it-" + agent.name())
                    .readOnlyVolume(tools.name(), "/tools")
                    .volume(real.volume(), "/home/coder")
                    .build());
    real.engine().containers().start(id);
    List<String> command = new ArrayList<>(agent.command());
    command.add("--version");
    try (ExecStream stream = real.engine().containers().exec(id, command)) {
      return new String(stream.output().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aVersionThatDoesNotExistFailsWithOneLineAndLeavesNothing() {
    try (RealEngine real = RealEngine.open()) {
      Agent codex = Agents.builtIn().find("codex").orElseThrow();
      Agent wrong = codex.version("0.0.0-none");
      ToolsVolumes tools = tools(real);
      ImageException e =
          assertThrows(
              ImageException.class, () -> tools.install(List.of(wrong), Progress.silent()));
      assertTrue(String.valueOf(e.getMessage()).startsWith("codex 0.0.0-none"), e.getMessage());
      assertFalse(String.valueOf(e.getMessage()).contains("\n"));
      assertNothingLeft(real);
    }
  }

  @Test
  void cancellingInTheMiddleLeavesNothing() throws Exception {
    try (RealEngine real = RealEngine.open()) {
      Agent gemini = Agents.builtIn().find("gemini").orElseThrow();
      ToolsVolumes tools = tools(real);
      Thread[] installer = new Thread[1];
      List<Throwable> ends = new ArrayList<>();
      Progress cancelling =
          Progress.to(
              line -> {
                if (line.contains("installing gemini")) {
                  installer[0].interrupt();
                }
              },
              InstantSource.system());
      installer[0] =
          Thread.ofVirtual()
              .unstarted(() -> {
                try {
                  tools.install(List.of(gemini), cancelling);
                } catch (RuntimeException e) {
                  ends.add(e);
                }
              });
      installer[0].start();
      installer[0].join();
      assertEquals(1, ends.size());
      assertNothingLeft(real);
    }
  }

  @Test
  void whatAKilledInstallLeftIsNeverUsedAndRemovedByTheNext() {
    try (RealEngine real = RealEngine.open()) {
      VolumeName half = new Complete(real.engine(), real.engine().owner()).begin("000000000000");
      ContainerId builder =
          real.engine()
              .containers()
              .create(
                  ContainerSpec.of(Kind.BUILDER, real.foundation(), "agent-tui-it-" + half)
                      .volume(half, "/tools")
                      .build());
      real.engine().containers().start(builder);
      ToolsVolumes tools = tools(real);
      assertEquals(Optional.empty(), tools.current());
      ToolsVolume node = tools.install(List.of(), Progress.silent());
      assertEquals(Map.of(), node.agents());
      assertTrue(real.engine().containers().inspect(builder).isEmpty());
      assertTrue(real.engine().volumes().find(half).isEmpty());
      assertTrue(real.engine().volumes().find(node.name()).isPresent());
    }
  }

  private static void assertNothingLeft(RealEngine real) {
    assertEquals(List.of(), real.engine().containers().list(Map.of()));
    assertEquals(
        List.of(),
        real.engine().volumes().list(Map.of(Labels.OWNER, real.engine().owner())).stream()
            .filter(v -> !v.labels().getOrDefault(Labels.KIND, "").startsWith("net"))
            .toList());
  }
}
