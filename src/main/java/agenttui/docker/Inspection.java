package agenttui.docker;

import agenttui.docker.ContainerFacts.Mounted;
import agenttui.docker.ContainerFacts.Protection;
import agenttui.docker.ContainerSpec.Limits;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns the engine's description of a container into our words.
final class Inspection {
  private Inspection() {}

  static ContainerFacts facts(InspectContainerResponse found) {
    ContainerState state = found.getState();
    boolean running = Boolean.TRUE.equals(state.getRunning());
    Long code = state.getExitCodeLong();
    Instant started = instant(state.getStartedAt());
    return new ContainerFacts(
        new ContainerId(found.getId()),
        String.valueOf(found.getName()).replaceFirst("^/", ""),
        String.valueOf(found.getConfig().getImage()),
        Optional.ofNullable(found.getConfig().getLabels()).orElse(Map.of()),
        running,
        Optional.ofNullable(state.getPidLong()).orElse(0L),
        running || code == null || "created".equals(state.getStatus()) ? -1 : code.intValue(),
        instant(found.getCreated()),
        started.isAfter(Instant.EPOCH) ? Optional.of(started) : Optional.empty(),
        protection(found),
        mounts(found),
        environment(found.getConfig().getEnv()));
  }

  /// A time of the engine; 1970 for a missing one (the engine says year 1 for "never").
  private static Instant instant(@Nullable String text) {
    return text == null || text.isEmpty() || text.startsWith("0001")
        ? Instant.EPOCH
        : Instant.parse(text);
  }

  private static Protection protection(InspectContainerResponse found) {
    HostConfig host = found.getHostConfig();
    List<String> options = Optional.ofNullable(host.getSecurityOpts()).orElse(List.of());
    return new Protection(
        String.valueOf(found.getConfig().getUser()),
        String.valueOf(host.getNetworkMode()),
        names(host.getCapDrop()),
        names(host.getCapAdd()),
        options.stream().anyMatch(o -> o.matches("no-new-privileges([:=]true)?")),
        seccomp(options),
        String.valueOf(found.getRawValues().getOrDefault("AppArmorProfile", "")),
        Boolean.TRUE.equals(host.getReadonlyRootfs()),
        Boolean.TRUE.equals(host.getPrivileged()),
        hostNamespaces(host),
        Arrays.stream(
                Optional.ofNullable(host.getDevices())
                    .orElse(new com.github.dockerjava.api.model.Device[0]))
            .map(d -> String.valueOf(d.getPathOnHost()))
            .toList(),
        new Limits(
            Optional.ofNullable(host.getPidsLimit()).orElse(0L),
            Optional.ofNullable(host.getNanoCPUs()).orElse(0L) / 1e9,
            Optional.ofNullable(host.getMemory()).orElse(0L)),
        Boolean.TRUE.equals(host.getInit()));
  }

  private static Set<String> names(Capability @Nullable [] capabilities) {
    return Arrays.stream(Optional.ofNullable(capabilities).orElse(new Capability[0]))
        .map(Capability::name)
        .collect(Collectors.toSet());
  }

  private static String seccomp(List<String> options) {
    return options.stream()
        .filter(o -> o.startsWith("seccomp"))
        .map(o -> o.substring("seccomp=".length()))
        .map(o -> o.equals("unconfined") ? "off" : o.equals(Hardening.SECCOMP) ? "ours" : "other")
        .findFirst()
        .orElse("engine");
  }

  private static Set<String> hostNamespaces(HostConfig host) {
    Map<String, @Nullable String> modes = new HashMap<>();
    modes.put("pid", host.getPidMode());
    modes.put("ipc", host.getIpcMode());
    modes.put("uts", host.getUtSMode());
    modes.put("user", host.getUsernsMode());
    modes.put("network", host.getNetworkMode());
    Set<String> shared = new HashSet<>();
    modes.forEach((kind, mode) -> {
      if ("host".equals(mode)) {
        shared.add(kind);
      }
    });
    return shared;
  }

  private static List<Mounted> mounts(InspectContainerResponse found) {
    List<Mounted> all = new ArrayList<>();
    for (var mount : Optional.ofNullable(found.getMounts()).orElse(List.of())) {
      // docker-java drops the type: only volumes have a name, and only memory has no source.
      String name = mount.getName() == null ? "" : mount.getName();
      String source = mount.getSource() == null ? "" : mount.getSource();
      all.add(
          new Mounted(
              !name.isEmpty() ? "volume" : source.isEmpty() ? "tmpfs" : "bind",
              name.isEmpty() ? source : name,
              mount.getDestination() == null ? "" : mount.getDestination().getPath(),
              Boolean.TRUE.equals(mount.getRW())));
    }
    Optional.ofNullable(found.getHostConfig().getTmpFs())
        .orElse(Map.of())
        .forEach((target, _) -> all.add(new Mounted("tmpfs", "", target, true)));
    return all;
  }

  private static Map<String, String> environment(String @Nullable [] variables) {
    Map<String, String> byName = new HashMap<>();
    for (String each : Optional.ofNullable(variables).orElse(new String[0])) {
      String[] parts = each.split("=", 2);
      byName.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return byName;
  }
}
