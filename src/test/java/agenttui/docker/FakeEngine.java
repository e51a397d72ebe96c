package agenttui.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A socket that answers each request as it is told to: an engine for tests of what can go wrong.
final class FakeEngine implements AutoCloseable {
  /// What one connection does after its request's head was read.
  interface Answer {
    void to(String head, SocketChannel channel) throws IOException, InterruptedException;
  }

  private final ServerSocketChannel server;
  private final Path socket;

  private FakeEngine(ServerSocketChannel server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  static FakeEngine at(Path socket, Answer answer) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              SocketChannel channel = server.accept();
              Thread.ofVirtual().start(() -> serve(channel, answer));
            }
          } catch (IOException ignored) {
            // The test is over.
          }
        });
    return new FakeEngine(server, socket);
  }

  private static void serve(SocketChannel channel, Answer answer) {
    try (channel) {
      StringBuilder head = new StringBuilder();
      ByteBuffer one = ByteBuffer.allocate(1);
      while (!head.toString().endsWith("\r\n\r\n") && channel.read(one.clear()) > 0) {
        head.append((char) one.get(0));
      }
      answer.to(head.toString(), channel);
    } catch (IOException | InterruptedException ignored) {
      // The client has gone.
    }
  }

  static void send(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  Address address() {
    return new Address(java.net.URI.create("unix://" + socket));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
