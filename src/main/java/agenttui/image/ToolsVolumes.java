package agenttui.image;

import agenttui.agent.Agent;
import agenttui.docker.Engine;
import agenttui.store.Directories;
import java.util.List;
import java.util.Optional;

/// The volumes that hold node and the agents, mounted read-only at `/tools`.
///
/// Any thread; installing waits and is stopped by interrupting its thread, which leaves nothing
/// behind. A volume is only ever seen when it is complete and each agent in it has told its version
/// in the foundation image. Throws [ImageException] and [agenttui.docker.EngineException].
@SuppressWarnings({"UnusedVariable", "DoNotCallSuggester"})
public final class ToolsVolumes {
  private final Engine engine;
  private final ImageChain chain;
  private final Directories directories;

  private ToolsVolumes(Engine engine, ImageChain chain, Directories directories) {
    this.engine = engine;
    this.chain = chain;
    this.directories = directories;
  }

  /// The volumes on this engine; touches nothing.
  public static ToolsVolumes of(Engine engine, ImageChain chain, Directories directories) {
    return new ToolsVolumes(engine, chain, directories);
  }

  /// The newest complete one; it has node, and the agents that were asked for so far.
  public Optional<ToolsVolume> current() {
    throw new UnsupportedOperationException();
  }

  /// Makes a new complete volume with these agents besides those that the current one has, and
  /// removes older ones that no container uses. Gives the current one when it has them already.
  /// With none, node alone is installed.
  ///
  /// @param agents what to install, in the version of its record
  public ToolsVolume install(List<Agent> agents, Progress progress) {
    throw new UnsupportedOperationException();
  }
}
