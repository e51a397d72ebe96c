package agenttui.image;

import agenttui.agent.Agent;
import agenttui.config.NetworkMode;
import agenttui.docker.ContainerId;
import agenttui.docker.ContainerSpec;
import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.ExecStream;
import agenttui.docker.ImageRef;
import agenttui.docker.Kind;
import agenttui.docker.Labels;
import agenttui.docker.VolumeName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fills one tools volume in a hardened container with the network open, then has each program in
/// it say its version in a container without. One thread, on the [Turn].
final class ToolsInstall {
  private static final String DEFAULT_REGISTRY = "https://registry.npmjs.org";

  /// The folder of node in a tools volume.
  static final String NODE = "node";

  /// A step (one agent) that takes longer has failed.
  private static final Duration STEP = Duration.ofMinutes(15);

  private final Engine engine;
  private final ImageChain chain;
  private final VolumeName volume;
  private final Progress progress;
  private final ImageRef image;

  ToolsInstall(Engine engine, ImageChain chain, VolumeName volume, Progress progress) {
    this.engine = engine;
    this.chain = chain;
    this.volume = volume;
    this.progress = progress;
    this.image = chain.foundation().orElseThrow();
  }

  /// What a program in a container did.
  private record Result(int code, String out, String complaint) {}

  /// Fills the volume: what is taken over from an older volume (folder names), then node unless
  /// that was, then new agents.
  void fill(Node node, List<Agent> agents, Optional<VolumeName> before, List<String> kept) {
    engine.volumes().own(volume, image, chain.account());
    NetworkFiles files = chain.networkFiles();
    ContainerSpec.Builder spec =
        ContainerSpec.of(Kind.BUILDER, image, "agent-tui-tools-" + UUID.randomUUID())
            .account(chain.account())
            .network(NetworkMode.OPEN)
            .env(files.environment())
            .volume(volume, "/tools");
    files.certificates().ifPresent(c -> spec.readOnlyVolume(c, NetworkFiles.PLACE));
    before.filter(_ -> !kept.isEmpty()).ifPresent(b -> spec.readOnlyVolume(b, "/before"));
    String registry = files.environment().getOrDefault("npm_config_registry", DEFAULT_REGISTRY);
    inContainer(spec.build(), container -> install(container, kept, node, registry, agents));
  }

  private void install(
      ContainerId container, List<String> kept, Node node, String registry, List<Agent> agents) {
    kept.forEach(name -> takeOver(container, name));
    boolean withNode = !kept.contains(NODE);
    int steps = agents.size() + (withNode ? 1 : 0);
    int number = 1;
    if (withNode) {
      installNode(container, node, registry, number++, steps);
    }
    for (Agent agent : agents) {
      installAgent(container, agent, number++, steps);
    }
  }

  private void takeOver(ContainerId container, String name) {
    progress.says("tools: taking over " + name);
    refuse(
        "taking over " + name,
        run(container, List.of("cp", "-a", "/before/" + name, "/tools/"), STEP));
  }

  private void installNode(
      ContainerId container, Node node, String registry, int number, int steps) {
    List<String> arguments = new ArrayList<>(List.of(registry));
    arguments.addAll(node.arguments());
    step(container, "node " + node.node().version(), number, steps, "tools/node.sh", arguments);
  }

  private void installAgent(ContainerId container, Agent agent, int number, int steps) {
    Agent.Install install = agent.install().orElseThrow();
    String scripts = String.join(",", install.scripts());
    List<String> arguments =
        new ArrayList<>(List.of(agent.name(), install.name(), install.version(), scripts));
    arguments.addAll(install.drop());
    String what = agent.name() + " " + install.version();
    step(container, what, number, steps, "tools/agent.sh", arguments);
  }

  /// Has node and every new agent say its version, as panes will run it: read-only, no network.
  void check(Node node, List<Agent> agents) {
    ContainerSpec spec =
        ContainerSpec.of(Kind.THROWAWAY, image, "agent-tui-check-" + UUID.randomUUID())
            .account(chain.account())
            .env("HOME", "/tmp")
            .readOnlyVolume(volume, "/tools")
            .build();
    inContainer(spec, container -> tryAll(container, node, agents));
  }

  private void tryAll(ContainerId container, Node node, List<Agent> agents) {
    say(container, "node", List.of("/tools/node/bin/node"), node.node().version());
    for (Agent agent : agents) {
      say(container, agent.name(), agent.command(), agent.install().orElseThrow().version());
    }
  }

