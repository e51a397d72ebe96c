package agenttui.docker;

import agenttui.docker.EngineException.Reason;
import com.github.dockerjava.api.command.CreateContainerResponse;
import com.github.dockerjava.api.command.InspectExecResponse;
import com.github.dockerjava.api.model.Statistics;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Containers of the engine, and programs in them. Part of [Engine]; any thread; throws
/// [EngineException].
public final class Containers {
  private static final Logger LOG = LoggerFactory.getLogger(Containers.class);

  private final Engine engine;

  Containers(Engine engine) {
    this.engine = engine;
  }

  /// Makes a container, hardened, labelled, not started.
  ///
  /// @throws EngineException with reason `MISSING` when the image is not there, `CONFLICT` when the
  ///   name is taken
  public ContainerId create(ContainerSpec spec) {
    return create(spec, false);
  }

  /// A container that is only there to receive archives. It must not be started.
  ContainerId createNeverRun(ContainerSpec spec) {
    return create(spec, true);
  }

  private ContainerId create(ContainerSpec spec, boolean writableRoot) {
    EngineFacts facts = engine.facts();
    String network = engine.networks().ensure(spec);
    Map<String, String> labels = new HashMap<>(spec.labels());
    labels.put(Labels.OWNER, engine.owner());
    labels.put(Labels.KIND, spec.kind().word());
    CreateContainerResponse made =
        engine
            .calls()
            .within(
                Calls.LONG,
                "make container " + spec.name(),
                c ->
                    c.createContainerCmd(spec.image().value())
                        .withName(spec.name())
                        .withEntrypoint(spec.command())
                        .withEnv(variables(spec.environment()))
                        .withUser(spec.account().numbers())
                        .withWorkingDir(spec.directory())
                        .withHostName("agent-tui")
                        .withStopSignal("SIGTERM")
                        .withLabels(labels)
                        .withHostConfig(Hardening.of(spec, facts, network, writableRoot))
                        .exec());
    for (String warning : Optional.ofNullable(made.getWarnings()).orElse(new String[0])) {
      LOG.warn("container {}: {}", spec.name(), warning);
    }
    return new ContainerId(made.getId());
  }

