package agenttui.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// One HTTP/1.1 request to the engine and the head of its answer, on a connection of our own; what
/// follows the head is the caller's. For what docker-java cannot: half-closed streams, big reads,
/// no threads of its own.
final class RawConnection {
  /// Big reads matter: the engine sends 4 to 32 KiB at a time, a slow reader gets many at once.
  private static final int READ_BYTES = 256 << 10;

  private static final int MAX_HEAD = 16 << 10;
  private static final Duration PING = Duration.ofSeconds(5);

  private final SocketChannel channel;

  /// Bytes that were read and not yet taken, ready to get.
  private final ByteBuffer unread = ByteBuffer.allocateDirect(READ_BYTES).limit(0);

  private RawConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /// The head of an answer.
  ///
  /// @param status the three digits
  /// @param headers by lower-case name
  record Head(int status, Map<String, String> headers) {}

  /// Connects; the caller closes [#channel()].
  static RawConnection to(Address address) throws IOException {
    return new RawConnection(address.connect());
  }

  /// Asks the engine whether it is there, without loading docker-java; gives the newest API version
  /// that it speaks (`1.41`).
  ///
  /// @throws IOException when it does not answer as an engine within 5 s
  static String ping(Address address) throws IOException {
    RawConnection connection = to(address);
    try (SocketChannel _ = connection.channel()) {
      Head head =
          connection.ask("GET /_ping HTTP/1.1\r\nHost: engine\r\nConnection: close", "", PING);
      String version = head.headers().getOrDefault("api-version", "");
      if (head.status() != 200 || !version.matches("\\d+\\.\\d+")) {
        throw new IOException("something else than an engine answers (" + head.status() + ")");
      }
      return version;
    }
  }

  SocketChannel channel() {
    return channel;
  }

  /// Sends `head` (lines without the empty one) and `body`, then waits for the answer's head. When
  /// `deadline` passes first the connection is closed and the read fails.
  Head ask(String head, String body, Duration deadline) throws IOException {
    Thread guard =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(deadline);
                channel.close();
              } catch (InterruptedException | IOException ignored) {
                // Answered in time, or closed already.
              }
            });
    try {
      String request = head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      write(request.getBytes(StandardCharsets.US_ASCII));
      return readHead();
    } finally {
      guard.interrupt();
    }
  }

  /// Sends `head` and all of `body` in chunks (RFC 9112, 7.1), then waits for the answer's head. An
  /// answer that comes early (an error) ends the sending.
  Head upload(String head, InputStream body) throws IOException {
    write((head + "\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    byte[] chunk = new byte[64 << 10];
    try {
      for (int n = body.readNBytes(chunk, 0, chunk.length);
          n > 0;
          n = body.readNBytes(chunk, 0, chunk.length)) {
        write((Integer.toHexString(n) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        write(Arrays.copyOf(chunk, n));
        write(new byte[] {'\r', '\n'});
      }
      write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      return readHead(); // Refused while we were sending: the answer says why.
    }
    return readHead();
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private Head readHead() throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
      if (!available()) {
        throw new IOException("the engine closed the connection");
      }
      if (text.length() > MAX_HEAD) {
        throw new IOException("the engine's answer has no end of its head");
      }
      text.append((char) (unread.get() & 0xff));
    }
    String[] lines = text.toString().split("\r\n", -1);
    if (!lines[0].matches("HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException("not an answer of HTTP: " + lines[0]);
    }
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        headers.put(name, line.substring(colon + 1).strip());
      }
    }
    return new Head(Integer.parseInt(lines[0].substring(9, 12)), headers);
  }

  /// Waits until at least one byte can be taken from [#unread()]; false at the end.
  boolean available() throws IOException {
    if (unread.hasRemaining()) {
      return true;
    }
    unread.clear();
    int got = channel.read(unread);
    unread.flip();
    return got > 0;
  }

  /// What was read and not yet taken.
  ByteBuffer unread() {
    return unread;
  }

  /// What is left of the answer, at most `limit` bytes, as text: an error's JSON.
  String rest(int limit) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < limit && available()) {
      text.append((char) (unread.get() & 0xff));
    }
    return text.toString();
  }
}
