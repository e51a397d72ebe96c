package agenttui.toolproxy;

import agenttui.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

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
  private final Server server;

  private ToolProxy(ToolLimits limits) {
    this.limits = limits;
    QueuedThreadPool pool = new QueuedThreadPool(THREADS, 0);
    pool.setName("toolproxy");
    pool.setDaemon(true);
    pool.setReservedThreads(0);
    pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    server = new Server(pool);
  }

  /// A proxy that listens nowhere yet.
  ///
  /// @throws ToolProxyException when the HTTP server cannot start
  public static ToolProxy open(Journal journal, ToolTable table, ToolLimits limits, Clock clock) {
    ToolProxy proxy = new ToolProxy(limits);
    proxy.server.setHandler(
        new ToolHandler(proxy.sockets, table, limits, proxy.calls, journal, clock));
    proxy.server.setErrorHandler((request, response, callback) -> {
      int status = Math.max(400, response.getStatus());
      new Refusal(status, "not a request of the tool proxy").write(response, callback);
      return true;
    });
    try {
      proxy.server.start();
    } catch (Exception e) {
      throw new ToolProxyException("cannot start the tool proxy", e);
    }
    return proxy;
  }

  /// Listens at `path` for the shims of one container.
  ///
  /// @param pane the pane whose container it is (`%3`)
  /// @param token what its shims must present
  /// @param runner starts its tools
  /// @param path a path of at most 106 bytes in a directory of mode 0700; a socket that an earlier
  ///   server left there is replaced
  /// @throws ToolProxyException when it cannot be bound, or we listen there already
  public ToolSocket listen(String pane, ToolToken token, ToolRunner runner, Path path) {
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(
            server, null, null, null, 0, 1, new Connections(configuration(), connections, limits));
    connector.setUnixDomainPath(path);
    connector.setIdleTimeout(limits.head().plus(limits.body()).toMillis());
    ToolSocket socket = new ToolSocket(pane, token, runner, connector, sockets::remove);
    try {
      if (sockets.values().stream().anyMatch(each -> each.path().equals(path))) {
        throw new IOException("somebody listens there already");
      }
      Files.deleteIfExists(path);
      sockets.put(connector, socket);
      server.addConnector(connector);
      connector.start();
    } catch (Exception e) {
      sockets.remove(connector);
      server.removeConnector(connector);
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
    try {
      server.stop();
    } catch (Exception e) {
      throw new ToolProxyException("cannot stop the tool proxy", e);
    }
  }
}
