package agenttui.docker;

import agenttui.config.NetworkMode;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Named volumes of the engine. Part of [Engine]; any thread; throws [EngineException].
public final class Volumes {
  /// Where a throw-away container mounts the volume that it fills.
  private static final String PLACE = "v";

  private static final int BLOCK = 512;

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

  /// A regular file at the top of a volume.
  ///
  /// @param name its name
  /// @param bytes its size
  /// @param changed when its content last changed, in whole seconds
  public record Entry(String name, long bytes, Instant changed) {}

  /// The files at the top of a volume, through a container that never runs. Their contents pass and
  /// are not kept.
  ///
  /// @param image any image that exists; nothing of it runs
  public List<Entry> entries(VolumeName name, ImageRef image) {
    ContainerSpec spec =
        ContainerSpec.of(Kind.THROWAWAY, image, "agent-tui-look-" + UUID.randomUUID())
            .readOnlyVolume(name, "/" + PLACE)
            .build();
    ContainerId container = engine.containers().createNeverRun(spec);
    try {
      return engine
          .calls()
          .within(
              Calls.LONG,
              "look into volume " + name,
              c -> {
                try (InputStream tar =
                    c.copyArchiveFromContainerCmd(container.value(), "/" + PLACE).exec()) {
                  return entries(tar);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } finally {
      engine.containers().remove(container);
    }
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

  /// The regular files directly below the one directory that a tar stream holds. Entries of other
  /// kinds (extended headers too: names this short need none) are passed over.
  static List<Entry> entries(InputStream tar) throws IOException {
    List<Entry> found = new ArrayList<>();
    for (byte[] head = tar.readNBytes(BLOCK);
        head.length == BLOCK && head[0] != 0;
        head = tar.readNBytes(BLOCK)) {
      String path = new String(head, 0, 100, StandardCharsets.UTF_8).replaceFirst("\0.*", "");
      long bytes = octal(head, 124);
      String[] parts = path.split("/", -1);
      if ((head[156] == '0' || head[156] == 0) && parts.length == 2) {
        found.add(new Entry(parts[1], bytes, Instant.ofEpochSecond(octal(head, 136))));
      }
      tar.skipNBytes((bytes + BLOCK - 1) / BLOCK * BLOCK);
    }
    return found;
  }

  private static long octal(byte[] head, int at) throws IOException {
    String digits = new String(head, at, 11, StandardCharsets.US_ASCII).strip();
    if (!digits.matches("[0-7]{1,11}")) {
      throw new IOException("the engine's archive cannot be read");
    }
    return Long.parseLong(digits, 8);
  }

  private static Volume volume(InspectVolumeResponse found) {
    return new Volume(
        new VolumeName(found.getName()), Optional.ofNullable(found.getLabels()).orElse(Map.of()));
  }
}
