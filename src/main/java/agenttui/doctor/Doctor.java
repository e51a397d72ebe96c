package agenttui.doctor;

import agenttui.agent.Agents;
import agenttui.config.ConfigException;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Directories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Looks at everything that sessions and sandboxes need, and says what to do about what is wrong.
/// Works without a server, and with a configuration that cannot be read.
public final class Doctor {
  private Doctor() {}

  /// Looks; takes up to some seconds.
  ///
  /// @param environment the caller's variables
  /// @param where the caller's working directory
  public static List<Check> examine(
      Directories directories, Map<String, String> environment, Path where) {
    List<Check> checks = new ArrayList<>(new HostChecks(directories, environment, where).all());
    Settings settings;
    try {
      settings = Settings.load(directories.configFile(), environment);
      Agents.load(directories.agentRecords());
      checks.add(Check.ok("settings", directories.configFile().toString()));
    } catch (ConfigException e) {
      checks.add(HostChecks.configuration(directories, e));
      settings = Settings.load(Path.of("/dev/null"), Map.of());
    }
    checks.addAll(HostChecks.network(settings));
    String owner = Directories.shortHash(directories.state().toString());
    try (Engine engine = Engine.connect(environment, owner)) {
      ImageChain images = ImageChain.of(engine, settings, directories);
      ToolsVolumes tools = ToolsVolumes.of(engine, images, directories);
      checks.addAll(new EngineChecks(engine, images, tools, directories).all());
    }
    checks.add(bubblewrap(directories));
    return checks;
  }

  /// By running it once with the real argument list.
  private static Check bubblewrap(Directories directories) {
    String complaint = Sandboxes.probeLocal(directories);
    return complaint.isEmpty()
        ? Check.ok("bubblewrap", "sandbox `local` works")
        : Check.warn("bubblewrap", complaint, "only sandbox `local` needs it");
  }
}
