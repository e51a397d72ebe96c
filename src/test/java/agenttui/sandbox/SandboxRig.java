package agenttui.sandbox;

import static org.junit.jupiter.api.Assertions.assertFalse;

import agenttui.agent.Agents;
import agenttui.config.NetworkMode;
import agenttui.config.Settings;
import agenttui.docker.Engine;
import agenttui.docker.Labels;
import agenttui.image.ImageChain;
import agenttui.image.ToolsVolumes;
import agenttui.journal.Journal;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.keeper.Run;
import agenttui.process.Program;
import agenttui.store.Directories;
import agenttui.term.Size;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One installation with real sandboxes, made for a test and removed with all that it started.
final class SandboxRig implements AutoCloseable {
  /// A secret that must be found in the agent's environment and nowhere else.
  static final String CANARY = "sk-canary-" + UUID.randomUUID();

  private final Path home;
  private final Directories directories;
  private final Journal journal;
  private final Engine engine;
  private final Settings settings;
  private Sandboxes sandboxes;

  SandboxRig() throws IOException {
    home = Files.createTempDirectory("agent-tui-sandbox");
    directories = Directories.of(Map.of("HOME", home.toString()));
    journal = Journal.open(directories.state("log").resolve("journal.jsonl"), Clock.systemUTC());
    String owner = "it-" + UUID.randomUUID().toString().substring(0, 8);
    engine = Engine.connect(System.getenv(), owner);
    settings = Settings.load(directories.configFile(), System.getenv());
    Program.of("git", "init", "-q", "--bare", home.resolve("hub").toString()).run();
    sandboxes = opened();
  }

  private Sandboxes opened() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("ANTHROPIC_API_KEY", CANARY);
    ImageChain chain = ImageChain.of(engine, settings, directories);
    return Sandboxes.open(
        directories,
        settings,
        engine,
        chain,
        ToolsVolumes.of(engine, chain, directories),
        Agents.builtIn(),
        journal,
        environment,
        Map.of("c-cpp", Set.of("make", "cc")));
  }

  /// As after `kill -9` of the server: nothing is known but what is on disk and in labels.
  Sandboxes restarted() {
    sandboxes = opened();
    return sandboxes;
  }

  Sandboxes sandboxes() {
    return sandboxes;
  }

  Engine engine() {
    return engine;
  }

  Path home() {
    return home;
  }

  Directories directories() {
    return directories;
  }

  Sandbox start(SandboxKind kind, NetworkMode network) {
    Launch launch =
        new Launch(
            "test-1", kind, "shell", network, "project", home.resolve("hub"), Set.of("c-cpp"));
    return sandboxes.start(launch, _ -> {});
  }

  /// Starts a program that reads a line, restarts, and writes that line to it: what it had printed
  /// is not printed again.
  ///
  /// @return the sandbox after the restart
  Sandbox talkedToAcrossARestart(SandboxKind kind) {
    Sandbox sandbox = start(kind, NetworkMode.NONE);
    Console before = new Console();
    PtySpec spec =
        new PtySpec(
            new PtyId("p1"),
            List.of("sh", "-c", "echo one; read line; echo got $line"),
            "/workspace",
            Map.of(),
            new Size(80, 24),
            true);
    before.on(sandbox.openPty(spec, before));
    before.until("one\r\n");

    Sandbox again = restarted().find("test-1").orElseThrow();
    Console after = new Console();
    Resumed resumed = again.attachPty(new PtyId("p1"), before.next(), after).orElseThrow();
    after.on(resumed.pty());
    resumed.pty().write("two\n".getBytes(StandardCharsets.UTF_8));
    assertFalse(after.until("got two").contains("one"));
    return again;
  }

  /// What comes of a program inside that talks to the place where the egress proxy is looked for:
  /// the line that it sent as whoever listens on this machine read it, and what it got.
  static String talkedToTheNetwork(Sandbox sandbox) throws IOException {
    try (ServerSocketChannel proxy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      proxy.bind(UnixDomainSocketAddress.of(sandbox.egressSocket()));
      CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> answered(proxy));
      String line = "exec 3<>/dev/tcp/127.0.0.1/3128 && echo ask >&3 && head -n 1 <&3";
      String got = shell(sandbox, "bash -c '" + line + "'");
      return heard.join() + got;
    }
  }

  private static String answered(ServerSocketChannel proxy) {
    try (SocketChannel connection = proxy.accept()) {
      String line =
          new BufferedReader(
                  new InputStreamReader(
                      Channels.newInputStream(connection), StandardCharsets.UTF_8))
              .readLine();
      connection.write(ByteBuffer.wrap("answer\n".getBytes(StandardCharsets.UTF_8)));
      return line + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a command line of the sandbox's own shell prints, with its exit code at the end.
  static String shell(Sandbox sandbox, String line) {
    try (Run run = sandbox.run(List.of("sh", "-c", line + " 2>&1"), Sandbox.WORKSPACE, Map.of())) {
      run.stdin().close();
      String text = new String(run.stdout().readAllBytes(), StandardCharsets.UTF_8);
      return text + "exit " + run.exit().join().shellCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
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
    Trees.remove(home);
  }
}
