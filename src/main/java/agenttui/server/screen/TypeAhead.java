package agenttui.server.screen;

import agenttui.term.Input;
import agenttui.term.InputDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What a terminal sends, in order: bytes become input, and a lone ESC is the key when nothing
/// follows. What is typed behind a key whose command is not done yet waits for it: it is meant for
/// the sheet that opens, not for the program under it. Loop only.
public final class TypeAhead {
  /// How long a lone ESC may be the beginning of something else.
  private static final Duration ESCAPE = Duration.ofMillis(25);

  /// How long the end of an answer may be on its way.
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /// How long a paste may stand still: a line that loses packets stalls for a second or three.
  private static final Duration PASTE = Duration.ofSeconds(5);

  /// How long input waits for a command: longer than one that opens a sheet takes in a server that
  /// has just started (445 ms measured), and short for one that goes on working.
  public static final Duration LONGEST = Duration.ofMillis(800);

  private final BiConsumer<Duration, Runnable> timer;
  private final Consumer<Input> does;
  private final InputDecoder decoder = new InputDecoder();
  private final Deque<Input> kept = new ArrayDeque<>();
  private long decodes;
  private int running;

  /// How many of those that run are waited for no more.
  private int late;

  private long waits;

  /// @param timer calls back on the loop after a while
  /// @param does what input means
  public TypeAhead(BiConsumer<Duration, Runnable> timer, Consumer<Input> does) {
    this.timer = timer;
    this.does = does;
  }

  /// Bytes from the terminal.
  public void bytes(byte[] bytes) {
    decoder.decode(bytes, 0, bytes.length).forEach(this::input);
    long turn = ++decodes;
    if (decoder.isPending()) {
      timer.accept(ESCAPE, () -> flush(turn));
    } else if (decoder.isOpen()) {
      timer.accept(ANSWER, () -> flush(turn));
    } else if (decoder.isPasting()) {
      timer.accept(PASTE, () -> stall(turn));
    }
  }

  /// Nothing came behind the beginning of a paste: its end may have been lost on the way.
  private void stall(long turn) {
    if (turn == decodes) {
      decoder.stall();
    }
  }

  /// Nothing came behind a lone ESC: it is the key; or behind half an answer: it is none.
  private void flush(long turn) {
    if (turn == decodes) {
      decoder.flush().forEach(this::input);
      decoder.giveUp();
    }
  }

  private void input(Input input) {
    boolean waiting = running > late || !kept.isEmpty();
    if (!waiting || input instanceof Input.Report) {
      does.accept(input);
      return;
    }
    kept.add(input);
    if (kept.size() == 1) {
      waitOn();
    }
  }

  private void waitOn() {
    long turn = ++waits;
    timer.accept(LONGEST, () -> tooLong(turn));
  }

  private void tooLong(long turn) {
    if (turn == waits && running > 0) {
      goOn();
    }
  }

  /// A command has begun.
  public void begins() {
    running++;
  }

  /// A command is done, and what it opens is open.
  public void ends() {
    running--;
    late = Math.min(late, running);
    release();
  }

  /// What runs takes its time, and says so: nothing waits for it any more.
  public void goOn() {
    late = running;
    release();
  }

  private void release() {
    boolean some = false;
    while (!kept.isEmpty() && running <= late) {
      waits++;
      some = true;
      does.accept(kept.remove());
    }
    if (some && !kept.isEmpty()) {
      waitOn(); // One of them has begun a command.
    }
  }
}
