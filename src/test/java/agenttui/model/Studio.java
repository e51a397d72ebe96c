package agenttui.model;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.config.NetworkMode;
import agenttui.config.Settings;
import agenttui.image.RealEngine;
import agenttui.image.ToolsVolumes;
import agenttui.journal.Journal;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.process.Program;
import agenttui.sandbox.Finished;
import agenttui.sandbox.Launch;
import agenttui.sandbox.Sandbox;
import agenttui.sandbox.SandboxKind;
import agenttui.sandbox.Sandboxes;
import agenttui.term.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A real agent in a container of ours with a scripted model, for recordings of what it shows.
final class Studio implements AutoCloseable {
  private static final Size SIZE = new Size(100, 30);

  /// Gemini CLI draws all of its screen anew, ten times a second: small is short.
  private static final Size SMALL = new Size(80, 24);

  private final RealEngine real = RealEngine.open();
  private final Agent agent;
  private final ModelServer model;
  private final Journal journal;
  private final Sandboxes sandboxes;
  private final Sandbox sandbox;
  private int panes;

  /// @param key whether the agent is told a key and the model's address
  Studio(String name, Script script, boolean key) throws IOException {
    agent = Agents.builtIn().find(name).orElseThrow();
    InetAddress here = outerAddress();
    model = ModelServer.start(new InetSocketAddress(here, 0), script, null);
    journal =
        Journal.open(real.directories().state("log").resolve("journal.jsonl"), Clock.systemUTC());
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (key) {
      environment.putAll(Pointed.at("http://" + here.getHostAddress() + ":" + model.port()));
    }
    sandboxes =
        Sandboxes.open(
            real.directories(),
            Settings.load(real.directories().configFile(), Map.of()),
            real.engine(),
            real.chain(),
            ToolsVolumes.of(real.engine(), real.chain(), real.directories()),
            Agents.builtIn(),
            journal,
            environment,
            Map.of());
    Path hub = real.directories().state("hub").resolve("hub.git");
    Program.of("git", "init", "-q", "--bare", hub.toString()).run();
    sandbox =
        sandboxes.start(
            new Launch(
                "studio-1", SandboxKind.DOCKER, name, NetworkMode.OPEN, "studio", hub, Set.of()),
            _ -> {});
    shell(
        "git init -q -b main . && git -c user.name=A -c user.email=a@example.org commit -q"
            + " --allow-empty -m first");
  }

  /// An address of this machine that containers reach.
  private static InetAddress outerAddress() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(each -> !each.getName().equals("lo"))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .findFirst()
        .orElseThrow(() -> new IOException("no address that containers reach"));
  }

  ModelServer model() {
    return model;
  }

  /// Runs a line of shell in the work tree.
  void shell(String line) {
    Finished done =
        sandbox.finish(
            List.of("sh", "-c", line),
            Sandbox.WORKSPACE,
            Map.of(),
            OutputStream.nullOutputStream(),
            Duration.ofSeconds(30));
    if (done.code() != 0) {
      throw new IllegalStateException(line + ": " + done);
    }
  }

  /// Starts the agent in a terminal, as a pane does.
  ///
  /// @param variables further ones for it
  /// @param more further arguments
  Recording start(Map<String, String> variables, List<String> more) {
    Map<String, String> environment = new HashMap<>(agent.environment());
    environment.putAll(variables);
    Size size = agent.name().equals("gemini") ? SMALL : SIZE;
    Recording recording = new Recording(size);
    PtySpec spec =
        new PtySpec(
            new PtyId("p" + ++panes),
            agent.arguments(more),
            Sandbox.WORKSPACE,
            environment,
            size,
            true);
    recording.on(sandbox.openPty(spec, recording));
    return recording;
  }

  /// The agent's name and version.
  String title() {
    return agent.title() + " " + agent.install().orElseThrow().version();
  }

  @Override
  public void close() {
    model.close();
    sandboxes.ids().forEach(sandboxes::remove);
    sandboxes.leave();
    journal.close();
    real.close();
  }
}
