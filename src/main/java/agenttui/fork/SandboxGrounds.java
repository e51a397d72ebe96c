package agenttui.fork;

import agenttui.config.ConfigException;
import agenttui.config.NetworkMode;
import agenttui.config.Project;
import agenttui.config.Terms;
import agenttui.git.Hub;
import agenttui.git.ObjectId;
import agenttui.git.RefNames;
import agenttui.sandbox.Finished;
import agenttui.sandbox.HubMirror;
import agenttui.sandbox.Launch;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.SandboxException;
import agenttui.sandbox.SandboxKind;
import agenttui.sandbox.Sandboxes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Forks in real sandboxes. A fork's sandbox has the fork's name.
public final class SandboxGrounds implements Grounds {
  /// A git that takes longer in a sandbox was stopped or hangs.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Sandboxes sandboxes;
  private final Set<String> tools;
  private final Consumer<Terms> check;

  private SandboxGrounds(Sandboxes sandboxes, Set<String> tools, Consumer<Terms> check) {
    this.sandboxes = sandboxes;
    this.tools = tools;
    this.check = check;
  }

  /// Forks in these sandboxes.
  ///
  /// @param tools kinds of tools that every fork gets shims for
  /// @param check throws an [IllegalArgumentException] for a host or rule that cannot be read
  public static SandboxGrounds over(Sandboxes sandboxes, Set<String> tools, Consumer<Terms> check) {
    return new SandboxGrounds(sandboxes, Set.copyOf(tools), check);
  }

  @Override
  public Setup settled(Setup setup, Path workTree) {
    String wanted = setup.sandbox().equals("auto") ? "" : setup.sandbox();
    NetworkMode said = sandboxes.network(setup.network());
    try {
      Project project = Project.load(workTree);
      Terms terms = setup.terms().in(project);
      check.accept(terms);
      NetworkMode mode =
          setup.network().isEmpty() ? project.mode().map(said::stricter).orElse(said) : said;
      if (!terms.allow().isEmpty() && mode != NetworkMode.ALLOWLIST) {
        throw new SandboxException("hosts can be allowed in network mode allowlist alone", 2);
      }
      return new Setup(setup.agent(), sandboxes.choose(wanted).word(), mode.word(), terms);
    } catch (ConfigException | IllegalArgumentException e) {
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public Ground start(Fork fork, Hub hub, Collection<ObjectId> wanted, Consumer<String> progress) {
    if (kind(fork) == SandboxKind.DOCKER) {
      progress.accept("copying what is new in the repository");
      mirror(hub, wanted);
    }
    return new Rooted(sandboxes.start(launch(fork, hub), progress));
  }

  @Override
  public Ground revive(Fork fork, Hub hub, Consumer<String> progress) {
    return new Rooted(sandboxes.start(launch(fork, hub), progress));
  }

  private static SandboxKind kind(Fork fork) {
    return SandboxKind.of(fork.setup().sandbox());
  }

  private Launch launch(Fork fork, Hub hub) {
    return new Launch(
        fork.id().toString(),
        kind(fork),
        fork.setup().agent(),
        sandboxes.network(fork.setup().network()),
        hub.id(),
        hub.path(),
        tools,
        fork.setup().terms());
  }

  /// Brings the engine's copy of the hub up to date: one thin pack with what it lacks.
  private void mirror(Hub hub, Collection<ObjectId> wanted) {
    HubMirror mirror = sandboxes.mirror(hub.id(), hub.path(), hub.objectFormat());
    List<ObjectId> had = mirror.tips().stream().flatMap(hex -> ObjectId.of(hex).stream()).toList();
    List<ObjectId> missing = wanted.stream().distinct().filter(id -> !had.contains(id)).toList();
    if (missing.isEmpty()) {
      return;
    }
    Map<String, String> refs = new LinkedHashMap<>();
    missing.forEach(id -> refs.put(RefNames.OURS + "tips/" + id.hex(), id.hex()));
    try {
      hub.pack(missing, had, pack -> mirror.receive(pack, refs));
    } catch (IOException e) {
      throw new ForkException("cannot copy the hub to the engine: " + e.getMessage(), e);
    }
  }

  @Override
  public Optional<Ground> find(Fork fork) {
    return sandboxes.find(fork.id().toString()).map(Rooted::new);
  }

  @Override
  public void remove(Fork fork) {
    sandboxes.remove(fork.id().toString());
  }

  @Override
  public String hubPath(Fork fork, Hub hub) {
    return "/hub/" + hub.id();
  }

  /// A running sandbox.
  private final class Rooted implements Ground {
    private final Sandbox sandbox;

    Rooted(Sandbox sandbox) {
      this.sandbox = sandbox;
    }

    @Override
    public String sandbox() {
      return sandbox.id();
    }

    @Override
    public Ran run(List<String> argv, OutputStream out) {
      Finished finished = sandbox.finish(argv, Sandbox.WORKSPACE, Map.of(), out, PATIENCE);
      return new Ran(finished.code(), finished.complaint());
    }

    @Override
    public void stop() {
      sandboxes.stop(sandbox.id());
    }
  }
}
