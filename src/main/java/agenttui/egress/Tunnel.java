package agenttui.egress;

import agenttui.http.Connections;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.BufferUtil;

/// The connection of an agent after its CONNECT was answered: bytes both ways, by two virtual
/// threads. Nothing goes up before the first TLS record named the host that was asked for, and
/// nothing comes down.
final class Tunnel extends AbstractConnection implements Connection.UpgradeTo {
  private static final int BUFFER = 64 * 1024;

  /// RFC 8446 section 6: a fatal alert `unrecognized_name`, so that the agent says what is wrong.
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

  private final ByteBuffer in = BufferUtil.allocate(BUFFER);
  private final Connections connections;
  private final Socket upstream;
  private final Target target;
  private final boolean checked;
  private final LiveRequest live;
  private final EgressLimits limits;

  /// @param checked whether the agent must speak TLS with the target's name
  Tunnel(
      EndPoint endPoint,
      Connections connections,
      Socket upstream,
      Target target,
      boolean checked,
      LiveRequest live,
      EgressLimits limits) {
    super(endPoint, Runnable::run);
    this.connections = connections;
    this.upstream = upstream;
    this.target = target;
    this.checked = checked;
    this.live = live;
    this.limits = limits;
  }

  /// Takes what was read beyond the request's head.
  @Override
  public void onUpgradeTo(ByteBuffer rest) {
    BufferUtil.append(in, rest);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    connections.took(this, getEndPoint());
    Thread.ofVirtual().name("egress-up-" + target).start(this::carry);
  }

  @Override
  public void onFillable() {
    // Only the blocked reader is told.
  }

  @Override
  public boolean onIdleExpired(TimeoutException timeout) {
    live.over(new Verdict.Failed("was idle for " + limits.idle().toMinutes() + " min"));
    cut();
    return false;
  }

  @Override
  public void onClose(Throwable cause) {
    super.onClose(cause);
    cut();
  }

  /// Ends it at once.
  void cut() {
    live.done();
    try {
      upstream.close();
    } catch (IOException e) {
      // It is gone either way.
    }
    getEndPoint().close();
  }

  private void carry() {
    try {
      OutputStream out = upstream.getOutputStream();
      if (checked && !greeted(out)) {
        return;
      }
      Thread down = Thread.ofVirtual().name("egress-down-" + target).start(this::down);
      while (read() >= 0) {
        int length = in.remaining();
        out.write(in.array(), in.arrayOffset() + in.position(), length);
        BufferUtil.clear(in);
        live.up(length);
      }
      upstream.shutdownOutput();
      down.join();
    } catch (IOException | InterruptedException e) {
      // One of the two ends is gone; so is the tunnel.
    } finally {
      cut();
    }
  }

  /// Waits for the first record and passes it on when it names the host.
  private boolean greeted(OutputStream out) throws IOException {
    connections.await(getEndPoint(), limits.head());
    ClientHello hello = new ClientHello();
    ClientHello.Seen seen = new ClientHello.Seen.More();
    while (seen instanceof ClientHello.Seen.More && read() >= 0) {
      seen = hello.next(in.array(), in.arrayOffset() + in.position(), in.remaining());
      BufferUtil.clear(in);
    }
    connections.met(getEndPoint());
    Optional<String> wrong = wrong(seen);
    if (wrong.isPresent()) {
      live.over(new Verdict.Refused(wrong.get()));
      if (seen instanceof ClientHello.Seen.Hello) {
        write(ByteBuffer.wrap(UNRECOGNIZED_NAME));
      }
      return false;
    }
    out.write(hello.bytes());
    live.up(hello.bytes().length);
    return true;
  }

  private Optional<String> wrong(ClientHello.Seen seen) {
    return switch (seen) {
      case ClientHello.Seen.More _ -> Optional.of("sent no TLS");
      case ClientHello.Seen.Other _ -> Optional.of("sent something else than TLS");
      case ClientHello.Seen.Hello(Optional<String> server) -> {
        boolean address = HostGrammar.literal(target.host()).isPresent();
        boolean same = address ? server.isEmpty() : server.equals(Optional.of(target.host()));
        yield same ? Optional.empty() : Optional.of("is not the host that TLS names");
      }
    };
  }

  private void down() {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream from = upstream.getInputStream();
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        write(ByteBuffer.wrap(buffer, 0, n));
        live.down(n);
      }
      getEndPoint().shutdownOutput();
    } catch (IOException e) {
      cut();
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    try (Blocker.Callback written = Blocker.callback()) {
      getEndPoint().write(written, bytes);
      written.block();
    }
  }

  /// Waits until there are bytes in [#in].
  ///
  /// @return how many, or -1 at the agent's end
  private int read() throws IOException {
    while (!in.hasRemaining()) {
      int filled = getEndPoint().fill(in);
      if (filled < 0) {
        return -1;
      }
      if (filled == 0) {
        try (Blocker.Callback ready = Blocker.callback()) {
          getEndPoint().fillInterested(ready);
          ready.block();
        }
      }
    }
    return in.remaining();
  }
}
