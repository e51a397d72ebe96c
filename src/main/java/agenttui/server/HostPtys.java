package agenttui.server;

import agenttui.keeper.Channel;
import agenttui.keeper.HeldPty;
import agenttui.keeper.HelperBinary;
import agenttui.keeper.Keeper;
import agenttui.keeper.KeeperException;
import agenttui.keeper.KeeperListener;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.mux.Badge;
import agenttui.process.Exit;
import agenttui.process.Program;
import agenttui.store.Directories;
import agenttui.term.Pty;
import agenttui.term.PtyOutput;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Programs of the host (sandbox `none`): one keeper per server holds their ptys and outlives it.
final class HostPtys implements Ptys {
  private final Directories directories;
  private final Path socket;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Keeper keeper;

  /// @param socket where the host's keeper listens
  HostPtys(Directories directories, Path socket) {
    this.directories = directories;
    this.socket = socket;
  }

  @Override
  public Surroundings surroundings(String sandbox) {
    return new Surroundings(List.of(), List.of(Badge.danger("no isolation")));
  }

  @Override
  public Pty open(String sandbox, PtySpec spec, PtyOutput output) {
    return keeper(true).openPty(spec, output);
  }

  @Override
  public Found resume(String sandbox, PtyId id, long from, PtyOutput output) {
    if (!reachable()) {
      return new Gone("its keeper has ended");
    }
    Keeper there = keeper(false);
    Optional<HeldPty> held = there.hello().pty(id);
    if (held.isEmpty()) {
      return new Gone("its keeper no longer holds it");
    }
    long next = held.get().next();
    return new Resumed(there.attachPty(id, Math.min(from, next), output), next);
  }

  /// Whether a keeper listens, busy or not.
  private boolean reachable() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return Files.exists(socket) && channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }

  /// The keeper, attached once and again after a loss; started when there is none and `start`.
  private Keeper keeper(boolean start) {
    lock.lock();
    try {
      Keeper known = keeper;
      if (known != null && known.alive()) {
        return known;
      }
      Keeper fresh = connected(start);
      keeper = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private Keeper connected(boolean start) {
    try {
      return Keeper.connect(socket, new Silent(), Set.of());
    } catch (KeeperException e) {
      if (!start) {
        throw e;
      }
      serve();
      return Keeper.connect(socket, new Silent(), Set.of());
    }
  }

  private void serve() {
    Path helper = HelperBinary.forThisMachine().in(directories.cache("helper"));
    Exit exit =
        Program.of(helper.toString(), "keeper", "serve", "--socket", socket.toString(), "--detach")
            .in(Path.of("/"))
            .timeout(Duration.ofSeconds(10))
            .run();
    if (exit.code() != 0) {
      throw new KeeperException("cannot start a keeper on the host: " + exit.complaint());
    }
  }

  @Override
  public void leave() {
    lock.lock();
    try {
      if (keeper != null) {
        keeper.bye();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int end(Set<String> shown) {
    lock.lock();
    try {
      if (Files.exists(socket)) {
        keeper(false).end();
      }
    } catch (KeeperException e) {
      // It is gone already.
    } finally {
      lock.unlock();
    }
    return 0;
  }

  /// The host's keeper has no reverse channels, and each pane hears of a loss itself.
  private static final class Silent implements KeeperListener {
    @Override
    public void opened(Channel channel) {
      channel.close();
    }

    @Override
    public void lost(String why) {}
  }
}
