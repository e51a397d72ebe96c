package agenttui.egress;

import agenttui.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// Carries what leaves sandboxes for the network, by the policy of each.
///
/// One HTTP proxy (CONNECT and absolute-form requests) on one Unix socket per sandbox;
/// `docs/network.md` says what it refuses. Each request is an entry of topic `EGRESS`, bound to the
/// pane. Any thread.
public final class EgressProxy implements AutoCloseable {
  private static final int HEAD_BYTES = 64 * 1024;

  /// Each socket keeps one selector thread busy; requests run on virtual threads beside these.
  private static final int THREADS = 1024;

  private final Map<Object, EgressSocket> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final EgressRequests requests = new EgressRequests();
  private final ReentrantLock lock = new ReentrantLock();
  private final Journal journal;
  private final Allowances allowances;
  private final EgressLimits limits;
  private final Lookup lookup;
  private final Clock clock;
  private @Nullable Server server;

  private EgressProxy(
      Journal journal, Allowances allowances, EgressLimits limits, Names names, Clock clock) {
    this.journal = journal;
    this.allowances = allowances;
    this.limits = limits;
    this.lookup = new Lookup(names, limits.lookup());
    this.clock = clock;
  }

  /// A proxy that listens nowhere yet.
  ///
  /// @param allowances what people allowed for projects and for good
  public static EgressProxy open(
      Journal journal, Allowances allowances, EgressLimits limits, Names names, Clock clock) {
    return new EgressProxy(journal, allowances, limits, names, clock);
  }

  /// The HTTP server, started when the first sandbox needs it.
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
    pool.setName("egress");
    pool.setDaemon(true);
    pool.setReservedThreads(0);
    pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    Server http = new Server(pool);
    Dial dial = new Dial(lookup, limits.connect());
    http.setHandler(new EgressHandler(sockets, dial, limits, requests, journal, clock));
    http.setErrorHandler((request, response, callback) -> {
      EgressHandler.malformed(response, callback);
      return true;
    });
    try {
      http.start();
    } catch (Exception e) {
      throw new EgressException("cannot start the egress proxy", e);
    }
    return http;
  }

  /// Listens at `path` for the requests of one sandbox.
  ///
  /// @param pane the pane whose sandbox it is (`%3`)
  /// @param policy what it may reach
  /// @param path a path of at most 106 bytes in a directory of mode 0700; a socket that an earlier
  ///   server left there is replaced
  /// @throws EgressException when it cannot be bound, we listen there already, or the HTTP server
  ///   cannot start
  public EgressSocket listen(String pane, Policy policy, Path path) {
    Server http = server();
    Connections factory =
        new Connections(configuration(), connections, http.getScheduler(), limits);
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(http, null, null, null, 0, 1, factory);
    connector.setUnixDomainPath(path);
    connector.setIdleTimeout(limits.idle().toMillis());
    EgressSocket socket =
        new EgressSocket(
            pane, policy, connector, allowances, journal, limits.upload(), sockets::remove);
    try {
      if (sockets.values().stream().anyMatch(each -> each.path().equals(path))) {
        throw new IOException("somebody listens there already");
      }
      Files.deleteIfExists(path);
      sockets.put(connector, socket);
      http.addConnector(connector);
      connector.start();
    } catch (Exception e) {
      sockets.remove(connector);
      http.removeConnector(connector);
      throw new EgressException("cannot listen at " + path + ": " + e.getMessage(), e);
    }
    return socket;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setHttpCompliance(HttpCompliance.STRICT);
    // A path is passed on as it is written; only its host is ours to judge.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(HEAD_BYTES);
    configuration.setResponseHeaderSize(HEAD_BYTES);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    return configuration;
  }

  /// The socket of the sandbox in which `pane` (`%3`) runs.
  public Optional<EgressSocket> find(String pane) {
    return sockets.values().stream().filter(socket -> socket.serves().contains(pane)).findFirst();
  }

  /// The requests of all sockets.
  public EgressRequests requests() {
    return requests;
  }

  /// Closes every socket.
  @Override
  public void close() {
    List.copyOf(sockets.values()).forEach(EgressSocket::close);
    lock.lock();
    try {
      if (server != null) {
        server.stop();
      }
    } catch (Exception e) {
      throw new EgressException("cannot stop the egress proxy", e);
    } finally {
      lock.unlock();
      lookup.close();
    }
  }
}
