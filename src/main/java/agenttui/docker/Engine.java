package agenttui.docker;

import agenttui.docker.EngineException.Reason;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The container engine (Docker, or Podman's compatible socket): the front door of this package.
///
/// Making one touches nothing; the first call connects. Any thread may call; every call waits on
/// its own (virtual) thread, has a deadline, and throws [EngineException] with a line for people.
/// docker-java's uncaught errors go to the default handler of the process: it must log, never
/// print.
public final class Engine implements AutoCloseable {
  private final @Nullable Calls calls;
  private final String owner;
  private final Containers containers;
  private final Volumes volumes;
  private final Networks networks;
  private final Images images;
  private volatile @Nullable EngineFacts facts;

  private Engine(@Nullable Calls calls, String owner) {
    this.calls = calls;
    this.owner = owner;
    this.containers = new Containers(this);
    this.volumes = new Volumes(this);
    this.networks = new Networks(this);
    this.images = new Images(this);
  }

  /// The engine that `environment` names (`DOCKER_HOST`), or the first usual socket that can be
  /// opened: the system's, one's own rootless Docker's, Docker Desktop's, Podman's.
  ///
  /// @param environment the caller's variables
  /// @param owner the label value that tells this installation's things from others' on the same
  ///   engine (a hash of the state directory); a letter or digit, then `[a-z0-9_-]`
  /// @throws EngineException for a `DOCKER_HOST` of a kind that we cannot speak to
  public static Engine connect(Map<String, String> environment, String owner) {
    if (!owner.matches("[a-z0-9][a-z0-9_-]{0,40}")) {
      throw new IllegalArgumentException("not an owner: " + owner);
    }
    return new Engine(Address.find(environment).map(Calls::new).orElse(null), owner);
  }

  /// Whether there is an engine to work with; asks it each time, at most 5 s, without loading
  /// docker-java.
  public EngineState state() {
    Calls at = calls;
    if (at == null) {
      return new EngineState.Absent(Remedies.absent());
    }
    try {
      return new EngineState.Ready(at.address().shown(), RawConnection.ping(at.address()));
    } catch (IOException e) {
      EngineException found = Calls.unreachable(at.address(), e);
      String line = String.valueOf(found.getMessage());
      return found.reason() == Reason.FORBIDDEN
          ? new EngineState.Forbidden(line)
          : new EngineState.Down(line);
    }
  }

  /// What the engine says about itself; asked once, then remembered.
  public EngineFacts facts() {
    EngineFacts known = facts;
    if (known == null) {
      known = read();
      facts = known;
    }
    return known;
  }

  private EngineFacts read() {
    Info info = calls().within(Calls.SHORT, "ask the engine", c -> c.infoCmd().exec());
    Version version = calls().within(Calls.SHORT, "ask the engine", c -> c.versionCmd().exec());
    List<String> security = Optional.ofNullable(info.getSecurityOptions()).orElse(List.of());
    Map<String, Object> raw = info.getRawValues();
    Object components = version.getRawValues().get("Components");
    return new EngineFacts(
        String.valueOf(components).contains("Podman") ? "Podman" : "Docker",
        String.valueOf(version.getVersion()),
        calls().api(),
        "2".equals(String.valueOf(raw.get("CgroupVersion"))) ? 2 : 1,
        Optional.ofNullable(info.getNCPU()).orElse(1),
        Optional.ofNullable(info.getMemTotal()).orElse(0L),
        security.stream().anyMatch(o -> o.startsWith("name=apparmor")),
        security.stream().anyMatch(o -> o.startsWith("name=seccomp")),
        security.stream().anyMatch(o -> o.startsWith("name=rootless")),
        Boolean.TRUE.equals(raw.get("LiveRestoreEnabled")),
        String.valueOf(info.getArchitecture()),
        runtimeVersion(raw));
  }

  private static String runtimeVersion(Map<String, Object> raw) {
    return raw.get("RuncCommit") instanceof Map<?, ?> commit
        ? String.valueOf(commit.get("ID"))
        : "";
  }

  /// The label value of everything that this installation makes.
  public String owner() {
    return owner;
  }

  /// Containers and what runs in them.
  public Containers containers() {
    return containers;
  }

  /// Named volumes.
  public Volumes volumes() {
    return volumes;
  }

  /// Networks.
  public Networks networks() {
    return networks;
  }

  /// Images.
  public Images images() {
    return images;
  }

  /// How to call; throws when there is no engine.
  Calls calls() {
    if (calls == null) {
      throw new EngineException(Reason.ABSENT, Remedies.absent());
    }
    return calls;
  }

  /// Gives its connections back. Streams that are open stay open.
  @Override
  public void close() {
    if (calls != null) {
      calls.close();
    }
  }
}
