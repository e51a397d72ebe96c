package agenttui.docker;

import agenttui.docker.ContainerSpec.Mount;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The protection that every container gets, in the engine's terms. There is one way through here.
final class Hardening {
  /// The filter of system calls: `docker/seccomp.json`, its text (the engine wants the content, not
  /// a path).
  static final String SECCOMP = resource("/docker/seccomp.json");

  private static final long MIB = 1L << 20;

  /// Open files of one process. An engine that itself runs in a container may have no more than
  /// 20,000 to give, and then starts nothing that asks for more (measured).
  private static final long FILES = 16_384;

  private Hardening() {}

  /// The engine's settings for `spec`.
  ///
  /// @param writableRoot only for a container that never runs: the engine refuses archives for a
  ///   read-only root
  static HostConfig of(
      ContainerSpec spec, EngineFacts engine, String networkMode, boolean writableRoot) {
    if (!engine.seccomp()) {
      throw new EngineException(
          EngineException.Reason.FAILED,
          "this engine cannot filter system calls (no seccomp): nothing of ours runs on it");
    }
    ContainerSpec.Limits limits = spec.limits();
    List<com.github.dockerjava.api.model.Mount> mounts = new ArrayList<>();
    Map<String, String> memory = standardMemory(spec.account());
    for (Mount mount : spec.mounts()) {
      switch (mount) {
        case Mount.Volume volume -> mounts.add(volume(volume));
        case Mount.Tmpfs own -> memory.put(own.target(), own(spec.account(), own.bytes()));
      }
    }
    return HostConfig.newHostConfig()
        .withPrivileged(false)
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges:true", "seccomp=" + SECCOMP))
        .withReadonlyRootfs(!writableRoot)
        .withNetworkMode(networkMode)
        .withIpcMode("private")
        .withPidsLimit(limits.processes())
        .withNanoCPUs((long) (Math.min(limits.cpus(), engine.cpus()) * 1e9))
        .withMemory(limits.memory())
        .withMemorySwap(limits.memory())
        .withUlimits(List.of(new Ulimit("nofile", FILES, FILES), new Ulimit("core", 0L, 0L)))
        .withTmpFs(memory)
        .withMounts(mounts)
        .withInit(true)
        .withLogConfig(log(engine));
  }

  /// `exec` is said where programs must run: the engine's default is not to. The mode of `/run`
  /// would be the image's, hence a mount of its own for what is private.
  private static Map<String, String> standardMemory(Account account) {
    Map<String, String> memory = new LinkedHashMap<>();
    memory.put("/tmp", "rw,exec,nosuid,nodev,mode=1777,size=" + 4096 * MIB);
    memory.put("/var/tmp", "rw,noexec,nosuid,nodev,mode=1777,size=" + 1024 * MIB);
    memory.put(
        "/run",
        "rw,noexec,nosuid,nodev,mode=0755,size="
            + 64 * MIB
            + (",uid=" + account.uid() + ",gid=" + account.gid()));
    memory.put("/run/agent-tui", own(account, 64 * MIB));
    return memory;
  }

  private static String own(Account account, long bytes) {
    return "rw,noexec,nosuid,nodev,mode=0700,size=%d,uid=%d,gid=%d"
        .formatted(bytes, account.uid(), account.gid());
  }

  private static com.github.dockerjava.api.model.Mount volume(Mount.Volume volume) {
    return new com.github.dockerjava.api.model.Mount()
        .withType(MountType.VOLUME)
        .withSource(volume.name().value())
        .withTarget(volume.target())
        .withReadOnly(volume.readOnly());
  }

  /// The driver `local` with a cap: the default one grows without bound (39 MB in 8 s, measured).
  private static LogConfig log(EngineFacts engine) {
    return engine.product().equals("Podman")
        ? new LogConfig(LogConfig.LoggingType.NONE)
        : new LogConfig(LogConfig.LoggingType.LOCAL, Map.of("max-size", "1m", "max-file", "2"));
  }

  private static String resource(String path) {
    try (InputStream in = Hardening.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the program is incomplete: no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + path, e);
    }
  }
}
