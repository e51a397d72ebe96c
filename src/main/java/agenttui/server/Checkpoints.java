package agenttui.server;

import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.store.StoreException;
import agenttui.term.Emulator;
import agenttui.term.TermException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The screens of panes on disk, each with the offset of the next byte: written after a second of
/// quiet and at latest each MiB of output, one write of a pane at a time. Loop only, but for
/// writing itself.
final class Checkpoints {
  /// A quarter of the keeper's ring, so that what came since is always there.
  private static final int EACH = 1 << 20;

  /// Screens that are in memory for the disk at a time: each may take 8 MiB.
  private static final int AT_ONCE = 2;

  private static final int PIECE = 1 << 16;

  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /// What is on disk of a pane.
  ///
  /// @param offset of the first byte that the emulator has not taken
  record Found(long offset, Emulator emulator) {}

  /// @param number grows with each copy of a pane
  private record Copy(long number, long offset, byte[] emulator) {}

  /// How far a pane's file is behind.
  private static final class Progress {
    private long since;
    private boolean queued;
    private boolean writing;
    private boolean timed;
    private boolean gone;
    private long lastFed;
    private long copies;
    private final ReentrantLock disk = new ReentrantLock();

    /// The number of the copy on disk; under its lock.
    private long onDisk;
  }

  private final Path directory;
  private final Loop loop;
  private final Map<PaneId, Progress> byPane = new HashMap<>();
  private final Deque<Runnable> queue = new ArrayDeque<>();
  private int underWay;
  private boolean closed;

  /// @param directory private, ours
  Checkpoints(Path directory, Loop loop) {
    this.directory = directory;
    this.loop = loop;
  }

  /// The pane took so many bytes.
  void fed(LivePane pane, int bytes) {
    Progress progress = byPane.computeIfAbsent(pane.pane().id(), _ -> new Progress());
    progress.since += bytes;
    progress.lastFed = System.nanoTime();
    if (progress.since >= EACH) {
      write(pane, progress);
    } else if (!progress.timed) {
      progress.timed = true;
      loop.after(QUIET, () -> quiet(pane, progress));
    }
  }

  /// Another program's output is counted from now on: with the offset on disk nothing of it would
  /// be found.
  void afresh(LivePane pane) {
    fed(pane, EACH);
  }

  private void quiet(LivePane pane, Progress progress) {
    long silent = System.nanoTime() - progress.lastFed;
    if (progress.since == 0 || progress.gone) {
      progress.timed = false;
    } else if (silent >= QUIET.toNanos() && !progress.writing) {
      progress.timed = false;
      write(pane, progress);
    } else {
      loop.after(QUIET, () -> quiet(pane, progress));
    }
  }

  private void write(LivePane pane, Progress progress) {
    if (progress.queued || progress.writing || progress.gone || closed) {
      return;
    }
    progress.queued = true;
    queue.add(() -> copy(pane, progress));
    next();
  }

  private void next() {
    while (underWay < AT_ONCE && !closed && !queue.isEmpty()) {
      queue.remove().run();
    }
  }

  private void copy(LivePane pane, Progress progress) {
    progress.queued = false;
    if (progress.gone) {
      return;
    }
    // First of all: should it fail, nothing counts as under way, and the others go on.
    byte[] emulator = pane.pane().emulator().checkpoint();
    underWay++;
    progress.writing = true;
    progress.since = 0;
    Copy copy = new Copy(++progress.copies, pane.offset(), emulator);
    Path file = file(pane.pane().id());
    loop.task(
        "checkpoint",
        () -> {
          try {
            put(file, copy, progress);
            loop.later(() -> done(pane, progress, true));
          } catch (IOException e) {
            LOG.warn("cannot write {}", file, e);
            loop.later(() -> done(pane, progress, false));
          }
        });
  }

  private void done(LivePane pane, Progress progress, boolean written) {
    underWay--;
    written(pane, progress, written);
    next();
  }

  private void written(LivePane pane, Progress progress, boolean done) {
    progress.writing = false;
    if (progress.gone) {
      forget(pane);
    } else if (!done) {
      progress.since++;
      if (!progress.timed) {
        progress.timed = true;
        loop.after(SavedState.RETRY, () -> quiet(pane, progress));
      }
    } else if (progress.since >= EACH) {
      write(pane, progress);
    }
  }

  /// Not forced to the disk: what survives `kill -9` of us is enough, keepers do not survive more.
  /// The last copy may overtake one that is still to be written.
  private static void put(Path file, Copy copy, Progress progress) throws IOException {
    progress.disk.lock();
    try {
      if (copy.number() > progress.onDisk) {
        put(file, copy);
        progress.onDisk = copy.number();
      }
    } finally {
      progress.disk.unlock();
    }
  }

  private static void put(Path file, Copy copy) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName());
    if (!Files.exists(temporary)) {
      Files.createFile(
          temporary,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    byte[] emulator = copy.emulator();
    try {
      try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(temporary))) {
        out.writeLong(copy.offset());
        for (int at = 0; at < emulator.length; at += PIECE) {
          out.write(emulator, at, Math.min(PIECE, emulator.length - at));
        }
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(temporary); // A full disk needs the room.
      throw e;
    }
  }

  /// The screen of a pane as it was written last; nothing when there is none or it is damaged.
  Optional<Found> read(PaneId pane) {
    Path file = file(pane);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      long offset = all.getLong();
      byte[] emulator = new byte[all.remaining()];
      all.get(emulator);
      return Optional.of(new Found(offset, Emulator.restore(emulator)));
    } catch (IOException | TermException | BufferUnderflowException e) {
      LOG.warn("cannot read {}", file, e);
      return Optional.empty();
    }
  }

  /// The server ends: nothing is written or deleted after this but what it gives.
  ///
  /// @return writes the screens of all panes that are not on disk, one after the other; any thread
  ///   but the loop's, which still turns
  Runnable last(List<LivePane> panes) {
    closed = true;
    Map<LivePane, Progress> behind = new LinkedHashMap<>();
    for (LivePane pane : panes) {
      Progress progress = byPane.get(pane.pane().id());
      if (progress != null && progress.since > 0) {
        behind.put(pane, progress);
      }
    }
    return () ->
        behind.forEach((pane, progress) -> {
          try {
            Copy now =
                loop.call(() ->
                    new Copy(
                        ++progress.copies, pane.offset(), pane.pane().emulator().checkpoint()));
            put(file(pane.pane().id()), now, progress);
          } catch (IOException e) {
            LOG.warn("cannot write {}", file(pane.pane().id()), e);
          }
        });
  }

  /// Forgets the screens of a session that no server brings back any more.
  void forget(Session.Saved session) {
    for (Session.SavedWindow window : session.windows()) {
      for (Session.SavedPane pane : window.panes()) {
        delete(new PaneId(pane.id()));
      }
    }
  }

  /// The pane is gone for good.
  void forget(LivePane pane) {
    if (closed) {
      return;
    }
    Progress progress = byPane.computeIfAbsent(pane.pane().id(), _ -> new Progress());
    progress.gone = true;
    if (!progress.writing) {
      byPane.remove(pane.pane().id());
      delete(pane.pane().id());
    }
  }

  private void delete(PaneId pane) {
    try {
      Files.deleteIfExists(file(pane));
    } catch (IOException e) {
      throw new StoreException("cannot delete a screen: " + e.getMessage(), e);
    }
  }

  private Path file(PaneId pane) {
    return directory.resolve(pane.number() + ".screen");
  }
}
