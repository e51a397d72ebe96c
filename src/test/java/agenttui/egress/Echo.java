package agenttui.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that plays one script for each connection; on loopback when not said otherwise.
public final class Echo implements AutoCloseable {
  /// What it does with a connection.
  public interface Script {
    void play(InputStream in, OutputStream out) throws IOException;
  }

  public final AtomicInteger connections = new AtomicInteger();
  final List<String> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  public Echo(Script script) throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script);
  }

  /// @param place where it listens; port 0 for any
  public Echo(InetSocketAddress place, Script script) throws IOException {
    server = new ServerSocket();
    server.bind(place);
    Thread.startVirtualThread(() -> serve(script));
  }

  /// One that answers each request with `answer` after reading its head.
  static Echo answering(String answer) throws IOException {
    Echo[] self = new Echo[1];
    self[0] =
        new Echo((in, out) -> {
          self[0].heads.add(head(in));
          out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
        });
    return self[0];
  }

  /// One that sends back what it gets.
  static Echo mirror() throws IOException {
    return new Echo((in, out) -> in.transferTo(out));
  }

  private void serve(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.startVirtualThread(() -> {
          try (socket) {
            script.play(socket.getInputStream(), socket.getOutputStream());
          } catch (IOException e) {
            // The proxy hung up; the test sees what came of it.
          }
        });
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /// Reads a request's head.
  public static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  public int port() {
    return server.getLocalPort();
  }

  /// For `[network.local]`.
  public String place() {
    return "127.0.0.1:" + port();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
