package agenttui.sandbox;

import agenttui.keeper.KeptPty;
import agenttui.term.PtyOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/// Takes all output of a pty and gives its credit back at once.
final class Console implements PtyOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
  private long next;
  private String end = "";
  private String exit = "";

  void on(KeptPty opened) {
    pty.complete(opened);
  }

  synchronized long next() {
    return next;
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /// Waits until the output holds `wanted`.
  String until(String wanted) {
    await(() -> text().contains(wanted), "wanted '" + wanted + "'");
    return text();
  }

  /// Waits until the program has ended: its status, a blank, and what else is known.
  synchronized String exit() {
    await(() -> !exit.isEmpty(), "wanted its end");
    return exit;
  }

  private synchronized void await(BooleanSupplier holds, String what) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    try {
      while (!holds.getAsBoolean()) {
        if (System.nanoTime() > deadline || !end.isEmpty()) {
          throw new AssertionError(what + ", " + end + ", got: " + text());
        }
        wait(100);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public synchronized void output(long offset, byte[] more) {
    next = offset + more.length;
    bytes.writeBytes(more);
    pty.thenAccept(opened -> opened.consumed(more.length));
    notifyAll();
  }

  @Override
  public synchronized void gap(long from, long to) {
    end = "gap " + from + "-" + to;
    notifyAll();
  }

  @Override
  public synchronized void exited(int status, Optional<String> why) {
    exit = status + " " + why.orElse("");
    notifyAll();
  }

  @Override
  public void lost(String why) {}
}
