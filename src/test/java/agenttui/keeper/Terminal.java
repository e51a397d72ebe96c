package agenttui.keeper;

import agenttui.term.PtyOutput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Takes the output of one pty and keeps all of it; fails when an offset does not follow.
final class Terminal implements PtyOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> gaps = new ArrayList<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final CompletableFuture<String> lost = new CompletableFuture<>();
  private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
  private final boolean consuming;
  private long next;

  private Terminal(boolean consuming, long from) {
    this.consuming = consuming;
    this.next = from;
  }

  /// Consumes whatever comes at once.
  static Terminal consuming() {
    return new Terminal(true, 0);
  }

  static Terminal consumingFrom(long offset) {
    return new Terminal(true, offset);
  }

  /// Consumes nothing.
  static Terminal stuck() {
    return new Terminal(false, 0);
  }

  KeptPty open(Keeper keeper, PtySpec spec) {
    return on(keeper.openPty(spec, this));
  }

  KeptPty attach(Keeper keeper, String id) {
    return on(keeper.attachPty(new PtyId(id), next, this));
  }

  private KeptPty on(KeptPty opened) {
    pty.complete(opened);
    return opened;
  }

  @Override
  public synchronized void output(long offset, byte[] more) {
    if (offset != next) {
      throw new AssertionError("offset " + offset + " instead of " + next);
    }
    next += more.length;
    bytes.writeBytes(more);
    if (consuming) {
      pty.thenAccept(opened -> opened.consumed(more.length));
    }
  }

  @Override
  public synchronized void gap(long from, long to) {
    if (from != next || to <= from) {
      throw new AssertionError("gap " + from + " to " + to + " at " + next);
    }
    gaps.add(from + "-" + to);
    next = to;
  }

  @Override
  public void exited(int status, Optional<String> why) {
    exit.complete(status);
  }

  @Override
  public void lost(String why) {
    lost.complete(why);
  }

  synchronized String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  synchronized long next() {
    return next;
  }

  synchronized List<String> gaps() {
    return List.copyOf(gaps);
  }

  int exit() throws Exception {
    return exit.get(20, TimeUnit.SECONDS);
  }

  boolean ended() {
    return exit.isDone();
  }

  String lost() throws Exception {
    return lost.get(20, TimeUnit.SECONDS);
  }

  void shows(String text) {
    Until.holds("the terminal shows " + text + " after " + tail(), () -> text().contains(text));
  }

  private String tail() {
    String all = text();
    return all.substring(Math.max(0, all.length() - 200));
  }
}
