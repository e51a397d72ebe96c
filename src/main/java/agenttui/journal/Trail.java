package agenttui.journal;

import agenttui.store.Json;
import agenttui.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A walk along the journal from its oldest entry: first what is in the files, then what is
/// appended while one walks, nothing twice. One thread; [Journal#trail()] starts it.
public final class Trail implements AutoCloseable {
  /// A walker that is slower than the journal by more than this misses entries.
  private static final int WAITING = 10_000;

  /// A file as it was when the walk began: what is behind `length` comes through the queue.
  record Piece(FileChannel file, long length) {}

  private final Deque<Piece> pieces;
  private final BlockingQueue<Entry> later = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong missed = new AtomicLong();
  private final Consumer<Entry> ear = this::hear;
  private final Consumer<Consumer<Entry>> forget;
  private @Nullable BufferedReader reader;
  private long left;

  /// @param pieces the files, oldest first
  /// @param forget told the listener at the end
  Trail(List<Piece> pieces, Consumer<Consumer<Entry>> forget) {
    this.pieces = new ArrayDeque<>(pieces);
    this.forget = forget;
  }

  /// What the journal tells its entries from now on.
  Consumer<Entry> ear() {
    return ear;
  }

  private void hear(Entry entry) {
    if (!later.offer(entry)) {
      missed.incrementAndGet();
    }
  }

  /// The next entry of the files; empty at their end. A line that is no entry (cut by a kill, or of
  /// another version) is passed over.
  ///
  /// @throws StoreException when a file cannot be read
  public Optional<Entry> past() {
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      try {
        return Optional.of(Json.read(line.get(), Entry.class));
      } catch (StoreException e) {
        // Not ours to mend: the journal is only ever appended to.
      }
    }
    return Optional.empty();
  }

  private Optional<String> line() {
    try {
      while (reader != null || !pieces.isEmpty()) {
        if (reader == null) {
          Piece piece = pieces.removeFirst();
          left = piece.length();
          reader =
              new BufferedReader(
                  new InputStreamReader(
                      Channels.newInputStream(piece.file()), StandardCharsets.UTF_8));
        }
        String line = left > 0 ? reader.readLine() : null;
        if (line != null) {
          left -= line.getBytes(StandardCharsets.UTF_8).length + 1L;
          return Optional.of(line);
        }
        reader.close();
        reader = null;
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException("cannot read the journal: " + e.getMessage(), e);
    }
  }

  /// The next entry that was appended since the walk began; waits at most `limit`, and is empty
  /// then.
  ///
  /// @throws InterruptedException when the waiting thread is interrupted
  public Optional<Entry> next(Duration limit) throws InterruptedException {
    return Optional.ofNullable(later.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// How many entries came faster than they were taken, and are in the file only.
  public long missed() {
    return missed.get();
  }

  /// Ends the walk.
  @Override
  public void close() {
    forget.accept(ear);
    try {
      if (reader != null) {
        reader.close();
      }
      for (Piece piece : pieces) {
        piece.file().close();
      }
    } catch (IOException e) {
      // They were only read.
    }
  }
}
