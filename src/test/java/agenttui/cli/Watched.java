package agenttui.cli;

import agenttui.keeper.Channel;
import agenttui.keeper.HelperBinary;
import agenttui.keeper.Keeper;
import agenttui.keeper.KeeperListener;
import agenttui.keeper.KeptPty;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.process.Program;
import agenttui.term.Emulator;
import agenttui.term.PtyOutput;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// A terminal of this process that a program is shown in, so that the time from a key to what it
/// changes can be taken without asking tmux: a keeper of its own and an emulator.
final class Watched implements AutoCloseable, PtyOutput {
  private static final Size SIZE = new Size(120, 35);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Emulator emulator = new Emulator(SIZE, 100);
  private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
  private final Keeper keeper;

  /// @param directory empty but for what other terminals left; short
  Watched(Path directory, List<String> program, Map<String, String> environment) {
    Path socket = directory.resolve("w.sock");
    String helper = HelperBinary.forThisMachine().in(directory).toString();
    Program.of(helper, "keeper", "serve", "--socket", socket.toString(), "--detach").run();
    keeper = Keeper.connect(socket, new Nobody(), Set.of());
    pty.complete(
        keeper.openPty(
            new PtySpec(new PtyId("w"), program, directory.toString(), environment, SIZE, false),
            this));
  }

  void type(String keys) {
    pty.join().write(keys.getBytes(StandardCharsets.UTF_8));
  }

  synchronized String screen() {
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < SIZE.rows(); row++) {
      all.append(emulator.screen().line(row)).append('\n');
    }
    return all.toString();
  }

  /// Waits until a text shows; gives how long that took.
  Duration until(String text) {
    return until(text, 1);
  }

  /// Waits until a text shows so many times; gives how long that took.
  synchronized Duration until(String text, int times) {
    long start = System.nanoTime();
    while (screen().split(Pattern.quote(text), -1).length <= times) {
      long left = PATIENCE.minusNanos(System.nanoTime() - start).toMillis();
      if (left <= 0) {
        throw new AssertionError("wanted " + text + ", got:\n" + screen());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void output(long offset, byte[] bytes) {
    byte[] replies;
    synchronized (this) {
      emulator.feed(bytes);
      emulator.takeNotices();
      replies = emulator.takeReplies();
      notifyAll();
    }
    pty.thenAccept(opened -> {
      opened.consumed(bytes.length);
      opened.write(replies);
    });
  }

  @Override
  public void gap(long from, long to) {}

  @Override
  public void exited(int status, Optional<String> why) {}

  @Override
  public void lost(String why) {}

  @Override
  public void close() {
    keeper.end();
  }

  private static final class Nobody implements KeeperListener {
    @Override
    public void opened(Channel channel) {
      channel.close();
    }

    @Override
    public void lost(String why) {}
  }
}
