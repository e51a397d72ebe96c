package agenttui.keeper;

import agenttui.keeper.frame.Inlet;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A program that goes on until its test, or a signal, ends it.
public final class HeldRun implements Run {
  private final Inlet stdout = new Inlet(1 << 16, () -> 0, _ -> {});
  private final Inlet stderr = new Inlet(1 << 16, () -> 0, _ -> {});
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

  private final boolean hears;

  /// @param hears whether a signal ends it
  public HeldRun(boolean hears) {
    this.hears = hears;
  }

  /// The program exits; others may hold its outputs open.
  public void exits(int code) {
    exit.complete(new ExitStatus.Exited(code));
  }

  /// The program exits, and with it its outputs end.
  public void ends(int code) {
    exits(code);
    endOutputs();
  }

  private void endOutputs() {
    stdout.end();
    stderr.end();
  }

  @Override
  public OutputStream stdin() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public Inlet stdout() {
    return stdout;
  }

  @Override
  public Inlet stderr() {
    return stderr;
  }

  @Override
  public CompletableFuture<ExitStatus> exit() {
    return exit.copy();
  }

  @Override
  public void signal(int signal) {
    if (hears) {
      exit.complete(new ExitStatus.Signalled(signal));
      endOutputs();
    }
  }

  @Override
  public Processes processes() {
    return new Processes(Optional.empty(), Optional.empty(), List.of());
  }

  @Override
  public void close() {
    stdout.fail("the run is closed");
    stderr.fail("the run is closed");
    exit.completeExceptionally(new KeeperException("the run is closed"));
  }
}
