package agenttui.cli;

import agenttui.docker.Engine;
import agenttui.docker.EngineState;
import agenttui.docker.Labels;
import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path repository = Files.createDirectory(directory.resolve("repo"));
    Files.writeString(repository.resolve("a.txt"), "one\n");
    git(repository, "init", "-q", "-b", "main");
    git(repository, "add", "-A");
    git(repository, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "one");
    return new Installation(directory, repository, more);
  }

  private static void git(Path repository, String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "git";
    System.arraycopy(words, 0, all, 1, words.length);
    Exit exit = Program.of(all).in(repository).run();
    if (!exit.ok()) {
      throw new IllegalStateException(exit.complaint());
    }
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
