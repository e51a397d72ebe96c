package agenttui.server;

import agenttui.mux.Session;
import agenttui.store.AtomicFile;
import agenttui.store.Json;
import agenttui.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sessions, layouts, names and focus on disk, so that a server started after any end of this one
/// finds them. Compared and written after events, one write at a time. Loop only.
final class SavedState {
  private static final Logger LOG = LoggerFactory.getLogger(SavedState.class);

  /// The file.
  ///
  /// @param nextPane the number of the next pane's identity
  record State(int nextPane, List<Session.Saved> sessions) {}

  private final Path file;
  private final Loop loop;
  private @Nullable State written;
  private boolean writing;
  private boolean closed;

  SavedState(Path file, Loop loop) {
    this.file = file;
    this.loop = loop;
  }

  /// What the last server left, if it is there and can be read.
  Optional<State> read() {
    try {
      return AtomicFile.read(file).map(bytes -> Json.read(bytes, State.class));
    } catch (StoreException e) {
      LOG.warn("cannot read {}: starting without", file, e);
      return Optional.empty();
    }
  }

  /// Writes the state if it is another than that on disk.
  void keep(Sessions sessions) {
    if (writing || closed) {
      return;
    }
    State now =
        new State(sessions.nextPane(), sessions.all().stream().map(Session::saved).toList());
    if (now.equals(written)) {
      return;
    }
    writing = true;
    loop.task(
        "save",
        () -> {
          try {
            AtomicFile.write(file, Json.pretty(now));
          } catch (StoreException e) {
            LOG.warn("cannot write {}", file, e);
          }
          loop.later(() -> {
            written = now;
            writing = false;
            keep(sessions);
          });
        });
  }

  /// Nothing is left to find: the server was ended on purpose.
  void forget() {
    closed = true;
    try {
      Files.deleteIfExists(file);
    } catch (java.io.IOException e) {
      LOG.warn("cannot delete {}", file, e);
    }
  }
}
