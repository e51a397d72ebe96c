package agenttui.sandbox;

import agenttui.agent.Agent;
import agenttui.config.NetworkMode;
import agenttui.keeper.HelperBinary;
import agenttui.keeper.Keeper;
import agenttui.keeper.KeeperException;
import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.AtomicFile;
import agenttui.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Sandboxes of bubblewrap on this machine.
///
/// The keeper runs outside, in a session of its own, so that a sandbox outlives this server and the
/// agent cannot reach its keeper; each program of a pane, and each git, runs inside the same
/// bubblewrap arguments. Workspace and home lie in the state directory, and host git never opens
/// them.
final class LocalPlace implements Place {
  private final Directories directories;
  private final Secrets secrets;
  private final Map<String, Set<String>> shims;
  private final Consumer<String> lost;

  /// A keeper serves one attachment: whoever looks for a sandbox shares the one that it has.
  private final Map<String, Attachment> attachments = new ConcurrentHashMap<>();

  LocalPlace(
      Directories directories,
      Secrets secrets,
      Map<String, Set<String>> shims,
      Consumer<String> lost) {
    this.directories = directories;
    this.secrets = secrets;
    this.shims = shims;
    this.lost = lost;
  }

  private Path root(Saved saved) {
    return directories.state("workspaces").resolve(saved.id());
  }

  private Path socket(Saved saved, String kind) {
    return directories.run().resolve(Directories.shortHash(saved.id()) + "." + kind);
  }

  @Override
  public Sandbox start(Saved saved, Consumer<String> progress) {
    if (saved.mode() == NetworkMode.SEPARATE) {
      throw new SandboxException(
          "sandbox local has no network mode separate: allowlist, none or open", 2);
    }
    progress.accept("starting the sandbox");
    Path root = root(saved);
    Map<String, String> variables = secrets.variables(saved.agent());
    boolean fresh = !Files.exists(root);
    try {
      Path home = Directories.priv(root.resolve("home"));
      Directories.priv(root.resolve("workspace"));
      Directories.priv(root.resolve("secret"));
      if (fresh) {
        seed(home, saved.agent(), variables);
      }
      AtomicFile.write(root.resolve("secret/token"), saved.token());
      AtomicFile.write(root.resolve("secret/env"), secrets.lines(saved.agent(), variables));
      String complaint = wrapping(saved).complaint();
      if (!complaint.isEmpty()) {
        throw new SandboxException(complaint, 127);
      }
      serve(saved);
      return sandbox(saved, true);
    } catch (RuntimeException e) {
      stop(saved);
      if (fresh) {
        Trees.remove(root);
      }
      throw e;
    }
  }

