package agenttui.egress;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/// The connections of one socket: counted, tunnels included, so that too many are told so at once,
/// and each with a deadline for its head. (Jetty's idle time-out is no deadline: a byte every
/// second satisfies it.)
final class Connections extends HttpConnectionFactory {
  private static final byte[] TOO_MANY =
      """
      HTTP/1.1 503 Service Unavailable\r
      Content-Type: text/plain\r
      Content-Length: 54\r
      Connection: close\r
      \r
      agent-tui: too many connections of this pane are open
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final Map<EndPoint, Scheduler.Task> deadlines = new ConcurrentHashMap<>();
  private final AtomicInteger here = new AtomicInteger();
  private final AtomicInteger inAll;
  private final Scheduler scheduler;
  private final EgressLimits limits;

  /// @param inAll the count of all sockets together
  Connections(
      HttpConfiguration configuration,
      AtomicInteger inAll,
      Scheduler scheduler,
      EgressLimits limits) {
    super(configuration);
    this.scheduler = scheduler;
    this.inAll = inAll;
    this.limits = limits;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    boolean many = here.incrementAndGet() > limits.perSocket();
    many |= inAll.incrementAndGet() > limits.inAll();
    Connection connection =
        many ? new TooMany(endPoint, connector) : super.newConnection(connector, endPoint);
    await(endPoint, limits.head());
    connection.addEventListener(leaving(endPoint));
    return connection;
  }

  /// Counts a connection that took the place of one of ours at `endPoint`.
  void took(Connection connection, EndPoint endPoint) {
    here.incrementAndGet();
    inAll.incrementAndGet();
    connection.addEventListener(leaving(endPoint));
  }

  private Connection.Listener leaving(EndPoint endPoint) {
    return new Connection.Listener() {
      @Override
      public void onClosed(Connection closed) {
        here.decrementAndGet();
        inAll.decrementAndGet();
        met(endPoint);
      }
    };
  }

  /// The current deadline of `endPoint` is met: the connection stays.
  void met(EndPoint endPoint) {
    Scheduler.Task task = deadlines.remove(endPoint);
    if (task != null) {
      task.cancel();
    }
  }

  /// Gives `endPoint` another deadline.
  void await(EndPoint endPoint, Duration most) {
    met(endPoint);
    deadlines.put(
        endPoint, scheduler.schedule(endPoint::close, most.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// A connection that is one too many.
  private static final class TooMany extends AbstractConnection {
    TooMany(EndPoint endPoint, Connector connector) {
      super(endPoint, connector.getExecutor());
    }

    @Override
    public void onOpen() {
      super.onOpen();
      Callback close = Callback.from(this::close);
      getEndPoint().write(close, ByteBuffer.wrap(TOO_MANY));
    }

    @Override
    public void onFillable() {
      close();
    }
  }
}
