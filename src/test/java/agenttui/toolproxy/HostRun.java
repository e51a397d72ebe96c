package agenttui.toolproxy;

import agenttui.keeper.ExitStatus;
import agenttui.keeper.Processes;
import agenttui.keeper.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A stand-in for a run in a sidecar: a process of this machine in a process group of its own.
final class HostRun implements Run {
  private final Process process;
  private final CompletableFuture<ExitStatus> exit;
  private boolean closed;

  HostRun(ProcessBuilder builder) {
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exit = process.onExit().thenApply(ended -> status(ended.exitValue()));
  }

  private static ExitStatus status(int code) {
    return code > 128 ? new ExitStatus.Signalled(code - 128) : new ExitStatus.Exited(code);
  }

  /// Breaks as when the keeper's stream is lost.
  void lose() {
    exit.completeExceptionally(new IOException("stream lost"));
  }

  /// Ends as when the kernel takes its memory back.
  void starve() {
    exit.complete(new ExitStatus.Starved());
    kill(ToolSignal.KILL.number());
  }

  @Override
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return process.getErrorStream();
  }

  @Override
  public CompletableFuture<ExitStatus> exit() {
    return exit;
  }

  @Override
  public synchronized void signal(int signal) {
    if (!closed) {
      kill(signal);
    }
  }

  /// Its group, or itself while `setsid` has not made one yet.
  private void kill(int signal) {
    String group = "kill -%1$d -%2$d || kill -%1$d %2$d".formatted(signal, process.pid());
    try {
      new ProcessBuilder("bash", "-c", group)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Processes processes() {
    return new Processes(Optional.empty(), Optional.empty(), List.of());
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      kill(9);
      shut(process.getOutputStream());
      shut(process.getInputStream());
      shut(process.getErrorStream());
    }
  }

  private static void shut(AutoCloseable stream) {
    try {
      stream.close();
    } catch (Exception ignored) {
      // As the keeper: what was not delivered is dropped.
    }
  }
}
