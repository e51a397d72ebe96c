package agenttui.server;

import agenttui.mux.Areas;
import agenttui.mux.Session;
import agenttui.store.AtomicFile;
import agenttui.store.Json;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
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
  /// @param shapes the size of each session's screen, in the same order
  record State(int nextPane, List<Session.Saved> sessions, List<Shape> shapes) {}

  /// The size of a whole screen in cells.
  record Shape(int columns, int rows) {
    private static Shape of(Session session) {
      Areas areas = session.window().areas();
      return new Shape(areas.columns(), areas.rows());
    }
  }

  private final Path file;
  private final Loop loop;
  private final ReentrantLock disk = new ReentrantLock();
  private @Nullable State written;
  private boolean writing;
  private volatile boolean closed;

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
        new State(
            sessions.nextPane(),
            sessions.all().stream().map(Session::saved).toList(),
            sessions.all().stream().map(Shape::of).toList());
    if (now.equals(written)) {
      return;
    }
    writing = true;
    loop.task(
        "save",
        () -> {
          try {
            write(now);
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

  private void write(State now) {
    disk.lock();
    try {
      if (!closed) {
        AtomicFile.write(file, Json.pretty(now));
      }
    } finally {
      disk.unlock();
    }
  }

  /// Nothing is left to find: the server was ended on purpose. Waits for a write that goes on.
  void forget() {
    disk.lock();
    try {
      closed = true;
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot delete {}", file, e);
    } finally {
      disk.unlock();
    }
  }
}
