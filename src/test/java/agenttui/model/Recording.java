package agenttui.model;

import agenttui.keeper.KeptPty;
import agenttui.store.Json;
import agenttui.term.Emulator;
import agenttui.term.PtyOutput;
import agenttui.term.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/// What a program in a terminal sends, with its times, while a test or a person plays it: an
/// emulator answers its questions, and what stands there can be waited for. Any thread.
///
/// It is kept as an asciicast (version 2: one JSON value a line, the first with the size, each
/// other `[seconds, "o", text]`) and, beside it, in lines of `SECONDS STATE REASON` what was true
/// when.
final class Recording implements PtyOutput {
  private final Size size;
  private final Emulator emulator;
  private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
  private final List<Object> events = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private final long start = System.nanoTime();
  private byte[] rest = {};
  private boolean ended;

  Recording(Size size) {
    this.size = size;
    this.emulator = new Emulator(size, 500);
  }

  /// The terminal was opened.
  void on(KeptPty opened) {
    pty.complete(opened);
  }

  /// Types.
  void type(String keys) {
    pty.join().write(keys.getBytes(StandardCharsets.UTF_8));
  }

  /// Hangs up.
  void close() {
    pty.join().close();
  }

  /// What stands there, without styles.
  synchronized String screen() {
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < size.rows(); row++) {
      all.append(emulator.screen().line(row)).append('\n');
    }
    return all.toString();
  }

  /// Waits for a text on the screen.
  Recording shows(String text) {
    return until(screen -> screen.contains(text), "shows " + text);
  }

  /// Waits until a text is gone from the screen.
  Recording hides(String text) {
    return until(screen -> !screen.contains(text), "hides " + text);
  }

  /// Waits for the program's end.
  synchronized Recording ends() {
    return until(_ -> ended, "ends");
  }

  private synchronized Recording until(Predicate<String> wanted, String what) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!wanted.test(screen())) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0 || (ended && !what.equals("ends"))) {
        throw new AssertionError(
            "waited until it " + what + (ended ? ", it ended" : "") + ":\n" + screen());
      }
      pause(left);
    }
    return this;
  }

  private synchronized void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Lets time pass, so that the recording holds how a state goes on.
  synchronized Recording rests(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toMillis(); left > 0; ) {
      pause(left);
      left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    }
    return this;
  }

  /// Notes what is true now.
  ///
  /// @param state `working`, `needs`, `idle`, `failed`, `unknown`
  synchronized Recording is(String state, String reason) {
    expected.add("%.3f %s %s".formatted(seconds(), state, reason));
    return this;
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1_000_000 / 1_000.0;
  }

  @Override
  public void output(long offset, byte[] bytes) {
    byte[] replies;
    synchronized (this) {
      emulator.feed(bytes);
      emulator.takeNotices();
      replies = emulator.takeReplies();
      keep(bytes);
      notifyAll();
    }
    pty.thenAccept(opened -> {
      opened.consumed(bytes.length);
      if (replies.length > 0) {
        opened.write(replies);
      }
    });
  }

  /// As text: a character that is cut by the end of a read stays for the next.
  private void keep(byte[] bytes) {
    byte[] all = Arrays.copyOf(rest, rest.length + bytes.length);
    System.arraycopy(bytes, 0, all, rest.length, bytes.length);
    int whole = all.length;
    int first = whole;
    while (first > 0 && whole - first < 4 && (all[first - 1] & 0xc0) == 0x80) {
      first--;
    }
    if (first > 0 && all[first - 1] < 0) {
      int wanted = Integer.numberOfLeadingZeros(~all[first - 1] << 24);
      whole = whole - (first - 1) < wanted ? first - 1 : whole;
    }
    rest = Arrays.copyOfRange(all, whole, all.length);
    if (whole > 0) {
      events.add(List.of(seconds(), "o", new String(all, 0, whole, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void gap(long from, long to) {
    throw new IllegalStateException("no bytes " + from + " to " + to);
  }

  @Override
  public synchronized void exited(int status, Optional<String> why) {
    ended = true;
    notifyAll();
  }

  @Override
  public synchronized void lost(String why) {
    ended = true;
    notifyAll();
  }

  /// Writes it down.
  ///
  /// @param title what it is a recording of, with versions
  /// @param file without its ending; `.cast` and `.expect` are made
  synchronized void keep(String title, Path file) {
    List<String> lines = new ArrayList<>();
    Map<String, Object> head =
        Map.of("version", 2, "width", size.columns(), "height", size.rows(), "title", title);
    lines.add(Json.line(head));
    events.forEach(event -> lines.add(Json.line(event)));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file.resolveSibling(file.getFileName() + ".cast"), lines);
      Files.write(file.resolveSibling(file.getFileName() + ".expect"), expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
