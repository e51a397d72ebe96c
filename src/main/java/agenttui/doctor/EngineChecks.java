package agenttui.doctor;

import agenttui.docker.ContainerFacts;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.EngineFacts;
import agenttui.docker.EngineState;
import agenttui.docker.Labels;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.store.Directories;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is looked at on the container engine.
final class EngineChecks {
  private final Engine engine;
  private final ImageChain images;
  private final ToolsVolumes tools;
  private final Directories directories;

  EngineChecks(Engine engine, ImageChain images, ToolsVolumes tools, Directories directories) {
    this.engine = engine;
    this.images = images;
    this.tools = tools;
    this.directories = directories;
  }

  List<Check> all() {
    return switch (engine.state()) {
      case EngineState.Absent absent ->
          List.of(Check.warn("engine", "none is set up: sandboxes are `local`", absent.line()));
      case EngineState.Down down -> List.of(Check.bad("engine", "does not answer", down.line()));
      case EngineState.Forbidden forbidden ->
          List.of(Check.bad("engine", "its socket is not open to you", forbidden.line()));
      case EngineState.Ready ready -> ready(ready);
    };
  }

  private List<Check> ready(EngineState.Ready ready) {
    List<Check> checks = new ArrayList<>();
    try {
      EngineFacts facts = engine.facts();
      checks.add(
          Check.ok(
              "engine",
              "%s %s at %s, API %s"
                  .formatted(facts.product(), facts.version(), ready.address(), facts.api())));
      checks.addAll(protection(facts));
      checks.addAll(made());
      checks.add(orphans());
    } catch (EngineException e) {
      checks.add(Check.bad("engine", String.valueOf(e.getMessage()), "see the engine's own log"));
    }
    return checks;
  }

  private static List<Check> protection(EngineFacts facts) {
    return List.of(
        facts.seccomp()
            ? Check.ok("seccomp", "filters system calls")
            : Check.bad("seccomp", "not offered", "use an engine and kernel with seccomp"),
        facts.appArmor()
            ? Check.ok("AppArmor", "active")
            : Check.warn("AppArmor", "not active", "containers run without it"),
        facts.liveRestore()
            ? Check.ok("restart", "containers outlive a restart of the engine")
            : Check.warn(
                "restart",
                "a restart of the engine ends every sandbox",
                "set \"live-restore\": true in the engine's daemon.json"));
  }

  private List<Check> made() {
    List<Check> checks = new ArrayList<>();
    checks.add(
        images
            .foundation()
            .map(image -> Check.ok("image", image.value()))
            .orElseGet(() ->
                Check.warn("image", "the foundation image is not there yet", "agent-tui setup")));
    checks.add(
        tools
            .current()
            .map(volume -> Check.ok("tools", volume.words()))
            .orElseGet(() ->
                Check.warn("tools", "no agent is installed", "agent-tui setup --with claude")));
    return checks;
  }

  /// Containers of this installation whose sandbox is not written down any more.
  private Check orphans() {
    List<String> lost =
        engine.containers().list(Map.of(Labels.OWNER, engine.owner())).stream()
            .filter(c -> c.labels().containsKey(Labels.SANDBOX))
            .filter(c -> !known(c.labels().getOrDefault(Labels.SANDBOX, "")))
            .map(ContainerFacts::name)
            .sorted()
            .toList();
    return lost.isEmpty()
        ? Check.ok("orphans", "none")
        : Check.warn("orphans", String.join(", ", lost), "remove them by the engine's own tool");
  }

  private boolean known(String sandbox) {
    String id = sandbox.split("/", 2)[0];
    return Files.exists(directories.state().resolve("sandboxes").resolve(id + ".json"));
  }
}
