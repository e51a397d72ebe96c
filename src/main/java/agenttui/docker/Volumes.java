package agenttui.docker;

import agenttui.config.NetworkMode;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Named volumes of the engine. Part of [Engine]; any thread; throws [EngineException].
public final class Volumes {
  /// Where a throw-away container mounts the volume that it fills.
  private static final String PLACE = "v";

  private final Engine engine;

  Volumes(Engine engine) {
    this.engine = engine;
  }

  /// A volume, as the engine tells it.
  ///
  /// @param name its name
  /// @param labels its labels; fixed when it was made
  public record Volume(VolumeName name, Map<String, String> labels) {
    /// Copies the labels.
    public Volume {
      labels = Map.copyOf(labels);
    }
  }

  /// Makes an empty volume with these labels and the owner's; its root belongs to root, so see
  /// [#fill]. One that exists stays as it is.
  public void create(VolumeName name, Map<String, String> labels) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(Labels.OWNER, engine.owner());
    engine
        .calls()
        .within(
            Calls.SHORT,
            "make volume " + name,
            c -> c.createVolumeCmd().withName(name.value()).withLabels(all).exec());
  }

  /// Gives the volume's root to `account` (mode 0700, or what `mode` says) and unpacks `tar` into
  /// it, through a container that never runs. Existing files of the same names are replaced.
  ///
  /// @param name an existing volume
  /// @param image any image that exists; nothing of it runs
  /// @param account who owns the volume's root
  /// @param mode its permission bits
  /// @param tar the archive, plain or gzipped; owners and modes as it says
  public void fill(VolumeName name, ImageRef image, Account account, int mode, InputStream tar) {
    ContainerSpec spec =
        ContainerSpec.of(Kind.THROWAWAY, image, "agent-tui-fill-" + UUID.randomUUID())
            .account(account)
            .network(NetworkMode.NONE)
            .volume(name, "/" + PLACE)
            .build();
    ContainerId container = engine.containers().createNeverRun(spec);
    try {
      byte[] root = Tar.of(account).directory(PLACE, mode).bytes();
      engine.containers().put(container, "/", new ByteArrayInputStream(root));
      engine.containers().put(container, "/" + PLACE, tar);
    } finally {
      engine.containers().remove(container);
    }
  }

  /// As [#fill], with nothing to unpack: an empty volume that `account` can write.
  ///
  /// Trap: an *empty* volume mounted on a directory that the image has takes over that directory's
  /// owner, again and again (measured, Docker 20.10). The foundation's mount points are the
  /// account's; in other images mount it where the image has nothing.
  public void own(VolumeName name, ImageRef image, Account account) {
    fill(name, image, account, 0700, new ByteArrayInputStream(Tar.of(account).bytes()));
  }

  /// The volume of that name, if it exists.
  public Optional<Volume> find(VolumeName name) {
    try {
      return Optional.of(
          engine
              .calls()
              .within(
                  Calls.SHORT,
                  "look at volume " + name,
                  c -> volume(c.inspectVolumeCmd(name.value()).exec())));
    } catch (EngineException e) {
      if (e.reason() == EngineException.Reason.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// All volumes with each of these labels, of this installation and of others.
  public List<Volume> list(Map<String, String> labels) {
    List<String> filter = Containers.filter(labels);
    return engine
        .calls()
        .within(
            Calls.SHORT,
            "list volumes",
            c ->
                Optional.ofNullable(
                        c.listVolumesCmd().withFilter("label", filter).exec().getVolumes())
                    .orElse(List.of())
                    .stream()
                    .map(Volumes::volume)
                    .toList());
  }

  /// Removes a volume; one that is not there is fine.
  ///
  /// @throws EngineException with reason `CONFLICT` while a container has it
  public void remove(VolumeName name) {
    try {
      engine
          .calls()
          .within(
              Calls.LONG,
              "remove volume " + name,
              c -> Optional.ofNullable(c.removeVolumeCmd(name.value()).exec()));
    } catch (EngineException e) {
      if (e.reason() != EngineException.Reason.MISSING) {
        throw e;
      }
    }
  }

  private static Volume volume(InspectVolumeResponse found) {
    return new Volume(
        new VolumeName(found.getName()), Optional.ofNullable(found.getLabels()).orElse(Map.of()));
  }
}
