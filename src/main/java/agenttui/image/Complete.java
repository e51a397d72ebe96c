package agenttui.image;

import agenttui.docker.Engine;
import agenttui.docker.EngineException;
import agenttui.docker.Labels;
import agenttui.docker.VolumeName;
import agenttui.docker.Volumes.Volume;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Volumes that are seen only when they are complete.
///
/// A volume's labels are fixed when it is made, before it is filled, so completeness is a second,
/// empty volume, its *mark*, made last. The mark names the filled one. A half-filled volume has no
/// mark; [#sweep] removes it. Of two that finish the same recipe at once the first mark wins.
final class Complete {
  private static final String FILLED = "agent-tui.filled";
  private static final String MADE = "agent-tui.made";
  private static final String MARK = "-complete";

  private final Engine engine;
  private final String kind;

  Complete(Engine engine, String kind) {
    this.engine = engine;
    this.kind = kind;
  }

  /// A complete volume and the labels that it was published with.
  record Found(VolumeName volume, VolumeName mark, Map<String, String> labels) {
    private Instant made() {
      return Instant.parse(labels.getOrDefault(MADE, Instant.EPOCH.toString()));
    }
  }

  /// The complete volume of a recipe.
  Optional<Found> find(String recipe) {
    return engine.volumes().find(mark(recipe)).flatMap(this::filled);
  }

  /// All complete ones, this installation's first, newest first.
  List<Found> all() {
    return engine.volumes().list(Map.of(Labels.KIND, kind + MARK)).stream()
        .map(this::filled)
        .flatMap(Optional::stream)
        .sorted(
            Comparator.<Found, Boolean>comparing(f -> !ours(f.labels()))
                .thenComparing(Comparator.comparing(Found::made).reversed()))
        .toList();
  }

  private boolean ours(Map<String, String> labels) {
    return engine.owner().equals(labels.get(Labels.OWNER));
  }

  private VolumeName mark(String recipe) {
    return new VolumeName("agent-tui-" + kind + "-" + recipe + MARK);
  }

  private Optional<Found> filled(Volume mark) {
    return Optional.ofNullable(mark.labels().get(FILLED))
        .map(VolumeName::new)
        .filter(name -> engine.volumes().find(name).isPresent())
        .map(name -> new Found(name, mark.name(), mark.labels()));
  }

  /// A new empty volume to fill, with a name of its own.
  VolumeName begin(String recipe) {
    VolumeName name =
        new VolumeName(
            "agent-tui-"
                + kind
                + "-"
                + recipe
                + "-"
                + UUID.randomUUID().toString().substring(0, 8));
    engine.volumes().create(name, Map.of(Labels.KIND, kind, Labels.RECIPE, recipe));
    return name;
  }

  /// Declares `volume` complete, and gives the complete one of that recipe: another, if someone was
  /// faster (then `volume` is removed).
  Found publish(String recipe, VolumeName volume, Map<String, String> labels) {
    Optional<Volume> old = engine.volumes().find(mark(recipe));
    if (old.isPresent() && filled(old.get()).isEmpty()) {
      engine.volumes().remove(mark(recipe)); // A mark whose volume somebody removed.
    }
    Map<String, String> all = new HashMap<>(labels);
    all.put(Labels.KIND, kind + MARK);
    all.put(Labels.RECIPE, recipe);
    all.put(FILLED, volume.value());
    all.put(MADE, Instant.now().toString());
    engine.volumes().create(mark(recipe), all);
    Found found =
        find(recipe)
            .orElseThrow(() -> new ImageException("volume " + volume + " vanished meanwhile"));
    if (!found.volume().equals(volume)) {
      engine.volumes().remove(volume);
    }
    return found;
  }

  /// Removes what this installation left half-filled, and complete ones older than `keep`, as far
  /// as no container has them. Call it with the [Turn] taken, so that nobody fills one now.
  void sweep(Optional<VolumeName> keep) {
    List<Found> complete = all();
    for (Found each : complete) {
      if (ours(each.labels())
          && !keep.equals(Optional.of(each.volume()))
          && removed(each.volume())) {
        removed(each.mark());
      }
    }
    for (Volume each : engine.volumes().list(Map.of(Labels.KIND, kind))) {
      boolean known = complete.stream().anyMatch(f -> f.volume().equals(each.name()));
      if (ours(each.labels()) && !known && !keep.equals(Optional.of(each.name()))) {
        removed(each.name());
      }
    }
  }

  private boolean removed(VolumeName volume) {
    try {
      engine.volumes().remove(volume);
      return true;
    } catch (EngineException e) {
      return false; // In use: its last container's end leaves it to the next sweep.
    }
  }
}
