package agenttui.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/// How the sockets of one server are served.
///
/// @param name of the server and its threads, for people: `egress proxy`
/// @param uris which addresses are well-formed
/// @param persistent whether a connection may carry a second request
/// @param chunk bytes of a request's chunk at most, if that is bounded
/// @param caps of connections
/// @param tooMany what one connection too many is told
/// @param errors answers what is not HTTP
public record HttpSettings(
    String name,
    UriCompliance uris,
    boolean persistent,
    Optional<Integer> chunk,
    Caps caps,
    TooMany tooMany,
    Request.Handler errors) {
  /// the whole head of a request, and of an answer.
  private static final int HEAD_BYTES = 64 * 1024;

  /// Connections, and how long one may take over its head.
  ///
  /// @param perSocket at a time; the next gets 503
  /// @param inAll at a time over all sockets; the next gets 503
  /// @param head time for the whole head of a request, from the connection's start
  /// @param idle time without a byte in either direction
  public record Caps(int perSocket, int inAll, Duration head, Duration idle) {}

  /// The 503 of one connection too many.
  ///
  /// @param line its body
  /// @param headers more header lines, each with its end `\r\n`; or empty
  public record TooMany(String line, String headers) {
    /// The whole answer.
    byte[] bytes() {
      return ("HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: "
              + line.length()
              + "\r\nConnection: close\r\n"
              + headers
              + "\r\n"
              + line)
          .getBytes(StandardCharsets.US_ASCII);
    }
  }

  /// What Jetty is told: strict, bounded, and silent about itself.
  HttpConfiguration configuration() {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setHttpCompliance(HttpCompliance.STRICT);
    configuration.setUriCompliance(uris);
    configuration.setRequestHeaderSize(HEAD_BYTES);
    configuration.setResponseHeaderSize(HEAD_BYTES);
    configuration.setPersistentConnectionsEnabled(persistent);
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    return configuration;
  }
}
