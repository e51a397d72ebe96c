package agenttui.journal;

import agenttui.store.Json;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The append-only record of what happened: one JSON object a line in a file of mode 0600.
///
/// Any thread may append. Entries are redacted before any sink sees them, numbered by their order
/// in the file, and told to the listeners in that order, on the appending thread. A disk that is
/// full loses lines of the file, never the listeners' copy: [#dropped()] counts them.
public final class Journal implements AutoCloseable {
  /// The file is renamed to `.1` at this size; one older file is kept.
  private static final long ROTATE_AT = 16L << 20;

  private final Path file;
  private final Clock clock;
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private FileChannel channel;
  private long dropped;

  private Journal(Path file, Clock clock, FileChannel channel) {
    this.file = file;
    this.clock = clock;
    this.channel = channel;
  }

  /// Opens (or makes) the journal at `file`.
  ///
  /// @throws StoreException when it cannot be opened
  public static Journal open(Path file, Clock clock) {
    return new Journal(file, clock, appending(file));
  }

  private static FileChannel appending(Path file) {
    try {
      return FileChannel.open(
          file,
          Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (IOException e) {
      throw new StoreException("cannot open the journal " + file + ": " + e.getMessage(), e);
    }
  }

  /// Hears every later entry, in order, on the thread that appends it: copy and leave.
  public void listen(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  /// A walk along all entries from the oldest that is kept; what is appended meanwhile comes last.
  ///
  /// @throws StoreException when the files cannot be opened
  public Trail trail() {
    lock.lock();
    try {
      List<Trail.Piece> pieces = new ArrayList<>();
      for (Path each : List.of(older(), file)) {
        if (Files.exists(each)) {
          FileChannel open = FileChannel.open(each, StandardOpenOption.READ);
          pieces.add(new Trail.Piece(open, open.size()));
        }
      }
      Trail trail = new Trail(pieces, listeners::remove);
      listeners.add(trail.ear());
      return trail;
    } catch (IOException e) {
      throw new StoreException("cannot read the journal " + file + ": " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private Path older() {
    return file.resolveSibling(file.getFileName() + ".1");
  }

  /// A value that must never be written: each occurrence in later entries becomes `***`. Values
  /// under 6 characters are ignored (they would blank ordinary words).
  public void redact(String secret) {
    if (secret.length() >= 6) {
      secrets.add(secret);
    }
  }

  /// Appends an entry that happens now.
  public void append(Topic topic, String pane, String text, Map<String, String> fields) {
    append(new Entry(clock.instant(), topic, pane, text, fields));
  }

  /// Appends `entry`.
  public void append(Entry entry) {
    Entry clean = redacted(entry);
    lock.lock();
    try {
      write(Json.line(clean) + "\n");
      listeners.forEach(each -> each.accept(clean));
    } finally {
      lock.unlock();
    }
  }

  /// How many lines could not be written (disk full, file gone).
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  private void write(String line) {
    try {
      if (channel.size() > ROTATE_AT) {
        channel.close();
        Files.move(file, older(), StandardCopyOption.REPLACE_EXISTING);
        channel = appending(file);
      }
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException | StoreException e) {
      dropped++;
    }
  }

  private Entry redacted(Entry entry) {
    if (secrets.isEmpty()) {
      return entry;
    }
    Map<String, String> fields = new HashMap<>();
    entry.fields().forEach((name, value) -> fields.put(name, hide(value)));
    return new Entry(entry.at(), entry.topic(), entry.pane(), hide(entry.text()), fields);
  }

  private String hide(String text) {
    String result = text;
    for (String secret : secrets) {
      result = result.replace(secret, "***");
    }
    return result;
  }

  /// Closes the file; later entries reach the listeners only.
  @Override
  public void close() {
    lock.lock();
    try {
      channel.close();
    } catch (IOException ignored) {
      // Nothing more will be written.
    } finally {
      lock.unlock();
    }
  }
}
