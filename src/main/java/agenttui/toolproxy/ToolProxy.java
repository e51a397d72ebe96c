package agenttui.toolproxy;

import agenttui.approval.Approvals;
import agenttui.approval.Asker;
import agenttui.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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

/// Takes tool calls from shims and runs them in sidecars.
///
/// One HTTP server on one Unix socket per container (`shim/TOOL-PROTOCOL.md` says what goes over
/// it). Each step of a call is one journal entry of topic `TOOL`, bound to the pane. Any thread.
public final class ToolProxy implements AutoCloseable {
  /// Exit code of a shim that could not reach the proxy, or whose call was cut off.
  public static final int UNREACHABLE = 86;

  /// the whole head of a request.
  private static final int HEAD_BYTES = 64 * 1024;

  /// Each socket keeps one selector thread busy; requests run on virtual threads beside these.
  private static final int THREADS = 1024;

  private final Map<Object, ToolSocket> sockets = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final ToolCalls calls = new ToolCalls();
  private final ToolLimits limits;
  private final ToolTable table;
  private final Journal journal;
  private final Approvals approvals;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Server server;

  private ToolProxy(
      ToolLimits limits, ToolTable table, Approvals approvals, Journal journal, Clock clock) {
    this.limits = limits;
    this.table = table;
    this.journal = journal;
    this.approvals = approvals;
    this.clock = clock;
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
    pool.setName("toolproxy");
    pool.setDaemon(true);
    pool.setReservedThreads(0);
    pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    Server http = new Server(pool);
    http.setHandler(new ToolHandler(sockets, table, limits, calls, approvals, journal, clock));
    http.setErrorHandler((request, response, callback) -> {
      int status = Math.max(400, response.getStatus());
      new Refusal(status, "not a request of the tool proxy").write(response, callback);
      return true;
    });
    try {
      http.start();
    } catch (Exception e) {
      throw new ToolProxyException("cannot start the tool proxy", e);
    }
    return http;
  }

  /// A proxy that listens nowhere yet.
  ///
  /// @param approvals asked about each call before anything is started
  public static ToolProxy open(
      Journal journal, ToolTable table, ToolLimits limits, Approvals approvals, Clock clock) {
    return new ToolProxy(limits, table, approvals, journal, clock);
  }

  /// Listens at `path` for the shims of one container.
  ///
  /// @param asker the pane whose container it is, and the fork's family and project
  /// @param token what its shims must present
  /// @param runner starts its tools
  /// @param path a path of at most 106 bytes in a directory of mode 0700; a socket that an earlier
  ///   server left there is replaced
  /// @throws ToolProxyException when it cannot be bound, we listen there already, or the HTTP
  ///   server cannot start
  public ToolSocket listen(Asker asker, ToolToken token, ToolRunner runner, Path path) {
    Server http = server();
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(
            http, null, null, null, 0, 1, new Connections(configuration(), connections, limits));
    connector.setUnixDomainPath(path);
    connector.setIdleTimeout(limits.head().plus(limits.body()).toMillis());
    ToolSocket socket = new ToolSocket(asker, token, runner, connector, sockets::remove);
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
      throw new ToolProxyException("cannot listen at " + path + ": " + e.getMessage(), e);
    }
    return socket;
  }

  private static HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setHttpCompliance(HttpCompliance.STRICT);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    configuration.setRequestHeaderSize(HEAD_BYTES);
    configuration.setPersistentConnectionsEnabled(false);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    return configuration;
  }

  /// The calls of all sockets.
  public ToolCalls calls() {
    return calls;
  }

  /// Closes every socket and ends every call.
  @Override
  public void close() {
    List.copyOf(sockets.values()).forEach(ToolSocket::close);
    lock.lock();
    try {
      if (server != null) {
        server.stop();
      }
    } catch (Exception e) {
      throw new ToolProxyException("cannot stop the tool proxy", e);
    } finally {
      lock.unlock();
    }
  }
}
