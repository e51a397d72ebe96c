package agenttui.docker;

import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shared bridge of the network mode `open`: outbound to everything this machine reaches. A
/// network of our own, so that names are resolved and nothing of other projects is beside us.
final class OpenNetwork {
  private static final String NAME = "agent-tui-open";

  private final Engine engine;

  OpenNetwork(Engine engine) {
    this.engine = engine;
  }

  /// Makes it when missing and gives its name. Two that make it at once get one: the engine refuses
  /// a second of the same name when asked to.
  String ensure() {
    if (!exists()) {
      try {
        engine
            .calls()
            .within(
                Calls.SHORT,
                "make network " + NAME,
                c ->
                    c.createNetworkCmd()
                        .withName(NAME)
                        .withDriver("bridge")
                        .withCheckDuplicate(true)
                        .withLabels(Map.of(Labels.OWNER, engine.owner(), Labels.KIND, "network"))
                        .exec());
      } catch (EngineException e) {
        if (e.reason() != EngineException.Reason.CONFLICT && !exists()) {
          throw e;
        }
      }
    }
    return NAME;
  }

  private boolean exists() {
    List<Network> found =
        engine
            .calls()
            .within(
                Calls.SHORT,
                "list networks",
                c ->
                    Optional.ofNullable(c.listNetworksCmd().withNameFilter(NAME).exec())
                        .orElse(List.of()));
    return found.stream().anyMatch(n -> NAME.equals(n.getName()));
  }
}
