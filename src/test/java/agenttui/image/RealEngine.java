package agenttui.image;

import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.ImageRef;
import agenttui.docker.Labels;
import agenttui.docker.VolumeName;
import agenttui.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The engine of this machine for tests, as an installation of its own: closing it removes whatever
/// carries its label. Images stay, they are shared and named by their recipe.
public final class RealEngine implements AutoCloseable {
  private final Path home;
  private final Engine engine;
  private final ImageChain chain;
  private final Directories directories;

  private RealEngine(Path home, Engine engine) {
    this.home = home;
    this.engine = engine;
    this.directories = Directories.of(Map.of("HOME", home.toString()));
    Settings settings = Settings.load(directories.configFile(), System.getenv());
    this.chain = ImageChain.of(engine, settings, directories);
  }

  /// Connects; fails the test when there is no engine (a skipped engine test is no pass).
  public static RealEngine open() {
    try {
      Path home = Files.createTempDirectory("agent-tui-it");
      String owner = "it-" + UUID.randomUUID().toString().substring(0, 8);
      return new RealEngine(home, Engine.connect(System.getenv(), owner));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The engine.
  public Engine engine() {
    return engine;
  }

  /// The images.
  public ImageChain chain() {
    return chain;
  }

  /// Directories of this installation.
  public Directories directories() {
    return directories;
  }

  /// The foundation, made if need be, with progress on standard output.
  public ImageRef foundation() {
    return chain.foundation(Progress.to(System.out::println, InstantSource.system()));
  }

  /// A volume of this installation.
  public VolumeName volume() {
    VolumeName name = new VolumeName("agent-tui-it-" + UUID.randomUUID());
    engine.volumes().create(name, Map.of());
    return name;
  }

  @Override
  public void close() {
    engine.containers().list(Map.of()).forEach(c -> engine.containers().remove(c.id()));
    engine
        .volumes()
        .list(Map.of(Labels.OWNER, engine.owner()))
        .forEach(v -> engine.volumes().remove(v.name()));
    engine.close();
    remove(home);
  }

  private static void remove(Path directory) {
    try (var files = Files.walk(directory)) {
      for (Path each : List.copyOf(files.toList()).reversed()) {
        Files.delete(each);
      }
    } catch (IOException | EngineException e) {
      throw new IllegalStateException(e);
    }
  }
}
