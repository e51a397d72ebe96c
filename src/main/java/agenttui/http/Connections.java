package agenttui.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/// The connections of one socket: counted, those that were upgraded included, so that too many are
/// told so at once, and each with a deadline. (Jetty's idle time-out is no deadline: a byte every
/// second satisfies it.) Any thread.
public final class Connections extends HttpConnectionFactory {
  private final Map<EndPoint, Scheduler.Task> deadlines = new ConcurrentHashMap<>();
  private final AtomicInteger here = new AtomicInteger();
  private final AtomicInteger inAll;
  private final Scheduler scheduler;
  private final HttpSettings settings;

  /// @param inAll the count of all sockets together
  Connections(HttpSettings settings, AtomicInteger inAll, Scheduler scheduler) {
    super(settings.configuration());
    settings.chunk().ifPresent(this::setTransferEncodingChunkMaxLength);
    this.settings = settings;
    this.inAll = inAll;
    this.scheduler = scheduler;
  }

  /// Those of the socket that `request` came through.
  public static Connections of(Request request) {
    return request.getConnectionMetaData().getConnector().getConnectionFactory(Connections.class);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    boolean many = here.incrementAndGet() > settings.caps().perSocket();
    many |= inAll.incrementAndGet() > settings.caps().inAll();
    Connection connection =
        many ? new Surplus(endPoint, connector) : super.newConnection(connector, endPoint);
    await(endPoint, settings.caps().head());
    connection.addEventListener(leaving(endPoint));
    return connection;
  }

  /// Counts a connection that took the place of one of ours at `endPoint`.
  public void took(Connection connection, EndPoint endPoint) {
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
  public void met(EndPoint endPoint) {
    Scheduler.Task task = deadlines.remove(endPoint);
    if (task != null) {
      task.cancel();
    }
  }

  /// Gives `endPoint` another deadline; it is closed when that passes.
  public void await(EndPoint endPoint, Duration most) {
    met(endPoint);
    deadlines.put(
        endPoint, scheduler.schedule(endPoint::close, most.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// A connection that is one too many.
  private final class Surplus extends AbstractConnection {
    Surplus(EndPoint endPoint, Connector connector) {
      super(endPoint, connector.getExecutor());
    }

    @Override
    public void onOpen() {
      super.onOpen();
      Callback close = Callback.from(this::close);
      getEndPoint().write(close, ByteBuffer.wrap(settings.tooMany().bytes()));
    }

    @Override
    public void onFillable() {
      close();
    }
  }
}
