package agenttui.toolproxy;

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

/// The connections of one socket: counted, so that too many are told so at once, and each with a
/// deadline for its head. (Jetty's idle time-out is no deadline: a byte every second satisfies it.)
final class Connections extends HttpConnectionFactory {
  /// C3: a chunk is at most this long.
  private static final int CHUNK = 1 << 16;

  private static final byte[] TOO_MANY =
      """
      HTTP/1.1 503 Service Unavailable\r
      Content-Type: text/plain\r
      Content-Length: 36\r
      X-Exit-Code: 86\r
      Connection: close\r
      \r
      too many tool calls at the same time
      """
          .strip()
          .getBytes(StandardCharsets.US_ASCII);

  private final Map<EndPoint, Scheduler.Task> deadlines = new ConcurrentHashMap<>();
  private final AtomicInteger here = new AtomicInteger();
  private final AtomicInteger inAll;
  private final ToolLimits limits;

  /// @param inAll the count of all sockets together
  Connections(HttpConfiguration configuration, AtomicInteger inAll, ToolLimits limits) {
    super(configuration);
    setTransferEncodingChunkMaxLength(CHUNK);
    this.inAll = inAll;
    this.limits = limits;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    boolean many = here.incrementAndGet() > limits.perSocket();
    many |= inAll.incrementAndGet() > limits.inAll();
    Connection connection =
        many ? new TooMany(endPoint, connector) : super.newConnection(connector, endPoint);
    Scheduler scheduler = connector.getScheduler();
    deadlines.put(endPoint, after(scheduler, limits.head(), endPoint));
    connection.addEventListener(
        new Connection.Listener() {
          @Override
          public void onClosed(Connection closed) {
            here.decrementAndGet();
            inAll.decrementAndGet();
            met(endPoint);
          }
        });
    return connection;
  }

  /// The current deadline of `endPoint` is met: the connection stays.
  void met(EndPoint endPoint) {
    Scheduler.Task task = deadlines.remove(endPoint);
    if (task != null) {
      task.cancel();
    }
  }

  /// Gives `endPoint` another deadline.
  void await(EndPoint endPoint, Scheduler scheduler, Duration most) {
    met(endPoint);
    deadlines.put(endPoint, after(scheduler, most, endPoint));
  }

  private static Scheduler.Task after(Scheduler scheduler, Duration delay, EndPoint endPoint) {
    return scheduler.schedule(endPoint::close, delay.toMillis(), TimeUnit.MILLISECONDS);
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
