package agenttui.fork;

import agenttui.git.Hub;
import agenttui.git.ObjectId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Sandboxes for tests of forks: a plain directory for each fork, in which the product's scripts
/// really run. Everything that runs here is what would run inside a sandbox.
public final class DirectoryGrounds implements Grounds {
  private final Path root;
  private final Map<ForkId, Ground> running = new HashMap<>();

  /// Fails the next start with this message.
  private String failure = "";

  private String outage = "";
  private String deaf = "";

  public DirectoryGrounds(Path root) {
    this.root = root;
  }

  /// From now on nobody can say what runs.
  public void fails(String message) {
    outage = message;
  }

  /// From now on none can be ended.
  public void failsToStop(String message) {
    deaf = message;
  }

  public void failNext(String message) {
    failure = message;
  }

  /// The names of all workspaces.
  public List<String> workspaces() {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path workspace(ForkId id) {
    return root.resolve(id.toString());
  }

  @Override
  public Setup settled(Setup setup, Path workTree) {
    return setup;
  }

  @Override
  public Ground start(Fork fork, Hub hub, Collection<ObjectId> wanted, Consumer<String> progress) {
    try {
      Files.createDirectories(workspace(fork.id()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!failure.isEmpty()) {
      String message = failure;
      failure = "";
      throw new ForkException(message);
    }
    return revive(fork, hub, progress);
  }

  @Override
  public Ground revive(Fork fork, Hub hub, Consumer<String> progress) {
    if (!Files.isDirectory(workspace(fork.id()))) {
      throw new ForkException("no workspace");
    }
    Ground ground = new DirectoryGround(fork.id());
    running.put(fork.id(), ground);
    return ground;
  }

  @Override
  public Optional<Ground> find(Fork fork) {
    if (!outage.isEmpty()) {
      throw new IllegalStateException(outage);
    }
    return Optional.ofNullable(running.get(fork.id()));
  }

  @Override
  public void remove(Fork fork) {
    running.remove(fork.id());
    if (!Files.exists(workspace(fork.id()))) {
      return;
    }
    try {
      Files.walkFileTree(
          workspace(fork.id()),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String hubPath(Fork fork, Hub hub) {
    return hub.path().toString();
  }

  private final class DirectoryGround implements Ground {
    private final ForkId id;

    DirectoryGround(ForkId id) {
      this.id = id;
    }

    @Override
    public String sandbox() {
      return id.toString();
    }

    @Override
    public Ran run(List<String> argv, OutputStream out) {
      List<String> command = new ArrayList<>(argv);
      ProcessBuilder builder = new ProcessBuilder(command).directory(workspace(id).toFile());
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      builder.environment().put("IN_SANDBOX", "yes");
      try {
        Path complaint = Files.createTempFile(root, "err", "");
        Process process = builder.redirectError(complaint.toFile()).start();
        process.getOutputStream().close();
        process.getInputStream().transferTo(out);
        int code = process.waitFor();
        String text = Files.readString(complaint, StandardCharsets.UTF_8);
        Files.delete(complaint);
        return new Ran(code, text);
      } catch (IOException e) {
        return new Ran(-1, String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Ran(-1, "interrupted");
      }
    }

    @Override
    public void stop() {
      if (!deaf.isEmpty()) {
        throw new IllegalStateException(deaf);
      }
      running.remove(id);
    }
  }
}
