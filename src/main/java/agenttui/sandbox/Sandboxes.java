package agenttui.sandbox;

import agenttui.agent.Agents;
import agenttui.config.NetworkMode;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.docker.EngineState;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import agenttui.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All sandboxes of this installation, running or not. Any thread; what waits belongs on a virtual
/// one.
public final class Sandboxes {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

  private final Directories directories;
  private final Settings settings;
  private final Engine engine;
  private final Journal journal;
  private final DockerPlace docker;
  private final LocalPlace local;
  private final Logins logins;
  private final Endings endings;
  private final Running running = new Running();
  private volatile Consumer<String> stopped = _ -> {};

  private Sandboxes(
      Directories directories,
      Settings settings,
      Engine engine,
      Journal journal,
      DockerPlace docker,
      LocalPlace local,
      Logins logins) {
    this.directories = directories;
    this.settings = settings;
    this.engine = engine;
    this.journal = journal;
    this.docker = docker;
    this.local = local;
    this.logins = logins;
    this.endings = new Endings(directories.state("sandboxes"));
  }

  /// The front door; does not touch the engine.
  ///
  /// @param environment the user's variables: those that an agent's record names are passed to it
  /// @param shims for each kind of tools the names that get a shim
  public static Sandboxes open(
      Directories directories,
      Settings settings,
      Engine engine,
      ImageChain images,
      ToolsVolumes tools,
      Agents agents,
      Journal journal,
      Map<String, String> environment,
      Map<String, Set<String>> shims) {
    Secrets secrets =
        new Secrets(agents, environment, settings.keys(), directories.state("logins"), journal);
    Logins logins = new Logins(engine, images, secrets);
    Consumer<String> lost =
        why -> journal.append(Topic.SANDBOX, "", "stream lost: " + why, Map.of());
    return new Sandboxes(
        directories,
        settings,
        engine,
        journal,
        new DockerPlace(directories, engine, images, tools, agents, logins, secrets, shims, lost),
        new LocalPlace(directories, secrets, shims, lost),
        logins);
  }

  /// Why sandbox `local` does not work on this machine; empty when it does. Runs bubblewrap's real
  /// argument list once, with `true`.
  public static String probeLocal(Directories directories) {
    Path ground = directories.cache("probe");
    try {
      for (String name : List.of("workspace", "home", "helper", "hub")) {
        Files.createDirectories(ground.resolve(name));
      }
      AtomicFile.write(ground.resolve("token"), "");
      return new Bubblewrap(
              ground.resolve("workspace"),
              ground.resolve("home"),
              ground.resolve("helper"),
              ground.resolve("hub"),
              "probe",
              ground.resolve("relay"),
              ground.resolve("token"),
              NetworkMode.OPEN,
              List.of())
          .complaint();
    } catch (IOException e) {
      return "bubblewrap cannot be tried in " + ground + ": " + e.getMessage();
    } finally {
      Trees.remove(ground);
    }
  }

  /// The sandbox for new forks: what the user said, else Docker where an engine was ever set up,
  /// else `local`.
  ///
  /// @param wanted `docker`, `local`, or empty for what the configuration says
  /// @throws SandboxException with exit code 127 when that is not to be had: a dead or forbidden
  ///   engine is never passed over in silence; with 2 for another word
  public SandboxKind choose(String wanted) {
    String word = wanted.isEmpty() ? settings.sandbox() : wanted;
    if (word.equals("local")) {
      return SandboxKind.LOCAL;
    }
    if (!word.equals("docker") && !word.equals("auto")) {
      throw new SandboxException("unknown sandbox " + word + ": docker, local or none", 2);
    }
    return switch (engine.state()) {
      case EngineState.Ready _ -> SandboxKind.DOCKER;
      case EngineState.Absent absent -> {
        if (word.equals("docker")) {
          throw new SandboxException(absent.line(), 127);
        }
        yield SandboxKind.LOCAL;
      }
      case EngineState.Down down -> throw new SandboxException(down.line(), 127);
      case EngineState.Forbidden forbidden -> throw new SandboxException(forbidden.line(), 127);
    };
  }

  /// The network mode for new forks.
  ///
  /// @param wanted its word, or empty for what the configuration says
  /// @throws SandboxException for another word
  public NetworkMode network(String wanted) {
    try {
      return wanted.isEmpty() ? settings.network().mode() : NetworkMode.of(wanted);
    } catch (IllegalArgumentException e) {
      throw new SandboxException(e.getMessage() + ": " + NetworkMode.words(), 2);
    }
  }

  /// What agents are signed in with.
  public Logins logins() {
    return logins;
  }

  /// Starts a sandbox on its workspace and home, which are made when missing. On failure nothing
  /// new is left of it.
  ///
  /// @param progress one line that replaces the last
  /// @throws SandboxException when it can't be; and what the engine, the images and the keeper
  ///   throw
  public Sandbox start(Launch launch, Consumer<String> progress) {
    ended(launch.id());
    Optional<Saved> before = saved(launch.id());
    String token = before.map(Saved::token).orElseGet(Sandboxes::newToken);
    Saved saved = Saved.of(launch, token);
    AtomicFile.write(file(launch.id()), Json.pretty(saved));
    try {
      Sandbox sandbox = place(saved).start(saved, progress);
      running.put(launch.id(), sandbox);
      journal.append(
          Topic.SANDBOX,
          "",
          launch.kind().word() + " sandbox " + launch.id() + " started",
          Map.of("sandbox", launch.id(), "badges", String.join(",", sandbox.badges())));
      return sandbox;
    } catch (RuntimeException e) {
      if (before.isEmpty()) {
        undone(saved, e);
      }
      throw e;
    }
  }

