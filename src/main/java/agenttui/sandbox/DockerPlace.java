package agenttui.sandbox;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.agent.Login;
import agenttui.config.NetworkMode;
import agenttui.config.Terms;
import agenttui.docker.Account;
import agenttui.docker.ContainerFacts;
import agenttui.docker.ContainerId;
import agenttui.docker.ContainerSpec;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.ExecStream;
import agenttui.docker.ImageRef;
import agenttui.docker.Kind;
import agenttui.docker.Labels;
import agenttui.docker.Tar;
import agenttui.docker.VolumeName;
import agenttui.docker.Volumes;
import agenttui.image.ImageChain;
import agenttui.image.NetworkFiles;
import agenttui.image.Progress;
import agenttui.image.ToolsVolume;
import agenttui.image.ToolsVolumes;
import agenttui.keeper.HelperBinary;
import agenttui.keeper.Keeper;
import agenttui.store.Directories;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Sandboxes in containers: nothing of this machine is in them but what was put into named volumes.
final class DockerPlace implements Place {
  private static final String HELPER_PLACE = "/opt/agent-tui";
  private static final String HELPER = HELPER_PLACE + "/" + HelperBinary.NAME;

  /// The exit code of a main process after `KILL`, as when an engine restarts.
  private static final int KILLED = 137;

  private final Directories directories;
  private final Engine engine;
  private final ImageChain images;
  private final ToolsVolumes tools;
  private final Agents agents;
  private final Logins logins;
  private final Secrets secrets;
  private final Map<String, Set<String>> shims;
  private final Consumer<String> lost;
  private final ReentrantLock helperLock = new ReentrantLock();
  private final ReentrantLock porterLock = new ReentrantLock();

  /// A keeper serves one attachment: whoever looks for a container shares the one that it has.
  private final Map<ContainerId, Attachment> attachments = new ConcurrentHashMap<>();

  private boolean helperFilled;
  private volatile boolean mirrored;

  DockerPlace(
      Directories directories,
      Engine engine,
      ImageChain images,
      ToolsVolumes tools,
      Agents agents,
      Logins logins,
      Secrets secrets,
      Map<String, Set<String>> shims,
      Consumer<String> lost) {
    this.directories = directories;
    this.engine = engine;
    this.images = images;
    this.tools = tools;
    this.agents = agents;
    this.logins = logins;
    this.secrets = secrets;
    this.shims = shims;
    this.lost = lost;
  }

  private String name(String... parts) {
    return "agent-tui-" + engine.owner() + "-" + String.join("-", parts);
  }

  @Override
  public Sandbox start(Saved saved, Consumer<String> progress) {
    Progress shown = Progress.to(progress, InstantSource.system());
    ImageRef image = images.foundation(shown);
    VolumeName helper = helperVolume(image);
    Optional<ToolsVolume> installed = toolsFor(saved);
    Map<String, String> variables = secrets.variables(saved.agent());
    progress.accept("making its volumes");
    List<VolumeName> fresh = new ArrayList<>();
    try {
      VolumeName workspace = volume("workspace", saved, fresh);
      VolumeName state = volume("state", saved, fresh);
      if (fresh.contains(state)) {
        engine
            .volumes()
            .fill(
                state,
                image,
                Account.ofCaller(),
                0700,
                new ByteArrayInputStream(seeds(saved, variables)));
      }
      if (fresh.contains(workspace)) {
        engine.volumes().own(workspace, image, Account.ofCaller());
      }
      progress.accept("starting its container");
      ContainerSpec.Builder spec =
          ContainerSpec.of(Kind.AGENT, image, name(saved.id()))
              .volume(workspace, Sandbox.WORKSPACE)
              .volume(state, ContainerSpec.HOME);
      common(spec, saved, helper, installed);
      List<String> listen = new ArrayList<>(List.of("--listen", "tool=/run/agent-tui/tool.sock"));
      listen.addAll(ways(saved).listenForEgress());
      run(spec, signedIn(spec, saved, image), listen);
      Sandbox sandbox = find(saved).orElseThrow(() -> new SandboxException(fate(saved)));
      sandbox
          .attachment()
          .keeper()
          .put("/run/agent-tui", new ByteArrayInputStream(secret(saved, variables)));
      return sandbox;
    } catch (RuntimeException e) {
      undo(saved, fresh, e);
      throw e;
    }
  }

