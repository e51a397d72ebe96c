package agenttui.server;

import agenttui.wire.Connection;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import agenttui.wire.WireException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server's socket: accepts clients of our own user whose program speaks our protocol, and
/// reads each on a thread of its own. That is no virtual one: between a key and its echo each of
/// those costs two wake-ups more, of a poller and of a carrier.
final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private final Path socket;
  private final ServerSocketChannel channel;
  private final Loop loop;
  private final Runnable stop;
  private final String owner;
  private final AtomicInteger accepted = new AtomicInteger();

  private Listener(
      Path socket, ServerSocketChannel channel, Loop loop, Runnable stop, String owner) {
    this.socket = socket;
    this.channel = channel;
    this.loop = loop;
    this.stop = stop;
    this.owner = owner;
  }

  /// Listens at `socket`, whose directory is private and whose name is ours by a held lock: what
  /// lies there is of a dead server.
  ///
  /// @param stop ends the server: what a client of another version may still say
  /// @throws ServerException when the socket cannot be made
  static Listener open(Path socket, Loop loop, Runnable stop) {
    try {
      Files.deleteIfExists(socket);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      Path directory = socket.toAbsolutePath().getParent();
      String owner = Files.getOwner(directory == null ? socket : directory).getName();
      return new Listener(socket, channel, loop, stop, owner);
    } catch (IOException e) {
      throw new ServerException("cannot listen at " + socket + ": " + e.getMessage(), e);
    }
  }

  /// Starts accepting, on a virtual thread.
  void start() {
    Thread.ofVirtual().name("listener").start(this::acceptAll);
  }

  private void acceptAll() {
    while (channel.isOpen()) {
      try {
        SocketChannel client = channel.accept();
        Thread.ofPlatform().daemon().name("client").start(() -> greet(client));
      } catch (IOException e) {
        if (channel.isOpen()) {
          LOG.warn("cannot accept a client", e);
        }
      }
    }
  }

  private void greet(SocketChannel client) {
    Connection connection = Connection.over(client);
    try {
      if (!connection.peer().equals(owner)) {
        LOG.warn("refused a client of {}", connection.peer());
        connection.close();
        return;
      }
      connection.send(Protocol.hello());
      Optional<Message> first = connection.receive();
      if (first.isPresent() && first.get() instanceof Message.Hello hello) {
        if (hello.protocol() == Protocol.VERSION) {
          new Link("c" + accepted.incrementAndGet(), connection).read(loop);
        } else if (connection.receive().equals(Optional.of(new Message.Stop()))) {
          stop.run();
        }
      }
    } catch (WireException e) {
      LOG.warn("dropped a client: {}", e.getMessage());
    } finally {
      connection.close();
    }
  }

  /// Accepts no more; the file goes away. Connections that are there stay.
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.warn("cannot remove {}", socket, e);
    }
  }
}
