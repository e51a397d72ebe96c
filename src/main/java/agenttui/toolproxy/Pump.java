package agenttui.toolproxy;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/// Carries one output stream of a tool to its shim, a piece at a time: it reads no further than the
/// shim takes, so what the shim doesn't read holds back this tool alone.
final class Pump implements Runnable {
  private final InputStream from;
  private final int stream;
  private final Answer to;
  private final IntConsumer counter;
  private final Runnable gone;
  private volatile long readingSince = System.nanoTime();
  private volatile boolean reading = true;
  private volatile boolean ended;

  /// Carries `from` as stream 1 or 2; `counter` hears the sizes, `gone` that the shim is no more.
  Pump(InputStream from, int stream, Answer to, IntConsumer counter, Runnable gone) {
    this.from = from;
    this.stream = stream;
    this.to = to;
    this.counter = counter;
    this.gone = gone;
  }

  @Override
  public void run() {
    try {
      carry();
    } finally {
      ended = true;
    }
  }

  private void carry() {
    byte[] buffer = new byte[Frames.HEAD + Frames.LONGEST / 2];
    for (int length = read(buffer); length > 0; length = read(buffer)) {
      counter.accept(length);
      try {
        to.piece(stream, buffer, length);
      } catch (IOException e) {
        gone.run();
        return;
      }
    }
  }

  /// For how many nanoseconds it has been waiting for the tool: 0 while it waits for the shim, for
  /// ever when its stream has ended.
  long idleNanos() {
    if (ended) {
      return Long.MAX_VALUE;
    }
    return reading ? System.nanoTime() - readingSince : 0;
  }

  private int read(byte[] buffer) {
    readingSince = System.nanoTime();
    reading = true;
    try {
      return from.read(buffer, Frames.HEAD, buffer.length - Frames.HEAD);
    } catch (IOException e) {
      return -1; // The sidecar's stream is gone: the exit says so.
    } finally {
      reading = false;
    }
  }
}
