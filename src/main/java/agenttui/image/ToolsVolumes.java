package agenttui.image;

import agenttui.agent.Agent;
import agenttui.docker.Engine;
import agenttui.docker.VolumeName;
import agenttui.store.Directories;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The volumes that hold node and the agents, mounted read-only at `/tools`.
///
/// Any thread; installing waits and is stopped by interrupting its thread, which leaves nothing
/// behind. A volume is only ever seen when it is complete and each agent in it has told its version
/// in the foundation image. Throws [ImageException] and [agenttui.docker.EngineException].
public final class ToolsVolumes {
  private static final String AGENTS = "agent-tui.agents";
  private static final String NODE = "agent-tui.node";

  private final Engine engine;
  private final ImageChain chain;
  private final Directories directories;
  private final Complete volumes;

  private ToolsVolumes(Engine engine, ImageChain chain, Directories directories, String kind) {
    this.engine = engine;
    this.chain = chain;
    this.directories = directories;
    this.volumes = new Complete(engine, kind);
  }

  /// The volumes on this engine; touches nothing.
  public static ToolsVolumes of(Engine engine, ImageChain chain, Directories directories) {
    return of(engine, chain, directories, "tools");
  }

  /// As [#of(Engine, ImageChain, Directories)], apart from all volumes of other kinds.
  static ToolsVolumes of(Engine engine, ImageChain chain, Directories directories, String kind) {
    return new ToolsVolumes(engine, chain, directories, kind);
  }

  /// The newest complete one; it has node, and the agents that were asked for so far.
  public Optional<ToolsVolume> current() {
    return volumes.all().stream().findFirst().map(ToolsVolumes::read);
  }

  private static ToolsVolume read(Complete.Found found) {
    Map<String, String> agents = new LinkedHashMap<>();
    for (String each : found.labels().getOrDefault(AGENTS, "").split(" ", -1)) {
      String[] parts = each.split("=", 2);
      if (parts.length == 2) {
        agents.put(parts[0], parts[1]);
      }
    }
    return new ToolsVolume(found.volume(), agents);
  }

  /// Makes a new complete volume with these agents besides those that the current one has, and
  /// removes older ones that no container uses. Gives the current one when it has them already.
  /// With none, node alone is installed.
  ///
  /// @param agents what to install, in the version of its record
  public ToolsVolume install(List<Agent> agents, Progress progress) {
    List<Agent> wanted = agents.stream().filter(a -> a.install().isPresent()).toList();
    chain.foundation(progress);
    try (Turn _ = Turn.take(directories, progress)) {
      Node node = Node.of(engine.facts().machine());
      Optional<Complete.Found> before = volumes.all().stream().findFirst();
      ToolsInstall.removeLeftovers(engine);
      volumes.sweep(before.map(Complete.Found::volume));
      Map<String, String> had = before.map(f -> read(f).agents()).orElse(Map.of());
      boolean sameNode = before.map(f -> node.word().equals(f.labels().get(NODE))).orElse(false);
      List<Agent> missing =
          wanted.stream().filter(a -> !version(a).equals(had.get(a.name()))).toList();
      if (sameNode && missing.isEmpty()) {
        return read(before.orElseThrow());
      }
      Map<String, String> all = new TreeMap<>(had);
      missing.forEach(a -> all.put(a.name(), version(a)));
      List<String> kept = new ArrayList<>(had.keySet());
      missing.forEach(a -> kept.remove(a.name()));
      if (sameNode) {
        kept.add(ToolsInstall.NODE);
      }
      return make(node, missing, all, before.map(Complete.Found::volume), kept, progress);
    }
  }

  private static String version(Agent agent) {
    return agent.install().orElseThrow().version();
  }

  private ToolsVolume make(
      Node node,
      List<Agent> missing,
      Map<String, String> all,
      Optional<VolumeName> before,
      List<String> kept,
      Progress progress) {
    String list =
        all.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(" "));
    String recipe =
        Recipe.digest((node.word() + " " + list).getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    VolumeName volume = volumes.begin(recipe);
    boolean done = false;
    try {
      ToolsInstall install = new ToolsInstall(engine, chain, volume, progress);
      install.fill(node, missing, before, kept);
      install.check(node, missing);
      Complete.Found found =
          volumes.publish(recipe, volume, Map.of(AGENTS, list, NODE, node.word()));
      done = true;
      volumes.sweep(Optional.of(found.volume()));
      return read(found);
    } finally {
      if (!done) {
        ToolsInstall.discard(engine, volume);
      }
    }
  }
}
