package agenttui.toolproxy;

import agenttui.keeper.Run;
import agenttui.toolproxy.ToolState.Lost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/// One call while it runs: carries input and output, waits for the end, and ends the process group
/// when the shim goes away.
final class Exchange {
  /// How long output may stay silent after the tool has ended before a child that still holds the
  /// stream open is left behind.
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final Run run;
  private final Answer answer;
  private final Frames input;
  private final boolean framed;
  private final Duration grace;
  private final CountDownLatch inputEnded = new CountDownLatch(1);
  private boolean gone;
  private boolean over;
  private volatile boolean inputBlocked;

  Exchange(Run run, Answer answer, Frames input, boolean framed, Duration grace) {
    this.run = run;
    this.answer = answer;
    this.input = input;
    this.framed = framed;
    this.grace = grace;
  }

  /// Carries everything until the tool has ended; returns how. Output is complete then, unless the
  /// shim is gone. What is left of the process group is killed.
  ///
  /// @param counter hears the size of each piece of output
  /// @param hangUp cuts the shim's connection
  ToolState carry(IntConsumer counter, Runnable hangUp) {
    Pump out = new Pump(run.stdout(), 1, answer, counter, this::leave);
    Pump err = new Pump(run.stderr(), 2, answer, counter, this::leave);
    List<Thread> threads = List.of(Thread.startVirtualThread(out), Thread.startVirtualThread(err));
    if (framed) {
      Thread.startVirtualThread(this::carryInput);
    } else {
      close(run.stdin());
      inputEnded.countDown();
    }
    try {
      ToolState state = awaitExit();
      long exitedAt = System.nanoTime();
      while (!gone() && !joined(threads, Duration.ofMillis(100))) {
        long since =
            Math.min(System.nanoTime() - exitedAt, Math.min(out.idleNanos(), err.idleNanos()));
        if (since > SILENCE.toNanos()) {
          break;
        }
      }
      return state;
    } finally {
      finish();
      if (gone()) {
        hangUp.run();
      }
      joined(threads, SILENCE);
    }
  }

  /// Waits until the shim has closed its connection, at most `most`; false when it has not.
  boolean awaitClient(Duration most) {
    try {
      return inputEnded.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Whether the shim went away before the end.
  synchronized boolean gone() {
    return gone;
  }

  /// The shim is gone, or this socket closes: TERM to the process group, and KILL after the grace.
  /// Returns at once; does nothing when the call is over.
  void leave() {
    synchronized (this) {
      if (gone || over) {
        return;
      }
      gone = true;
    }
    run.signal(ToolSignal.TERM.number());
    Thread.startVirtualThread(() -> {
      try {
        run.exit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | InterruptedException | ExecutionException e) {
        run.signal(ToolSignal.KILL.number());
      }
    });
  }

  /// Says on the shim's standard error why the call did not come to its own end.
  void apologise(String why) {
    byte[] text = ("agent-tui: " + why + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] buffer = new byte[Frames.HEAD + text.length];
    System.arraycopy(text, 0, buffer, Frames.HEAD, text.length);
    try {
      answer.piece(2, buffer, text.length);
    } catch (IOException ignored) {
      // Nobody is left to tell.
    }
  }

  private synchronized void finish() {
    over = true;
    run.close();
  }

  private ToolState awaitExit() {
    while (true) {
      try {
        return new ToolState.Ended(run.exit().get(1, TimeUnit.SECONDS));
      } catch (TimeoutException e) {
        // A shim that is gone behind unread input shows only when written to.
        if (inputBlocked) {
          probe();
        }
      } catch (ExecutionException e) {
        return new Lost("the sidecar was lost: " + e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        leave();
        return new Lost("the server is stopping");
      }
    }
  }

  private void probe() {
    try {
      answer.probe();
    } catch (IOException e) {
      leave();
    }
  }

  /// Reads the rest of the request until the shim closes it: input for the tool, and the news that
  /// the shim is no more.
  private void carryInput() {
    OutputStream stdin = run.stdin();
    try {
      boolean taken = true;
      while (true) {
        Frames.Frame frame = input.next();
        if (frame.kind() != Frames.INPUT) {
          return;
        }
        if (frame.payload().length == 0) {
          close(stdin);
          taken = false;
        } else if (taken) {
          taken = give(stdin, frame.payload());
        }
      }
    } catch (IOException e) {
      // The connection is gone, or what came over it is not ours: both end the call below.
    } finally {
      leave();
      close(stdin);
      inputEnded.countDown();
    }
  }

  /// Waits until the tool takes `bytes`; false when it takes no more.
  private boolean give(OutputStream stdin, byte[] bytes) {
    inputBlocked = true;
    try {
      stdin.write(bytes);
      stdin.flush();
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      inputBlocked = false;
    }
  }

  private static void close(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException ignored) {
      // The tool has closed it already.
    }
  }

  private static boolean joined(List<Thread> threads, Duration most) {
    try {
      for (Thread each : threads) {
        if (!each.join(most)) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
