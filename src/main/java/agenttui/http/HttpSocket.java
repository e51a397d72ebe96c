package agenttui.http;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/// One Unix socket that is served. Whoever connects to its path *is* the sandbox that it was made
/// for, so the path lies in a directory of mode 0700. Any thread.
public final class HttpSocket implements AutoCloseable {
  private final UnixDomainServerConnector connector;
  private final Consumer<HttpSocket> forget;

  /// @param forget told at the end, before anything is cut
  HttpSocket(UnixDomainServerConnector connector, Consumer<HttpSocket> forget) {
    this.connector = connector;
    this.forget = forget;
  }

  /// Where it listens.
  public Path path() {
    return connector.getUnixDomainPath();
  }

  UnixDomainServerConnector connector() {
    return connector;
  }

  /// Cuts its connections off, stops listening and removes the socket. A second time does nothing.
  ///
  /// @throws HttpException when it does not stop
  @Override
  public void close() {
    forget.accept(this);
    try {
      connector.getServer().removeConnector(connector);
      connector.stop();
    } catch (Exception e) {
      throw new HttpException("cannot close " + path(), e);
    }
  }
}
