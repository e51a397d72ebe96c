package agenttui.cli;

import agenttui.docker.ContainerId;
import agenttui.docker.Engine;
import agenttui.docker.ExecStream;
import agenttui.keeper.Channel;
import agenttui.keeper.HeldPty;
import agenttui.keeper.Keeper;
import agenttui.keeper.KeeperListener;
import agenttui.keeper.KeptPty;
import agenttui.keeper.PtyId;
import agenttui.term.PtyOutput;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The bytes that a pane in a container received, from the first on, as its keeper still holds
/// them. Whoever asks takes the keeper away from the server: end that first.
final class PaneBytes implements PtyOutput {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private final CompletableFuture<KeptPty> pty = new CompletableFuture<>();
  private final long wanted;

  private PaneBytes(long wanted) {
    this.wanted = wanted;
  }

  /// @param container the container's name
  /// @param pty its number in the keeper
  static byte[] of(Engine engine, String container, int pty) throws Exception {
    ContainerId id = engine.containers().inspect(container).orElseThrow().id();
    ExecStream stream =
        engine
            .containers()
            .exec(id, List.of("/opt/agent-tui/agent-tui-helper", "keeper", "attach"));
    Keeper keeper = Keeper.attach(stream.output(), stream.input(), new Deaf(), Set.of());
    try {
      HeldPty held = keeper.hello().pty(new PtyId("p" + pty)).orElseThrow();
      if (held.first() != 0) {
        throw new IllegalStateException("the ring has lost the first " + held.first() + " bytes");
      }
      PaneBytes output = new PaneBytes(held.next());
      output.pty.complete(keeper.attachPty(held.id(), 0, output));
      if (held.next() > 0) {
        output.complete.get(20, TimeUnit.SECONDS);
      }
      return output.bytes.toByteArray();
    } finally {
      keeper.bye();
    }
  }

  @Override
  public void output(long offset, byte[] some) {
    bytes.writeBytes(some);
    pty.thenAccept(there -> there.consumed(some.length));
    if (bytes.size() >= wanted) {
      complete.complete(null);
    }
  }

  @Override
  public void gap(long from, long to) {
    lost("no bytes " + from + " to " + to);
  }

  @Override
  public void exited(int status, Optional<String> why) {}

  @Override
  public void lost(String why) {
    complete.completeExceptionally(new IllegalStateException(why));
  }

  /// Takes no reverse channels.
  private static final class Deaf implements KeeperListener {
    @Override
    public void opened(Channel channel) {
      channel.close();
    }

    @Override
    public void lost(String why) {}
  }
}