  /// Gives an agent's container its login; what must come before its main program.
  private List<String> signedIn(ContainerSpec.Builder spec, Saved saved, ImageRef image) {
    Optional<Login> login = agents.find(saved.agent()).flatMap(Agent::login);
    if (login.isEmpty()) {
      return List.of();
    }
    spec.volume(logins.volume(saved.agent(), image), Logins.PLACE);
    return Logins.keeping(HELPER, login.get());
  }

  private void undo(Saved saved, List<VolumeName> fresh, RuntimeException why) {
    try {
      stop(saved);
      fresh.forEach(engine.volumes()::remove);
    } catch (EngineException again) {
      why.addSuppressed(again); // The first failure says more; what is left is found by its label.
    }
  }

  private Optional<ToolsVolume> toolsFor(Saved saved) {
    Optional<ToolsVolume> installed = tools.current();
    boolean needed = agents.find(saved.agent()).flatMap(Agent::install).isPresent();
    if (needed && !installed.map(v -> v.agents().containsKey(saved.agent())).orElse(false)) {
      throw new SandboxException(
          saved.agent() + " is not installed: agent-tui setup --with " + saved.agent());
    }
    return installed;
  }

  private byte[] seeds(Saved saved, Map<String, String> variables) {
    Tar tar = Tar.of(Account.ofCaller());
    Set<String> directoriesMade = new java.util.TreeSet<>(Set.of(Login.PLACE));
    tar.directory(Login.PLACE, 0700);
    for (Agent.Seed seed : secrets.seeds(saved.agent(), variables)) {
      Path parent = Path.of(seed.path()).getParent();
      for (int i = 1; parent != null && i <= parent.getNameCount(); i++) {
        if (directoriesMade.add(parent.subpath(0, i).toString())) {
          tar.directory(parent.subpath(0, i).toString(), 0700);
        }
      }
      tar.file(seed.path(), seed.mode(), seed.content().getBytes(StandardCharsets.UTF_8));
    }
    return tar.bytes();
  }

