package agenttui.toolproxy;

import agenttui.agent.Agents;
import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.config.ApprovalRules;
import agenttui.config.NetworkMode;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.docker.Labels;
import agenttui.image.ImageChain;
import agenttui.image.Progress;
import agenttui.image.ToolsVolumes;
import agenttui.journal.Journal;
import agenttui.keeper.KeptPty;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.keeper.Run;
import agenttui.process.Program;
import agenttui.sandbox.Launch;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.SandboxKind;
import agenttui.sandbox.Sandboxes;
import agenttui.store.Directories;
import agenttui.term.PtyOutput;
import agenttui.term.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// One real sandbox with its sidecars and the proxy, and a shell in a pane of it.
final class SandboxedTools implements AutoCloseable {
  static final String PANE = "%7";

  private static final Set<String> KINDS = Set.of("c-cpp", "node");

  final ToolProxy proxy;
  private final Path home;
  private final Journal journal;
  private final Engine engine;
  private final Sandboxes sandboxes;
  private final Sandbox sandbox;
  private final Screen screen = new Screen();
  private final KeptPty pty;

  /// @param installTools whether node is put into the tools volume first
  SandboxedTools(SandboxKind kind, boolean installTools) throws IOException {
    home = Files.createTempDirectory(Path.of("/tmp"), "at");
    Directories directories = Directories.of(Map.of("HOME", home.toString()));
    journal = Journal.open(directories.state("log").resolve("journal.jsonl"), Clock.systemUTC());
    engine = Engine.connect(System.getenv(), "it-" + UUID.randomUUID().toString().substring(0, 8));
    Settings settings = Settings.load(directories.configFile(), System.getenv());
    ImageChain chain = ImageChain.of(engine, settings, directories);
    ToolsVolumes tools = ToolsVolumes.of(engine, chain, directories);
    Map<String, Set<String>> shims = new HashMap<>();
    ToolTable table = ToolTable.builtIn();
    table.kinds().forEach(each -> shims.put(each.name(), table.shimNames(List.of(each))));
    sandboxes =
        Sandboxes.open(
            directories,
            settings,
            engine,
            chain,
            tools,
            Agents.builtIn(),
            journal,
            System.getenv(),
            shims);
    Path hub = home.resolve("hub");
    Program.of("git", "init", "-q", "--bare", hub.toString()).run();
    if (installTools) {
      tools.install(List.of(), Progress.silent());
    }
    sandbox =
        sandboxes.start(
            new Launch("tools-1", kind, "shell", NetworkMode.OPEN, "project", hub, KINDS), _ -> {});
    proxy =
        ToolProxy.open(
            journal,
            table,
            ToolLimits.DEFAULT,
            Approvals.open(
                ApprovalRules.NONE, home.resolve("approvals.json"), journal, Clock.systemUTC()),
            Clock.systemUTC());
    proxy.listen(
        Asker.pane(PANE),
        new ToolToken(sandbox.token()),
        new Sidecars(sandboxes, sandbox),
        sandbox.toolSocket());
    PtySpec spec =
        new PtySpec(
            new PtyId("p1"),
            List.of("bash", "--norc", "--noediting", "-i"),
            Sandbox.WORKSPACE,
            Map.of("PS1", "$ "),
            new Size(200, 40),
            true);
    pty = sandbox.openPty(spec, screen);
    screen.pty.complete(pty);
    // What is typed before the prompt stands is echoed before it.
    screen.until("$ ", 0);
  }

  /// Types a line; returns what came of it, up to the mark that is printed after it.
  String type(String line) {
    String mark = "mark" + UUID.randomUUID().toString().substring(0, 8);
    int from = screen.text().length();
    // The mark is typed apart, so that its echo isn't taken for its output.
    keys(line + "; echo " + mark.substring(0, 4) + "''" + mark.substring(4) + "\n");
    String text = screen.until(mark, from);
    return text.substring(text.indexOf('\n') + 1).replace("\r", "");
  }

  /// Types a line and doesn't wait.
  void start(String line) {
    keys(line + "\n");
  }

  void keys(String keys) {
    pty.write(keys.getBytes(StandardCharsets.UTF_8));
  }

  int position() {
    return screen.text().length();
  }

  String until(String wanted, int from) {
    return screen.until(wanted, from);
  }

  /// Writes a file of the workspace.
  void file(String name, String content) {
    inSandbox("cat > " + name, content);
  }

  /// What a line of `sh` prints in the sandbox itself, without any shim.
  String inSandbox(String line, String input) {
    return output(sandbox, line, input);
  }

  /// What a line of `sh` prints in a sidecar.
  String inSidecar(String kind, String line) {
    return output(sandboxes.sidecar(sandbox, kind), line, "");
  }

  private static String output(Sandbox where, String line, String input) {
    try (Run run = where.run(List.of("sh", "-c", line), Sandbox.WORKSPACE, Map.of())) {
      run.stdin().write(input.getBytes(StandardCharsets.UTF_8));
      run.stdin().close();
      return new String(run.stdout().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    sandboxes.ids().forEach(sandboxes::remove);
    sandboxes.leave();
    if (Files.exists(Path.of("/var/run/docker.sock"))) {
      engine.containers().list(Map.of()).forEach(c -> engine.containers().remove(c.id()));
      engine
          .volumes()
          .list(Map.of(Labels.OWNER, engine.owner()))
          .forEach(v -> engine.volumes().remove(v.name()));
    }
    engine.close();
    journal.close();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path each :
          new HashSet<>(all.toList()).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /// What the pane's terminal got.
  private static final class Screen implements PtyOutput {
    private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    synchronized String text() {
      return text.toString();
    }

    synchronized String until(String wanted, int from) {
      long end =
          System.nanoTime()
              + Long.getLong("tools.wait", 300)
                  * 1_000_000_000; // a sidecar's image may be built meanwhile
      while (text.indexOf(wanted, from) < 0) {
        if (System.nanoTime() > end) {
          throw new AssertionError("no '" + wanted + "' in: " + text.substring(from));
        }
        try {
          wait(1000);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return text.substring(from);
    }

    @Override
    public synchronized void output(long offset, byte[] bytes) {
      text.append(new String(bytes, StandardCharsets.UTF_8));
      pty.thenAccept(opened -> opened.consumed(bytes.length));
      notifyAll();
    }

    @Override
    public synchronized void gap(long from, long to) {
      text.append("<gap>");
    }

    @Override
    public synchronized void exited(int status, Optional<String> why) {
      text.append("<exited " + status + ">");
    }

    @Override
    public synchronized void lost(String why) {
      text.append("<lost " + why + ">");
    }
  }
}
