package agenttui.docker;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Asks an engine whether it is there, without loading docker-java.
final class Ping {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private Ping() {}

  /// The newest API version that the engine speaks (`1.41`).
  ///
  /// @throws IOException when it does not answer as an engine
  static String send(Address address) throws IOException {
    RawConnection connection = RawConnection.to(address);
    try (SocketChannel _ = connection.channel()) {
      RawConnection.Head head =
          connection.ask("GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close", "", DEADLINE);
      String version = head.headers().getOrDefault("api-version", "");
      if (head.status() != 200 || !version.matches("\\d+\\.\\d+")) {
        throw new IOException("something else than an engine answers (" + head.status() + ")");
      }
      return version;
    }
  }
}
