package agenttui.docker;

import com.github.dockerjava.api.command.CreateNetworkCmd;
import com.github.dockerjava.api.model.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The engine's networks that containers of ours are on: bridges of our own, so that names are
/// resolved and nothing of other projects is beside us. Part of [Engine]; any thread; throws
/// [EngineException].
public final class Networks {
  /// The bridge that all sandboxes in mode `open` share.
  private static final String OPEN = "agent-tui-open";

  private final Engine engine;

  Networks(Engine engine) {
    this.engine = engine;
  }

  /// The name that the engine knows for the network of a container with these labels; it is made
  /// when missing.
  String ensure(ContainerSpec spec) {
    return switch (spec.network()) {
      case NONE, ALLOWLIST -> "none";
      case OPEN -> ensure(OPEN, Map.of());
      case SEPARATE -> {
        String sandbox = spec.labels().getOrDefault(Labels.SANDBOX, spec.name());
        yield ensure(separate(sandbox), Map.of(Labels.SANDBOX, sandbox));
      }
    };
  }

  private String separate(String sandbox) {
    return "agent-tui-" + engine.owner() + "-net-" + sandbox;
  }

  /// Two that make it at once get one: the engine refuses a second of the same name when asked to.
  private String ensure(String name, Map<String, String> more) {
    if (!exists(name)) {
      Map<String, String> labels = new HashMap<>(more);
      labels.put(Labels.OWNER, engine.owner());
      labels.put(Labels.KIND, "network");
      try {
        engine
            .calls()
            .within(
                Calls.SHORT,
                "make network " + name,
                c -> bridge(c.createNetworkCmd(), name, labels));
      } catch (EngineException e) {
        if (e.reason() != EngineException.Reason.CONFLICT && !exists(name)) {
          throw e;
        }
      }
    }
    return name;
  }

  private static Object bridge(CreateNetworkCmd command, String name, Map<String, String> labels) {
    return command
        .withName(name)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withLabels(labels)
        .exec();
  }

  private boolean exists(String name) {
    List<Network> found =
        engine
            .calls()
            .within(
                Calls.SHORT,
                "list networks",
                c ->
                    Optional.ofNullable(c.listNetworksCmd().withNameFilter(name).exec())
                        .orElse(List.of()));
    return found.stream().anyMatch(n -> name.equals(n.getName()));
  }

  /// Removes the network that a sandbox has for itself, once no container is on it. One that never
  /// was is fine.
  public void removeSeparate(String sandbox) {
    String name = separate(sandbox);
    if (exists(name)) {
      engine
          .calls()
          .within(
              Calls.SHORT,
              "remove network " + name,
              c -> Optional.ofNullable(c.removeNetworkCmd(name).exec()));
    }
  }
}
