package agenttui.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// One HTTP server on any number of Unix sockets, each with an owner that its requests are for.
/// Requests run on virtual threads. Any thread.
///
/// @param <S> what a socket belongs to
public final class HttpSockets<S> implements AutoCloseable {
  /// Each socket keeps one selector thread busy; requests run on virtual threads beside these.
  private static final int THREADS = 1024;

  /// Connections that wait until a busy selector takes them: as many as the stream of a sandbox can
  /// bring at once. One more is not made to wait by the kernel but turned away (`EAGAIN` of
  /// connect(2)), when a virtual thread asks for it; Java's own 50 were too few.
  private static final int BACKLOG = 256;

  private final Map<Connector, S> owners = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final HttpSettings settings;
  private final Function<HttpSockets<S>, Handler> handler;
  private @Nullable Server server;

  /// Listens nowhere yet.
  ///
  /// @param handler makes, once and before the first request, what answers the requests of the
  ///   sockets that it is given
  public HttpSockets(HttpSettings settings, Function<HttpSockets<S>, Handler> handler) {
    this.settings = settings;
    this.handler = handler;
  }

  /// The HTTP server, started when the first sandbox needs it: loading it takes a second and some
  /// 20 MB.
  private Server server() {
    lock.lock();
    try {
      Server there = server;
      if (there == null) {
        there = started();
        server = there;
      }
      return there;
    } finally {
      lock.unlock();
    }
  }

  private Server started() {
    QueuedThreadPool pool = new QueuedThreadPool(THREADS, 0);
    pool.setName(settings.name().replace(' ', '-'));
    pool.setDaemon(true);
    pool.setReservedThreads(0);
    pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    Server http = new Server(pool);
    http.setHandler(handler.apply(this));
    http.setErrorHandler(settings.errors());
    try {
      http.start();
    } catch (Exception e) {
      throw new HttpException("cannot start the " + settings.name(), e);
    }
    return http;
  }

  /// Listens at `path`.
  ///
  /// @param path at most 106 bytes, in a directory of mode 0700; a socket that an earlier server
  ///   left there is replaced
  /// @param owner makes what the socket belongs to; called before the first request
  /// @throws HttpException when it cannot be bound, we listen there already, or the HTTP server
  ///   cannot start
  public S listen(Path path, Function<HttpSocket, S> owner) {
    Server http = server();
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(
            http,
            null,
            null,
            null,
            0,
            1,
            new Connections(settings, connections, http.getScheduler()));
    connector.setUnixDomainPath(path);
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(settings.caps().idle().toMillis());
    HttpSocket socket = new HttpSocket(connector, this::forget);
    S made = owner.apply(socket);
    try {
      if (owners.keySet().stream().anyMatch(each -> listensAt(each, path))) {
        throw new IOException("somebody listens there already");
      }
      Files.deleteIfExists(path);
      owners.put(connector, made);
      http.addConnector(connector);
      connector.start();
    } catch (Exception e) {
      forget(socket);
      http.removeConnector(connector);
      throw new HttpException("cannot listen at " + path + ": " + e.getMessage(), e);
    }
    return made;
  }

  private void forget(HttpSocket socket) {
    owners.remove(socket.connector());
  }

  private static boolean listensAt(Connector connector, Path path) {
    return connector instanceof UnixDomainServerConnector its
        && its.getUnixDomainPath().equals(path);
  }

  /// Whom a request is for; empty while its socket is being closed.
  public Optional<S> of(Request request) {
    return Optional.ofNullable(owners.get(request.getConnectionMetaData().getConnector()));
  }

  /// The owners of all sockets.
  public Collection<S> all() {
    return List.copyOf(owners.values());
  }

  /// Stops the server. Close the sockets first.
  ///
  /// @throws HttpException when it does not stop
  @Override
  public void close() {
    lock.lock();
    try {
      if (server != null) {
        server.stop();
      }
    } catch (Exception e) {
      throw new HttpException("cannot stop the " + settings.name(), e);
    } finally {
      lock.unlock();
    }
  }
}
