package agenttui.sandbox;

import agenttui.keeper.KeptPty;
import agenttui.term.PtyOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// Takes all output of a pty and gives its credit back at once.
final class Console implements PtyOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
  private long next;
  private String end = "";

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
  synchronized String until(String wanted) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    try {
      while (!text().contains(wanted)) {
        if (System.nanoTime() > deadline || !end.isEmpty()) {
          throw new AssertionError("wanted '" + wanted + "', " + end + ", got: " + text());
        }
        wait(100);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return text();
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
  public void exited(int status) {}

  @Override
  public void lost(String why) {}
}
