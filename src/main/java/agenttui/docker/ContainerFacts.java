package agenttui.docker;

import agenttui.docker.ContainerSpec.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a container is, read back from the engine: never what was asked for.
///
/// @param id its id
/// @param name its name
/// @param image the image it was made from, as it was named then
/// @param labels its labels
/// @param running whether its main process runs
/// @param pid the main process on the engine's machine, 0 when it does not run
/// @param exit exit code of the ended main process, or -1
/// @param created when it was made
/// @param started when it was last started, if ever
/// @param protection what confines it
/// @param mounts everything mounted into it
/// @param environment its variables, by name; values of secrets never come this way
public record ContainerFacts(
    ContainerId id,
    String name,
    String image,
    Map<String, String> labels,
    boolean running,
    long pid,
    int exit,
    Instant created,
    Optional<Instant> started,
    Protection protection,
    List<Mounted> mounts,
    Map<String, String> environment) {
  /// Copies.
  public ContainerFacts {
    labels = Map.copyOf(labels);
    mounts = List.copyOf(mounts);
    environment = Map.copyOf(environment);
  }

  /// What confines a container.
  ///
  /// @param user `uid:gid`
  /// @param network the engine's word for its network: `none`, or a network's name
  /// @param capabilitiesDropped `ALL`, or names
  /// @param capabilitiesAdded names
  /// @param noNewPrivileges whether set-id programs gain nothing
  /// @param seccomp `ours`, `other` (another profile), `engine` (its default) or `off`
  /// @param appArmor the profile's name, or empty when none is active
  /// @param readOnlyRoot whether the root file system is read-only
  /// @param privileged whether nothing of this holds
  /// @param hostNamespaces kinds that it shares with the machine: `pid`, `ipc`, `uts`, `user`,
  ///   `network`
  /// @param devices paths of devices of the machine
  /// @param limits what it may use; -1 or 0 where the engine holds no limit
  /// @param initProcess whether an init reaps its orphans
  public record Protection(
      String user,
      String network,
      Set<String> capabilitiesDropped,
      Set<String> capabilitiesAdded,
      boolean noNewPrivileges,
      String seccomp,
      String appArmor,
      boolean readOnlyRoot,
      boolean privileged,
      Set<String> hostNamespaces,
      List<String> devices,
      Limits limits,
      boolean initProcess) {
    /// Copies.
    public Protection {
      capabilitiesDropped = Set.copyOf(capabilitiesDropped);
      capabilitiesAdded = Set.copyOf(capabilitiesAdded);
      hostNamespaces = Set.copyOf(hostNamespaces);
      devices = List.copyOf(devices);
    }
  }

  /// One thing mounted into it.
  ///
  /// @param type `volume`, `tmpfs`, `bind` or another word of the engine
  /// @param source a volume's name; for a bind the path of the machine; empty for tmpfs
  /// @param target where
  /// @param writable whether it can be changed through this mount
  public record Mounted(String type, String source, String target, boolean writable) {}
}