  private byte[] secret(Saved saved, Map<String, String> variables) {
    return Tar.of(Account.ofCaller())
        .file("token", 0600, saved.token().getBytes(StandardCharsets.UTF_8))
        .file("env", 0600, secrets.lines(saved.agent(), variables).getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  /// The volume with the helper program and its shims; filled once by each run of this program, for
  /// a kill may have left it empty.
  private VolumeName helperVolume(ImageRef image) {
    HelperBinary helper = HelperBinary.forThisMachine();
    String recipe = Directories.shortHash(helper.hash() + shims);
    VolumeName name = new VolumeName(name("helper", recipe));
    helperLock.lock();
    try {
      if (!helperFilled) {
        fillHelper(name, recipe, helper, image);
        helperFilled = true;
      }
    } finally {
      helperLock.unlock();
    }
    return name;
  }

  private void fillHelper(VolumeName name, String recipe, HelperBinary helper, ImageRef image) {
    Tar tar = Tar.ofRoot().file(HelperBinary.NAME, 0555, helper.bytes()).directory("shims", 0755);
    shims.forEach((kind, names) -> {
      tar.directory("shims/" + kind, 0755);
      names.forEach(each -> tar.link("shims/" + kind + "/" + each, "../../" + HelperBinary.NAME));
    });
    engine.volumes().create(name, Map.of(Labels.KIND, "helper", Labels.RECIPE, recipe));
    engine
        .volumes()
        .fill(name, image, Account.ofCaller(), 0755, new ByteArrayInputStream(tar.bytes()));
  }

  private VolumeName volume(String kind, Saved saved, List<VolumeName> fresh) {
    VolumeName name = new VolumeName(name(kind, saved.id()));
    if (engine.volumes().find(name).isEmpty()) {
      engine.volumes().create(name, Map.of(Labels.KIND, kind, Labels.SANDBOX, saved.id()));
      fresh.add(name);
    }
    return name;
  }

  /// What an agent's container and its sidecars share.
  private void common(
      ContainerSpec.Builder spec, Saved saved, VolumeName helper, Optional<ToolsVolume> installed) {
    NetworkFiles network = images.networkFiles();
    if (!saved.project().isEmpty()) {
      spec.readOnlyVolume(hubVolume(saved.project()), "/hub/" + saved.project());
    }
    spec.readOnlyVolume(helper, HELPER_PLACE)
        .env(network.environment())
        .env(ways(saved).variables())
        .network(saved.mode())
        .directory(Sandbox.WORKSPACE)
        .label(Labels.SANDBOX, saved.id());
    installed.ifPresent(volume -> spec.readOnlyVolume(volume.name(), "/tools"));
    network.certificates().ifPresent(v -> spec.readOnlyVolume(v, NetworkFiles.PLACE));
  }

  private VolumeName hubVolume(String project) {
    VolumeName name = new VolumeName(name("hub", project));
    engine.volumes().create(name, Map.of(Labels.KIND, "hub"));
    return name;
  }

  /// Makes and starts a container whose main process is a keeper.
  private void run(ContainerSpec.Builder spec, List<String> before, List<String> options) {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of(HELPER, "keeper", "serve", "--container"));
    command.addAll(List.of("--secrets", "/run/agent-tui/env"));
    command.addAll(options);
    ContainerSpec container = spec.command(command).build();
    engine
        .containers()
        .inspect(container.name())
        .ifPresent(old -> engine.containers().remove(old.id()));
    ContainerId id = engine.containers().create(container);
    engine.containers().start(id);
  }

  private Keeper attach(ContainerId id, WaysOut ways) {
    ExecStream stream = engine.containers().exec(id, List.of(HELPER, "keeper", "attach"));
    Bridge bridge = new Bridge(ways, lost);
    return Keeper.attach(stream.output(), stream.input(), bridge, bridge.kinds());
  }

  /// The ways out of a sandbox; its sidecars' are the same.
  private WaysOut ways(Saved saved) {
    String socket = Directories.shortHash(name(saved.id()));
    return new WaysOut(
        directories.run().resolve(socket + ".t"),
        directories.run().resolve(socket + ".e"),
        saved.mode());
  }

  @Override
  public Optional<Sandbox> find(Saved saved) {
    return found(saved, name(saved.id()), List.copyOf(new java.util.TreeSet<>(saved.tools())));
  }

  private Optional<Sandbox> found(Saved saved, String container, List<String> shimKinds) {
    Optional<ContainerFacts> facts = engine.containers().inspect(container);
    if (facts.isEmpty() || !facts.get().running()) {
      return Optional.empty();
    }
    List<String> path = shimKinds.stream().map(kind -> HELPER_PLACE + "/shims/" + kind).toList();
    Map<String, String> variables = new HashMap<>(facts.get().environment());
    variables.putAll(Sandbox.variables(shimKinds.isEmpty() ? List.of("/tools/node/bin") : path));
    variables.put("AGENT_TUI_FORK", saved.id());
    ContainerId id = facts.get().id();
    Attachment attachment =
        attachments.computeIfAbsent(id, _ -> new Attachment(() -> attach(id, ways(saved))));
    return Optional.of(
        new Sandbox(
            saved,
            attachment,
            Wrapping.none(),
            variables,
            ways(saved),
            badges(saved, facts.get())));
  }

  private static List<String> badges(Saved saved, ContainerFacts facts) {
    List<String> badges = new ArrayList<>();
    boolean closed = facts.protection().network().equals(NetworkMode.NONE.word());
    Sandbox.networkBadge(saved.mode(), closed).ifPresent(badges::add);
    if (Account.ofCaller().mapped()) {
      badges.add("root");
    }
    return badges;
  }

  /// Why a sandbox that should run does not.
  String fate(Saved saved) {
    return engine
        .containers()
        .inspect(name(saved.id()))
        .map(facts ->
            "its container ended" + (facts.exit() == KILLED ? "" : " with " + facts.exit()))
        .orElse("its container is gone");
  }

  @Override
  public Sandbox sidecar(Saved saved, Sandbox owner, String kind) {
    String container = name(saved.id(), kind);
    return found(saved, container, List.of())
        .orElseGet(() -> {
          ImageRef image = images.sidecar(kind, Progress.silent());
          VolumeName cache = new VolumeName(name("cache", saved.project(), kind));
          if (engine.volumes().find(cache).isEmpty()) {
            engine.volumes().create(cache, Map.of(Labels.KIND, "cache"));
            engine.volumes().own(cache, image, Account.ofCaller());
          }
          ContainerSpec.Builder spec =
              ContainerSpec.of(Kind.SIDECAR, image, container)
                  .volume(new VolumeName(name("workspace", saved.id())), Sandbox.WORKSPACE)
                  .volume(cache, ContainerSpec.HOME);
          common(spec, saved, helperVolume(image), tools.current());
          run(spec, List.of(), ways(saved).listenForEgress());
          return found(saved, container, List.of())
              .orElseThrow(() -> new SandboxException("the sidecar " + kind + " ended at once"));
        });
  }

  /// The mirror of a hub, with its porter running.
  HubMirror mirror(String project, Path hub, String objectFormat) {
    String container = name("porter", project);
    Saved porter =
        new Saved(
            "porter",
            "docker",
            "shell",
            NetworkMode.NONE.word(),
            project,
            hub,
            Set.of(),
            "",
            Terms.NONE);
    mirrored = true;
    porterLock.lock();
    try {
      Sandbox running =
          found(porter, container, List.of()).orElseGet(() -> porter(porter, container));
      HubMirror mirror = new HubMirror(running, "/hub/" + project);
      mirror.init(objectFormat);
      return mirror;
    } finally {
      porterLock.unlock();
    }
  }

  private Sandbox porter(Saved porter, String container) {
    ImageRef image = images.foundation(Progress.silent());
    VolumeName volume = hubVolume(porter.project());
    engine.volumes().own(volume, image, Account.ofCaller());
    run(
        ContainerSpec.of(Kind.PORTER, image, container)
            .readOnlyVolume(helperVolume(image), HELPER_PLACE)
            .volume(volume, "/hub/" + porter.project())
            .label("agent-tui.hub", porter.project()),
        List.of(),
        List.of());
    return found(porter, container, List.of())
        .orElseThrow(() -> new SandboxException("the porter ended at once"));
  }

  /// Whether this run of the program has used a porter, so that one may be in use now.
  boolean mirrored() {
    return mirrored;
  }

  /// Removes the porters, which hold nothing, unless an agent's container runs.
  void tidy() {
    boolean busy =
        engine.containers().list(Map.of(Labels.KIND, Kind.AGENT.word())).stream()
            .anyMatch(ContainerFacts::running);
    if (!busy) {
      engine
          .containers()
          .list(Map.of(Labels.KIND, Kind.PORTER.word()))
          .forEach(facts -> engine.containers().remove(facts.id()));
    }
  }

  @Override
  public void stop(Saved saved) {
    engine
        .containers()
        .list(Map.of(Labels.SANDBOX, saved.id()))
        .forEach(facts -> {
          engine.containers().remove(facts.id());
          attachments.remove(facts.id());
        });
    engine.networks().removeSeparate(saved.id());
  }

  @Override
  public void remove(Saved saved) {
    stop(saved);
    engine.volumes().list(Map.of(Labels.SANDBOX, saved.id())).stream()
        .filter(volume -> engine.owner().equals(volume.labels().get(Labels.OWNER)))
        .map(Volumes.Volume::name)
        .forEach(engine.volumes()::remove);
  }
}
