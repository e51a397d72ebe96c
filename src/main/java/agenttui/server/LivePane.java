package agenttui.server;

import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.term.Pty;
import agenttui.term.PtyOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A pane with what its keeper sends: output waits here, at most the credit window, until the loop
/// feeds it. [PtyOutput]'s methods are called on the keeper's reader; all else belongs to the loop.
final class LivePane implements PtyOutput {
  /// What the reader brought, in order.
  sealed interface Piece {
    record Bytes(long offset, byte[] bytes) implements Piece {}

    record Gap(long from, long to) implements Piece {}

    record Ended(int status, Optional<String> why) implements Piece {}

    record Lost(String why) implements Piece {}
  }

  /// What the loop does with the pieces.
  interface Sink {
    /// The program has ended.
    void ended(LivePane pane, int status, Optional<String> why);

    /// The stream is lost.
    void lost(LivePane pane, String why);

    /// The emulator took output: replies, notices, watchers, checkpoints.
    void fed(LivePane pane, int bytes);
  }

  private static final int MAX_EARLY = 64 << 10;

  private final Pane pane;
  private final Runnable wake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private final ByteArrayOutputStream early = new ByteArrayOutputStream();
  private int at;
  private int owed;
  private long offset;
  private long replayTo;
  private long lastOutput;
  private boolean echoDue;
  private boolean held;
  private boolean adopted;

  /// @param wake tells the loop that something waits
  LivePane(Pane pane, Runnable wake) {
    this.pane = pane;
    this.wake = wake;
  }

  /// Its state for people.
  Pane pane() {
    return pane;
  }

  /// The number of the next byte to feed.
  long offset() {
    return offset;
  }

  /// Its screen is that of another server's checkpoint: what its keeper has beyond is a replay.
  void adopt(long from) {
    adopted = true;
    resume(from, from);
  }

  /// Whether it is to be resumed for the first time after a restart.
  boolean adopted() {
    return adopted;
  }

  /// What comes is kept unfed until [#release]: how much of it is a replay is not known yet.
  void hold() {
    held = true;
  }

  /// Feeds again.
  void release() {
    held = false;
  }

  /// Goes on at `from`, replaying without answers what lies before `until`.
  void resume(long from, long until) {
    offset = from;
    replayTo = until;
  }

  /// Its program was found again.
  void found() {
    adopted = false;
  }

  @Override
  public void output(long at, byte[] bytes) {
    add(new Piece.Bytes(at, bytes));
  }

  @Override
  public void gap(long from, long to) {
    add(new Piece.Gap(from, to));
  }

  @Override
  public void exited(int status, Optional<String> why) {
    add(new Piece.Ended(status, why));
  }

  @Override
  public void lost(String why) {
    add(new Piece.Lost(why));
  }

  private void add(Piece piece) {
    lock.lock();
    try {
      waiting.add(piece);
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  private @Nullable Piece first() {
    lock.lock();
    try {
      return waiting.peek();
    } finally {
      lock.unlock();
    }
  }

  private void drop() {
    lock.lock();
    try {
      waiting.poll();
      at = 0;
    } finally {
      lock.unlock();
    }
  }

  /// Feeds at most `budget` bytes.
  ///
  /// @return whether more waits
  boolean feed(int budget, Sink sink) {
    if (held) {
      return false;
    }
    int left = budget;
    int fed = 0;
    while (left > 0) {
      Piece piece = first();
      if (piece == null) {
        break;
      }
      if (piece instanceof Piece.Bytes bytes) {
        int some = Math.min(left, bytes.bytes().length - at);
        take(bytes.bytes(), at, some);
        at += some;
        left -= some;
        fed += some;
        if (at == bytes.bytes().length) {
          drop();
        }
        continue;
      }
      fed = told(fed, sink);
      drop();
      mark(piece, sink);
    }
    told(fed, sink);
    return first() != null;
  }

  private int told(int fed, Sink sink) {
    if (fed > 0) {
      owed += fed;
      pane.pty().ifPresent(this::settle);
      sink.fed(this, fed);
    }
    return 0;
  }

  private void settle(Pty pty) {
    pty.consumed(owed);
    owed = 0;
  }

  /// Its program runs: what was typed meanwhile goes there, and credit is given back.
  void connected(Pty pty) {
    pane.connected(pty);
    if (owed > 0) {
      settle(pty);
    }
    if (early.size() > 0) {
      pty.write(early.toByteArray());
      early.reset();
    }
  }

  /// Keys for the program.
  void type(byte[] bytes) {
    echoDue |= bytes.length > 0;
    answer(bytes);
  }

  /// Bytes for the program: kept (at most 64 KiB) while it is being started.
  void answer(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    if (pane.pty().isPresent()) {
      pane.pty().get().write(bytes);
    } else if (!(pane.state() instanceof PaneState.Exited) && early.size() < MAX_EARLY) {
      early.writeBytes(bytes);
    }
  }

  /// Whether the next output answers a key, so that it must not wait for its frame; asking takes it
  /// back.
  boolean takeEcho() {
    boolean due = echoDue;
    echoDue = false;
    return due;
  }

  /// When output came last, as [System#nanoTime].
  long lastOutput() {
    return lastOutput;
  }

  /// Output came just now.
  void heard(long now) {
    lastOutput = now;
  }

  private void take(byte[] bytes, int from, int length) {
    int silent = Math.clamp(replayTo - offset, 0, length);
    if (silent > 0) {
      pane.emulator().replay(bytes, from, silent);
    }
    if (silent < length) {
      pane.emulator().feed(bytes, from + silent, length - silent);
    }
    offset += length;
  }

  private void mark(Piece piece, Sink sink) {
    switch (piece) {
      case Piece.Bytes _ -> throw new IllegalStateException("bytes are fed, not marked");
      case Piece.Gap gap -> {
        offset = gap.to();
        String line =
            "\r\n\033[0;7m agent-tui: %d bytes of output are lost \033[0m\r\n"
                .formatted(gap.to() - gap.from());
        pane.emulator().feed(line.getBytes(StandardCharsets.US_ASCII));
      }
      case Piece.Ended ended -> sink.ended(this, ended.status(), ended.why());
      case Piece.Lost lost -> sink.lost(this, lost.why());
    }
  }

  /// Calls `watcher` after each change until `done`.
  void watch(Consumer<LivePane> watcher, BooleanSupplier done) {
    watchers.add(new Watcher(watcher, done));
  }

  /// Tells the watchers.
  void changed() {
    if (!watchers.isEmpty()) {
      watchers.removeIf(each -> each.done().getAsBoolean());
      List.copyOf(watchers).forEach(each -> each.hears().accept(this));
    }
  }

  private record Watcher(Consumer<LivePane> hears, BooleanSupplier done) {}
}
