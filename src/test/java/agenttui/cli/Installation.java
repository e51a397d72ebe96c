package agenttui.cli;

import agenttui.docker.Engine;
import agenttui.docker.EngineState;
import agenttui.docker.Labels;
import agenttui.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// An installation of the packaged program with a repository to work on; closing it removes all
/// that it made, in the engine too.
final class Installation implements AutoCloseable {
  private final Path directory;
  private final Map<String, String> more;
  private final Outer outer;

  private Installation(Path directory, Path repository, Map<String, String> more) {
    this.directory = directory;
    this.more = more;
    this.outer = new Outer(directory, repository, more);
  }

  static Installation in(Path directory) throws IOException {
    return in(directory, Map.of());
  }

  /// @param more variables for the program: `DOCKER_HOST` for another engine
  static Installation in(Path directory, Map<String, String> more) throws IOException {
    Path repository = Grounds.empty(directory.resolve("repo"));
    Files.writeString(repository.resolve("a.txt"), "one\n");
    Grounds.git(repository, "add", "-A");
    Grounds.git(repository, "commit", "-qm", "one");
    return new Installation(directory, repository, more);
  }

  /// Writes a makefile, shows a pane in a container, and calls `make` there once: the first call on
  /// a machine makes the image of the sidecar.
  void make(String rules) throws IOException {
    Files.writeString(directory.resolve("repo/Makefile"), rules);
    outer.terminal("--sandbox", "docker", "--network", "none");
    outer.shows("/workspace $");
    outer.keys("make --version; clear", "Enter");
    outer.shows(Duration.ofMinutes(8), "✓ make --version");
  }

  Outer outer() {
    return outer;
  }

  /// The engine as this installation sees it.
  Engine engine() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    Path state = Directories.of(outer.variables()).state();
    return Engine.connect(environment, Directories.shortHash(state.toString()));
  }

  @Override
  public void close() {
    outer.close();
    try (Engine engine = engine()) {
      if (engine.state() instanceof EngineState.Ready) {
        engine.containers().list(Map.of()).forEach(c -> engine.containers().remove(c.id()));
        engine
            .volumes()
            .list(Map.of(Labels.OWNER, engine.owner()))
            .forEach(v -> engine.volumes().remove(v.name()));
      }
    }
  }
}
