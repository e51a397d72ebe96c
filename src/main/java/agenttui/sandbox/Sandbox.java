package agenttui.sandbox;

import agenttui.config.NetworkMode;
import agenttui.config.Terms;
import agenttui.docker.ContainerSpec;
import agenttui.keeper.HeldPty;
import agenttui.keeper.Keeper;
import agenttui.keeper.KeeperException;
import agenttui.keeper.KeptPty;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.keeper.Run;
import agenttui.keeper.RunSpec;
import agenttui.term.PtyOutput;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One running sandbox: what an agent, its shells and its git run in. Any thread; what waits
/// belongs on a virtual one.
public final class Sandbox {
  /// Where the clone is, in every sandbox.
  public static final String WORKSPACE = "/workspace";

  private final Saved saved;
  private final Attachment attachment;
  private final Wrapping wrapping;
  private final Map<String, String> environment;
  private final WaysOut ways;
  private final List<String> badges;

  Sandbox(
      Saved saved,
      Attachment attachment,
      Wrapping wrapping,
      Map<String, String> environment,
      WaysOut ways,
      List<String> badges) {
    this.saved = saved;
    this.attachment = attachment;
    this.wrapping = wrapping;
    this.environment = Map.copyOf(environment);
    this.ways = ways;
    this.badges = List.copyOf(badges);
  }

  /// Its name.
  public String id() {
    return saved.id();
  }

  /// Which sandbox.
  public SandboxKind kind() {
    return SandboxKind.of(saved.kind());
  }

  /// The name of the agent that it was started for.
  public String agent() {
    return saved.agent();
  }

  /// The id of the hub that its clone borrows objects from.
  public String project() {
    return saved.project();
  }

  /// Kinds of tools whose shims its panes have.
  public Set<String> tools() {
    return saved.tools();
  }

  /// What its programs reach of the network.
  public NetworkMode network() {
    return saved.mode();
  }

  /// What was said of it beyond the user's file.
  public Terms terms() {
    return saved.terms();
  }

  /// What is not the default about its protection, for the pane's title; read back from what runs.
  public List<String> badges() {
    return badges;
  }

  /// Where on this machine each connection of its tool shims goes; whoever listens there is its
  /// tool proxy. At most 106 bytes long, in a directory of ours alone.
  public Path toolSocket() {
    return ways.tool();
  }

  /// Where on this machine each of its connections to the network goes; whoever listens there is
  /// its egress proxy. Only in mode `allowlist`. As long and as private as [#toolSocket].
  public Path egressSocket() {
    return ways.egress();
  }

  /// What a pane's title says of the network when it is not the default.
  ///
  /// @param mode what was asked for
  /// @param closed whether what runs has no network of its own, as read back from it
  static Optional<String> networkBadge(NetworkMode mode, boolean closed) {
    if (!closed) {
      return Optional.of(mode == NetworkMode.SEPARATE ? "separate net" : "open net");
    }
    return mode == NetworkMode.ALLOWLIST ? Optional.empty() : Optional.of("no net");
  }

  /// What its shims show with each request: 64 hex digits. Never print it.
  public String token() {
    return saved.token();
  }

  /// Starts a program on a new pty: the sandbox's variables, then the spec's, then the agent's
  /// secrets. Waits one round trip.
  ///
  /// @throws KeeperException when it can't be started
  /// @throws SandboxException when the sandbox is gone
  public KeptPty openPty(PtySpec spec, PtyOutput output) {
    return attachment
        .keeper()
        .openPty(
            new PtySpec(
                spec.id(),
                wrapping.pane(spec.arguments(), spec.directory()),
                kind() == SandboxKind.LOCAL ? "/" : spec.directory(),
                merged(spec.environment()),
                spec.size(),
                true),
            output);
  }

  /// Goes on with a pty from a byte offset, after a loss or a restart; empty when its keeper does
  /// not hold it (any more).
  ///
  /// @throws KeeperException when the keeper does not answer
  /// @throws SandboxException when the sandbox is gone
  public Optional<Resumed> attachPty(PtyId id, long from, PtyOutput output) {
    Keeper keeper = attachment.keeper();
    Optional<HeldPty> held = keeper.hello().pty(id);
    return held.map(
        pty -> new Resumed(keeper.attachPty(id, Math.min(from, pty.next()), output), pty.next()));
  }

  /// Starts a program without a terminal and without the agent's secrets. Waits one round trip.
  ///
  /// @param directory absolute, inside
  /// @param variables besides the sandbox's own
  /// @throws KeeperException when it can't be started
  /// @throws SandboxException when the sandbox is gone
  public Run run(List<String> arguments, String directory, Map<String, String> variables) {
    return attachment
        .keeper()
        .run(
            new RunSpec(
                wrapping.run(arguments, directory),
                kind() == SandboxKind.LOCAL ? "/" : directory,
                merged(variables),
                false));
  }

  /// Runs a program as [#run], without input, and waits for its end.
  ///
  /// @param out gets its standard output as it comes; when it throws, the program is killed
  /// @param limit the program is killed after it
  public Finished finish(
      List<String> arguments,
      String directory,
      Map<String, String> variables,
      OutputStream out,
      Duration limit) {
    try {
      return Ending.of(run(arguments, directory, variables), out, limit);
    } catch (KeeperException | SandboxException e) {
      return new Finished(-1, String.valueOf(e.getMessage()));
    }
  }

  /// Runs a program as [#finish] does, in HOME, with input, and throws its output away.
  ///
  /// @param input at most 128 KiB
  /// @param limit the program is killed after it
  public Finished fed(List<String> arguments, byte[] input, Duration limit) {
    try {
      Run run = run(arguments, ContainerSpec.HOME, Map.of());
      return Ending.of(run, input, OutputStream.nullOutputStream(), limit);
    } catch (KeeperException | SandboxException e) {
      return new Finished(-1, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> merged(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return all;
  }

  /// Leaves it running without us.
  void leave() {
    attachment.leave();
  }

  /// Ends everything in it.
  void end() {
    attachment.end();
  }

  Attachment attachment() {
    return attachment;
  }

  /// The variables that every program in a sandbox gets.
  ///
  /// @param shims directories that come first in PATH, also in login shells (`home.toml`)
  static Map<String, String> variables(List<String> shims) {
    List<String> path = new ArrayList<>(shims);
    path.addAll(List.of("/usr/local/bin", "/usr/bin", "/bin"));
    return Map.of(
        "HOME", "/home/coder",
        "USER", "coder",
        "LOGNAME", "coder",
        "SHELL", "/bin/bash",
        "LANG", "C.UTF-8",
        "TERM", "xterm-256color",
        "COLORTERM", "truecolor",
        "TERM_PROGRAM", "agent-tui",
        "PATH", String.join(":", path),
        "AGENT_TUI_SHIMS", String.join(":", shims));
  }
}