  private void seed(Path home, String agent, Map<String, String> variables) {
    for (Agent.Seed seed : secrets.seeds(agent, variables)) {
      Path file = home.resolve(seed.path()).normalize();
      if (!file.startsWith(home)) {
        throw new SandboxException("agent " + agent + ": seed outside of its home: " + seed.path());
      }
      try {
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, seed.content());
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString((seed.mode() & 0100) != 0 ? "rwx------" : "rw-------"));
      } catch (IOException e) {
        throw new SandboxException("cannot write " + file + ": " + e.getMessage(), e);
      }
    }
  }

  private Bubblewrap wrapping(Saved saved) {
    Path root = root(saved);
    return new Bubblewrap(
        root.resolve("workspace"),
        root.resolve("home"),
        helperDirectory(),
        saved.hub(),
        saved.project(),
        socket(saved, "r"),
        root.resolve("secret/token"),
        saved.mode(),
        ways(saved).listenForEgress());
  }

  private WaysOut ways(Saved saved) {
    return new WaysOut(socket(saved, "t"), socket(saved, "e"), saved.mode());
  }

  /// The helper with the links of all shims, in a directory that is bound into sandboxes.
  private Path helperDirectory() {
    HelperBinary helper = HelperBinary.forThisMachine();
    Path directory = directories.cache("inside", helper.hash());
    try {
      Path program = directory.resolve(HelperBinary.NAME);
      if (!Files.exists(program)) {
        Files.createLink(program, helper.in(directory));
      }
      for (Map.Entry<String, Set<String>> kind : shims.entrySet()) {
        Path links = Files.createDirectories(directory.resolve("shims").resolve(kind.getKey()));
        for (String name : kind.getValue()) {
          Path link = links.resolve(name);
          if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, Path.of("../../" + HelperBinary.NAME));
          }
        }
      }
      return directory;
    } catch (IOException e) {
      throw new SandboxException("cannot lay out the helper program: " + e.getMessage(), e);
    }
  }

  private void serve(Saved saved) {
    Path socket = socket(saved, "k");
    if (reachable(socket)) {
      return;
    }
    Exit exit =
        Program.of(
                helperDirectory().resolve(HelperBinary.NAME).toString(),
                "keeper",
                "serve",
                "--socket",
                socket.toString(),
                "--relay",
                socket(saved, "r").toString(),
                "--secrets",
                root(saved).resolve("secret/env").toString(),
                "--detach")
            .in(Path.of("/"))
            .timeout(Duration.ofSeconds(10))
            .run();
    if (!exit.ok()) {
      throw new SandboxException("cannot start a keeper on this machine: " + exit.complaint());
    }
  }

  private static boolean reachable(Path socket) {
    try (var channel = java.nio.channels.SocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      return Files.exists(socket) && channel.connect(java.net.UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private Sandbox sandbox(Saved saved, boolean withShims) {
    Bridge bridge = new Bridge(ways(saved), lost);
    Attachment attachment =
        attachments.computeIfAbsent(
            saved.id(),
            _ -> new Attachment(() -> Keeper.connect(socket(saved, "k"), bridge, bridge.kinds())));
    attachment.keeper();
    return sandbox(saved, attachment, withShims);
  }

  private Sandbox sandbox(Saved saved, Attachment attachment, boolean withShims) {
    List<String> path =
        withShims
            ? saved.tools().stream().sorted().map(kind -> "/opt/agent-tui/shims/" + kind).toList()
            : List.of();
    Map<String, String> variables = new HashMap<>(Sandbox.variables(path));
    variables.put("AGENT_TUI_FORK", saved.id());
    variables.putAll(ways(saved).variables());
    return new Sandbox(
        saved,
        attachment,
        wrapping(saved),
        variables,
        ways(saved),
        Sandbox.networkBadge(saved.mode(), saved.mode() != NetworkMode.OPEN).stream().toList());
  }

  @Override
  public Optional<Sandbox> find(Saved saved) {
    if (!reachable(socket(saved, "k"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(sandbox(saved, true));
    } catch (KeeperException e) {
      if (reachable(socket(saved, "k"))) {
        throw e; // It is there, and only does not answer now.
      }
      return Optional.empty();
    }
  }

  /// The tools of this machine, behind the same bubblewrap and keeper, without the shims in front.
  /// (A second attachment would replace the owner's.)
  @Override
  public Sandbox sidecar(Saved saved, Sandbox owner, String tools) {
    return sandbox(saved, owner.attachment(), false);
  }

  @Override
  public void stop(Saved saved) {
    attachments.remove(saved.id());
    Path socket = socket(saved, "k");
    if (reachable(socket)) {
      new Attachment(() -> Keeper.connect(socket, new Bridge(ways(saved), _ -> {}), Set.of()))
          .end();
    }
    for (String kind : List.of("k", "r", "t", "e")) {
      try {
        Files.deleteIfExists(socket(saved, kind));
      } catch (IOException e) {
        throw new SandboxException("cannot remove " + socket(saved, kind) + ": " + e, e);
      }
    }
  }

  @Override
  public void remove(Saved saved) {
    stop(saved);
    Trees.remove(root(saved));
  }
}