  /// Removes what a failed start left; while that cannot be, its file stays, so that [#remove]
  /// still can.
  private void undone(Saved saved, RuntimeException why) {
    try {
      place(saved).remove(saved);
      forget(saved.id());
    } catch (RuntimeException again) {
      why.addSuppressed(again);
    }
  }

  /// The sandbox of that id, if it runs; attached anew after a loss or a restart.
  public Optional<Sandbox> find(String id) {
    ended(id);
    Optional<Sandbox> there = running.find(id);
    if (there.isPresent()) {
      return there;
    }
    Optional<Sandbox> found = saved(id).flatMap(saved -> place(saved).find(saved));
    found.ifPresentOrElse(sandbox -> running.put(id, sandbox), () -> running.forget(id));
    return found;
  }

  /// Why the sandbox of that id does not run, half a line.
  public String fate(String id) {
    return saved(id)
        .map(s -> place(s) == docker ? docker.fate(s) : "its keeper is gone")
        .orElse("there is no sandbox " + id);
  }

  /// The ids of all sandboxes, running or stopped, sorted.
  public List<String> ids() {
    try (Stream<Path> files = Files.list(directories.state("sandboxes"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new SandboxException("cannot list the sandboxes: " + e.getMessage(), e);
    }
  }

  /// What runs the tools of a kind beside a sandbox; started when it does not run yet, which may
  /// take as long as its image does.
  public Sandbox sidecar(Sandbox owner, String kind) {
    Saved saved =
        saved(owner.id()).orElseThrow(() -> new SandboxException("no sandbox " + owner.id()));
    if (!saved.tools().contains(kind)) {
      throw new SandboxException("the tools " + kind + " are not attached to this pane");
    }
    return running.sidecar(owner.id(), kind, () -> place(saved).sidecar(saved, owner, kind));
  }

  /// The engine's copy of a hub; `local` sandboxes read the hub itself and need none.
  ///
  /// @param objectFormat git's word: `sha1` or `sha256`
  public HubMirror mirror(String project, Path hub, String objectFormat) {
    return docker.mirror(project, hub, objectFormat);
  }

  /// From now on `listener` is told the id of each sandbox that was stopped or removed, on the
  /// thread that did it. There is one listener; also one that was already told may be told again.
  public void whenStopped(Consumer<String> listener) {
    stopped = listener;
  }

  /// Ends all that runs of a sandbox; its workspace and home stay. One that does not run is fine.
  public void stop(String id) {
    running.forgetAll(id);
    saved(id).ifPresent(saved -> place(saved).stop(saved));
    stopped.accept(id);
  }

  /// One that was to end when its engine could not be reached ends before anything else is done
  /// with it.
  private void ended(String id) {
    if (endings.wanted(id)) {
      stop(id);
      endings.done(id);
    }
  }

  /// As [#stop], now or as soon as its engine answers: also by a later run of this program.
  public void endSoon(String id) {
    endings.want(id);
    finishEndings();
  }

  /// Goes on in the background with what [#endSoon] and [#end] could not do, also in an earlier run
  /// of this program.
  public void finishEndings() {
    endings.finish(id -> {
      ended(id);
      if (endings.all().isEmpty() && !docker.mirrored()) {
        tidy();
      }
    });
  }

  /// As [#stop] for each, and ends what only serves sandboxes of an engine. Waits for the engine a
  /// few seconds at most: what it does not answer for is left to [#finishEndings].
  ///
  /// @return how many are left
  public int end(Collection<String> ids) {
    List<String> there = ids.stream().filter(id -> saved(id).isPresent()).toList();
    there.forEach(endings::want);
    boolean mirrored = docker.mirrored();
    if (there.isEmpty() && !mirrored) {
      return 0;
    }
    boolean engineAnswers = engine.state() instanceof EngineState.Ready;
    int left = 0;
    for (String id : there) {
      left += (engineAnswers || !inEngine(id)) && endedNow(id) ? 0 : 1;
    }
    if (engineAnswers && left == 0 && (mirrored || there.stream().anyMatch(this::inEngine))) {
      tidy();
    }
    return left;
  }

  private boolean endedNow(String id) {
    try {
      ended(id);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("cannot end sandbox {} now", id, e);
      return false;
    }
  }

  private boolean inEngine(String id) {
    return saved(id).map(saved -> place(saved) == docker).orElse(false);
  }

  /// Removes all of a sandbox. One that is not there is fine.
  public void remove(String id) {
    running.forgetAll(id);
    saved(id).ifPresent(saved -> place(saved).remove(saved));
    endings.done(id);
    forget(id);
    stopped.accept(id);
  }

  /// Ends what only serves sandboxes of an engine, when none of them runs any more.
  private void tidy() {
    boolean anyDocker =
        ids().stream()
            .flatMap(id -> saved(id).stream())
            .anyMatch(saved -> SandboxKind.of(saved.kind()) == SandboxKind.DOCKER);
    if (anyDocker || docker.mirrored()) {
      docker.tidy();
    }
  }

  /// Leaves all of them running without us.
  public void leave() {
    running.leave();
  }

  private Place place(Saved saved) {
    return switch (SandboxKind.of(saved.kind())) {
      case DOCKER -> docker;
      case LOCAL -> local;
    };
  }

  private Path file(String id) {
    return directories.state("sandboxes").resolve(id + ".json");
  }

  private Optional<Saved> saved(String id) {
    return AtomicFile.read(file(id)).map(bytes -> Json.read(bytes, Saved.class));
  }

  private void forget(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw new SandboxException("cannot remove " + file(id) + ": " + e.getMessage(), e);
    }
  }

  private static String newToken() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
