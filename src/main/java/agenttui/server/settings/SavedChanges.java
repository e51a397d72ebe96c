package agenttui.server.settings;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for saved changes of the configuration, on a thread of its own that sleeps until the
/// machine tells of one. Editors that write beside the file and rename are noticed, and so are
/// links into another directory.
public final class SavedChanges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SavedChanges.class);

  /// A save is several steps: what follows within this time (ms) belongs to it.
  private static final long SETTLED = 100;

  private final LiveConfiguration configuration;
  private final @Nullable WatchService changes;
  private final Map<Path, WatchKey> keys = new HashMap<>();

  private SavedChanges(LiveConfiguration configuration, @Nullable WatchService changes) {
    this.configuration = configuration;
    this.changes = changes;
  }

  /// Begins. Where the machine cannot tell of changes, nothing happens, and `config reload` is what
  /// a person has.
  public static SavedChanges of(LiveConfiguration configuration) {
    try {
      WatchService changes = FileSystems.getDefault().newWatchService();
      SavedChanges saved = new SavedChanges(configuration, changes);
      saved.look(changes);
      Thread.ofPlatform().daemon().name("configuration").start(() -> saved.await(changes));
      return saved;
    } catch (IOException e) {
      LOG.warn("saved changes of the configuration are not noticed", e);
      return new SavedChanges(configuration, null);
    }
  }

  /// Watches what is there; of what is not, the directory above it.
  ///
  /// @return whether it watches more than before: what is there may have been saved already
  private boolean look(WatchService changes) {
    keys.values().removeIf(key -> !key.isValid());
    boolean more = false;
    for (Path wanted : configuration.watched()) {
      Path there = wanted;
      while (there != null && !Files.isDirectory(there)) {
        there = there.getParent();
      }
      if (there != null && !keys.containsKey(there)) {
        watch(changes, there);
        more = true;
      }
    }
    return more;
  }

  private void watch(WatchService changes, Path directory) {
    try {
      keys.put(
          directory,
          directory.register(
              changes,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
    } catch (IOException e) {
      LOG.warn("changes in {} are not noticed", directory, e);
    }
  }

  private void await(WatchService changes) {
    try {
      for (WatchKey key = changes.take(); ; key = changes.take()) {
        boolean ours = false;
        for (WatchKey next = key;
            next != null;
            next = changes.poll(SETTLED, TimeUnit.MILLISECONDS)) {
          ours |= concerns(next);
          next.reset();
        }
        if (look(changes) || ours) {
          saved();
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("no more changes are waited for");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void saved() {
    try {
      configuration.saved();
    } catch (RuntimeException e) {
      LOG.warn("a saved change of the configuration was not taken", e);
    }
  }

  /// Whether a change is one of a TOML file, of what the user's file is a link to, or of a
  /// directory on the way to one: not each file of a home.
  private boolean concerns(WatchKey key) {
    String real = configuration.real().map(path -> path.getFileName().toString()).orElse("");
    return key.pollEvents().stream()
        .map(event -> String.valueOf(event.context()))
        .anyMatch(name ->
            name.endsWith(".toml")
                || name.equals(real)
                || name.equals("agent-tui")
                || name.equals("themes"));
  }

  @Override
  public void close() {
    try {
      if (changes != null) {
        changes.close();
      }
    } catch (IOException e) {
      LOG.debug("the machine did not take it back", e);
    }
  }
}
