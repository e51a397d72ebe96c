package agenttui.server;

import agenttui.command.agents.Outbox;
import agenttui.mux.Areas;
import agenttui.mux.Session;
import agenttui.store.AtomicFile;
import agenttui.store.Json;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sessions, layouts, names, focus and what waits in the outbox on disk, so that a server started
/// after any end of this one finds them: also what ended with its server on purpose. Compared and
/// written after events, one write at a time. Loop only.
final class SavedState {
  /// Until a write that failed is tried again: a full disk may have room by then.
  static final Duration RETRY = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(SavedState.class);

  /// The file.
  ///
  /// @param nextPane the number of the next pane's identity
  /// @param sessions those that run
  /// @param ended those whose programs ended with a server, the latest last
  /// @param texts what is still to be typed into their panes
  /// @param used the name of the one that runs and was used last, or empty
  record State(
      int nextPane, List<Kept> sessions, List<Kept> ended, List<Outbox.Text> texts, String used) {
    /// Files of older versions have no texts, and do not say what was used last.
    State {
      texts = texts == null ? List.of() : texts;
      used = used == null ? "" : used;
    }

    boolean isEmpty() {
      return sessions.isEmpty() && ended.isEmpty();
    }

    /// The same when all that runs is ended, the one used last as the latest.
    ///
    /// @param passing whether a session of that name is not worth keeping
    State atRest(Predicate<String> passing) {
      List<Kept> all = new ArrayList<>(ended);
      sessions.stream()
          .filter(each -> !passing.test(each.session().name()))
          .sorted(Comparator.comparing(each -> each.session().name().equals(used)))
          .forEach(all::add);
      return new State(nextPane, List.of(), List.copyOf(all), texts, "");
    }
  }

  /// A session.
  ///
  /// @param shape the size of its screen
  record Kept(Session.Saved session, Shape shape) {}

  /// The size of a whole screen in cells.
  record Shape(int columns, int rows) {
    private static Shape of(Session session) {
      Areas areas = session.seat().areas();
      return new Shape(areas.columns(), areas.rows());
    }
  }

  private final Path file;
  private final Loop loop;
  private final Supplier<List<Outbox.Text>> texts;
  private final Consumer<String> trouble;
  private final ReentrantLock disk = new ReentrantLock();
  private @Nullable State written;

  /// Who waits for the write that goes on, and for the one behind it, which has what is newer.
  private List<Runnable> covered = new ArrayList<>();

  private List<Runnable> uncovered = new ArrayList<>();
  private boolean writing;
  private boolean failing;
  private boolean told;
  private volatile boolean closed;

  /// @param texts what is still to be typed, asked for on the loop
  /// @param trouble hears why nothing can be written, once until it can
  SavedState(Path file, Loop loop, Supplier<List<Outbox.Text>> texts, Consumer<String> trouble) {
    this.file = file;
    this.loop = loop;
    this.texts = texts;
    this.trouble = trouble;
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

  /// Writes the state if it is another than that on disk; where that fails, again and again.
  void keep(Sessions sessions) {
    if (writing || failing || closed) {
      return;
    }
    State now = now(sessions);
    if (now.equals(written)) {
      return;
    }
    writing = true;
    loop.task(
        "save",
        () -> {
          try {
            write(now);
            loop.later(() -> {
              written = now;
              writing = false;
              told = false;
              next(sessions);
            });
          } catch (StoreException e) {
            LOG.warn("cannot write {}", file, e);
            loop.later(() -> failed(sessions, e));
          }
        });
  }

  /// What is to be on disk now.
  State now(Sessions sessions) {
    return new State(
        sessions.nextPane(),
        sessions.all().stream().map(each -> new Kept(each.saved(), Shape.of(each))).toList(),
        sessions.ended(),
        texts.get(),
        sessions.last().map(Session::name).orElse(""));
  }

  private void next(Sessions sessions) {
    List<Runnable> now = covered;
    covered = uncovered;
    uncovered = new ArrayList<>();
    now.forEach(Runnable::run); // Whoever is told may have something to settle again.
    keep(sessions);
    if (!writing) {
      release();
    }
  }

  private void release() {
    List<Runnable> all = new ArrayList<>(covered);
    all.addAll(uncovered);
    covered.clear();
    uncovered.clear();
    all.forEach(Runnable::run);
  }

  /// Does `then` once what the sessions are now is on disk: at once where it is there already, or
  /// where nothing can be written. So whoever hears that something was done can rely on it.
  void settled(Sessions sessions, Runnable then) {
    if (writing) {
      uncovered.add(then);
      return;
    }
    keep(sessions);
    if (writing) {
      covered.add(then);
    } else {
      then.run();
    }
  }

  /// Whether the last write failed: what is on disk is older than what was settled.
  boolean failing() {
    return failing;
  }

  private void failed(Sessions sessions, StoreException e) {
    if (!told) {
      trouble.accept(e.getMessage());
    }
    told = true;
    writing = false;
    failing = true;
    release();
    loop.after(
        RETRY,
        () -> {
          failing = false;
          keep(sessions);
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

  /// The last word: the server was ended on purpose. Waits for a write that goes on. Any thread.
  ///
  /// @param last what the next server finds
  void last(State last) {
    disk.lock();
    try {
      closed = true;
      if (last.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        AtomicFile.write(file, Json.pretty(last));
      }
    } catch (IOException | StoreException e) {
      LOG.warn("cannot write {}", file, e);
    } finally {
      disk.unlock();
    }
  }
}