  private static List<String> variables(Map<String, String> environment) {
    return environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /// Starts a made or stopped container.
  public void start(ContainerId id) {
    engine
        .calls()
        .within(
            Calls.LONG,
            "start container " + id.abbreviated(),
            c -> Optional.ofNullable(c.startContainerCmd(id.value()).exec()));
  }

  /// Sends TERM to the main process, and KILL after `grace`. One that has ended or is gone is fine.
  public void stop(ContainerId id, Duration grace) {
    int seconds = Math.toIntExact(Math.max(0, grace.toSeconds()));
    try {
      engine
          .calls()
          .within(
              Calls.LONG.plus(grace),
              "stop container " + id.abbreviated(),
              c -> Optional.ofNullable(c.stopContainerCmd(id.value()).withTimeout(seconds).exec()));
    } catch (EngineException e) {
      if (e.getCause() instanceof com.github.dockerjava.api.exception.NotModifiedException
          || e.reason() == Reason.MISSING) {
        return;
      }
      throw e;
    }
  }

  /// Removes a container, running or not, with its unnamed volumes; named ones stay. One that is
  /// gone is fine.
  public void remove(ContainerId id) {
    try {
      engine
          .calls()
          .within(
              Calls.LONG,
              "remove container " + id.abbreviated(),
              c ->
                  Optional.ofNullable(
                      c.removeContainerCmd(id.value())
                          .withForce(true)
                          .withRemoveVolumes(true)
                          .exec()));
    } catch (EngineException e) {
      boolean going = e.reason() == Reason.CONFLICT && String.valueOf(e).contains("in progress");
      if (!going && e.reason() != Reason.MISSING) {
        throw e;
      }
    }
  }

  /// What a container is; empty when it is not there.
  ///
  /// @param idOrName its id, a unique beginning of it, or its name
  public Optional<ContainerFacts> inspect(String idOrName) {
    try {
      return Optional.of(
          engine
              .calls()
              .within(
                  Calls.SHORT,
                  "look at container " + idOrName,
                  c -> Inspection.facts(c.inspectContainerCmd(idOrName).exec())));
    } catch (EngineException e) {
      if (e.reason() == Reason.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// As [#inspect(String)].
  public Optional<ContainerFacts> inspect(ContainerId id) {
    return inspect(id.value());
  }

  /// All containers of this installation with each of these labels, running or not.
  public List<ContainerFacts> list(Map<String, String> labels) {
    Map<String, String> ours = new HashMap<>(labels);
    ours.put(Labels.OWNER, engine.owner());
    List<String> ids =
        engine
            .calls()
            .within(
                Calls.SHORT,
                "list containers",
                c ->
                    c
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(filter(ours))
                        .exec()
                        .stream()
                        .map(com.github.dockerjava.api.model.Container::getId)
                        .toList());
    return ids.stream().map(this::inspect).flatMap(Optional::stream).toList();
  }

  static List<String> filter(Map<String, String> labels) {
    return variables(labels);
  }

  /// Unpacks an archive into a directory of a container: into its volumes, never into tmpfs. The
  /// root of ours is read-only, so nothing else can be reached.
  ///
  /// @param directory an existing directory inside
  /// @param tar plain or gzipped; owners and modes as it says
  public void put(ContainerId id, String directory, InputStream tar) {
    engine
        .calls()
        .within(
            Calls.LONG,
            "copy into container " + id.abbreviated(),
            c ->
                Optional.ofNullable(
                    c.copyArchiveToContainerCmd(id.value())
                        .withRemotePath(directory)
                        .withTarInputStream(tar)
                        .exec()));
  }

  /// Starts a program in a running container, as the container's account, without a terminal, with
  /// the container's variables. It outlives the stream unless it watches its input.
  ///
  /// @param arguments the program and its arguments
  public ExecStream exec(ContainerId id, List<String> arguments) {
    String what = "start " + arguments.getFirst() + " in container " + id.abbreviated();
    String exec =
        engine
            .calls()
            .within(
                Calls.SHORT,
                what,
                c ->
                    c.execCreateCmd(id.value())
                        .withCmd(arguments.toArray(String[]::new))
                        .withAttachStdin(true)
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .withTty(false)
                        .exec()
                        .getId());
    return new ExecStream(hijacked(exec, what), () -> exit(exec));
  }

  /// The engine turns the connection of `exec/ID/start` into the program's streams (API, section
  /// "Start an exec instance": 101 UPGRADED; engines that do not upgrade answer 200).
  private RawConnection hijacked(String exec, String what) {
    Calls calls = engine.calls();
    try {
      RawConnection connection = RawConnection.to(calls.address());
      try {
        String head =
            "POST /v%s/exec/%s/start HTTP/1.1\r\nHost: engine\r\nConnection: Upgrade\r\n"
                    .formatted(calls.api(), exec)
                + "Upgrade: tcp\r\nContent-Type: application/json";
        RawConnection.Head answer =
            connection.ask(head, "{\"Detach\":false,\"Tty\":false}", Calls.SHORT);
        if (answer.status() == 101 || answer.status() == 200) {
          return connection;
        }
        String text = connection.rest(2000).replaceAll("\\s+", " ");
        connection.channel().close();
        throw new EngineException(Reason.FAILED, what + ": " + text);
      } catch (IOException e) {
        connection.channel().close();
        throw e;
      }
    } catch (IOException e) {
      throw Calls.unreachable(calls.address(), e);
    }
  }

  /// The exit code in the engine's books, which may come a moment after the end of the stream.
  private OptionalInt exit(String exec) {
    for (int tries = 0; ; tries++) {
      InspectExecResponse found =
          engine
              .calls()
              .within(Calls.SHORT, "look at a program", c -> c.inspectExecCmd(exec).exec());
      Long code = found.getExitCodeLong();
      if (!Boolean.TRUE.equals(found.isRunning()) && code != null) {
        return OptionalInt.of(Math.toIntExact(code));
      }
      if (tries == 20) {
        return OptionalInt.empty();
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(Reason.FAILED, "interrupted", e);
    }
  }

  /// Waits until the main process of a container has ended and gives its exit code.
  ///
  /// @throws EngineException with reason `SLOW` after `limit`
  public int await(ContainerId id, Duration limit) {
    return engine
        .calls()
        .within(
            limit,
            "wait for container " + id.abbreviated(),
            c ->
                c.waitContainerCmd(id.value())
                    .exec(new com.github.dockerjava.api.command.WaitContainerResultCallback())
                    .awaitStatusCode());
  }

  /// How many bytes a running container has received from its networks; 0 when nobody knows.
  public long received(ContainerId id) {
    var latest = new com.github.dockerjava.core.InvocationBuilder.AsyncResultCallback<Statistics>();
    try {
      return engine
          .calls()
          .within(
              Calls.SHORT,
              "look at container " + id.abbreviated(),
              c -> {
                c.statsCmd(id.value()).withNoStream(true).exec(latest);
                return Optional.ofNullable(latest.awaitResult().getNetworks()).orElse(Map.of());
              })
          .values()
          .stream()
          .mapToLong(n -> Optional.ofNullable(n.getRxBytes()).orElse(0L))
          .sum();
    } catch (EngineException e) {
      return 0;
    }
  }
}