  private void say(ContainerId container, String name, List<String> command, String version) {
    progress.says("tools: trying " + name);
    List<String> asked = new ArrayList<>(command);
    asked.add("--version");
    Result result = run(container, asked, Duration.ofMinutes(2));
    if (result.code() != 0 || !result.out().contains(version)) {
      throw new ImageException(
          "%s %s was installed but does not run: %s"
              .formatted(name, version, lastLine(result.complaint() + "\n" + result.out())));
    }
  }

  private void step(
      ContainerId container,
      String what,
      int number,
      int steps,
      String script,
      List<String> arguments) {
    String title = "tools: installing %s (%d of %d)".formatted(what, number, steps);
    progress.says(title);
    List<String> command = new ArrayList<>(List.of("sh", "-euc", Recipe.text(script), "agent-tui"));
    command.addAll(arguments);
    Result result = run(container, command, STEP, () -> tell(container, title));
    refuse(what, result);
  }

  private static void refuse(String what, Result result) {
    String complaint = result.complaint();
    if (complaint.contains("ENOSPC") || complaint.contains("No space left")) {
      throw new ImageException(what + " could not be installed: the engine's disk is full");
    }
    if (result.code() != 0) {
      throw new ImageException(
          what + " could not be installed: " + lastLine(complaint + "\n" + result.out()));
    }
  }

  private void tell(ContainerId container, String title) {
    long received = engine.containers().received(container);
    if (received > 0) {
      progress.bytes(title, received);
    } else {
      progress.says(title);
    }
  }

  private Result run(ContainerId container, List<String> command, Duration limit) {
    return run(container, command, limit, () -> {});
  }

  /// Runs a program and waits; `tick` is called about each second meanwhile.
  private Result run(ContainerId container, List<String> command, Duration limit, Runnable tick) {
    long end = System.nanoTime() + limit.toNanos();
    try (ExecStream stream = engine.containers().exec(container, command)) {
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> text(stream), Thread::startVirtualThread);
      while (true) {
        try {
          String out = output.get(1, TimeUnit.SECONDS);
          OptionalInt code = stream.exit();
          return new Result(code.orElse(-1), out, stream.complaint());
        } catch (TimeoutException e) {
          if (System.nanoTime() > end) {
            throw new ImageException(
                command.getFirst() + " did not end within " + limit.toMinutes() + " min", e);
          }
          tick.run();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new ImageException("cancelled", e);
        } catch (ExecutionException e) {
          throw new ImageException("the engine lost a program: " + e.getCause(), e);
        }
      }
    }
  }

  private static String text(ExecStream stream) {
    try {
      String first = new String(stream.output().readNBytes(1 << 20), StandardCharsets.UTF_8);
      stream.output().transferTo(OutputStream.nullOutputStream());
      return first;
    } catch (IOException e) {
      return "";
    }
  }

  private static String lastLine(String text) {
    List<String> lines = new ArrayList<>(text.lines().filter(l -> !l.isBlank()).toList());
    Collections.reverse(lines);
    return lines.stream()
        .filter(l -> !l.contains("A complete log of this run"))
        .findFirst()
        .orElse("it said nothing")
        .replaceAll("\\p{C}+", " ")
        .strip();
  }

  /// What to do with a running container.
  private interface Work {
    void in(ContainerId container);
  }

  /// Starts a container for `work` and removes it, whatever happens.
  private void inContainer(ContainerSpec spec, Work work) {
    ContainerId container = engine.containers().create(spec);
    try {
      engine.containers().start(container);
      work.in(container);
    } finally {
      uninterrupted(() -> engine.containers().remove(container));
    }
  }

  /// Removes the containers of an install that was killed. Call it with the [Turn] taken: nobody of
  /// this installation builds now.
  static void removeLeftovers(Engine engine) {
    engine
        .containers()
        .list(Map.of(Labels.KIND, Kind.BUILDER.word()))
        .forEach(c -> engine.containers().remove(c.id()));
  }

  /// Removes a volume that was not finished; what cannot be removed now is swept later.
  static void discard(Engine engine, VolumeName volume) {
    uninterrupted(() -> {
      try {
        engine.volumes().remove(volume);
      } catch (EngineException ignored) {
        // Without its mark nobody takes it for complete.
      }
    });
  }

  /// Cleans up also after a cancel: an interrupted thread could not call the engine.
  static void uninterrupted(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
