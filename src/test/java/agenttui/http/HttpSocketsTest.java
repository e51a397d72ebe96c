package agenttui.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.handler.DefaultHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sockets that many connect to at once, as the connections of a sandbox do: each by a virtual
/// thread.
class HttpSocketsTest {
  private static final HttpSettings SETTINGS =
      new HttpSettings(
          "test",
          UriCompliance.DEFAULT,
          true,
          Optional.empty(),
          new HttpSettings.Caps(512, 512, Duration.ofMinutes(1), Duration.ofMinutes(1)),
          new HttpSettings.TooMany("too many\n", ""),
          (_, _, _) -> false);

  @TempDir Path directory;

  @Test
  void aBusyServerTurnsNoConnectionAway() {
    Path path = directory.resolve("s");
    CountDownLatch busy = new CountDownLatch(1);
    Executor virtual = task -> Thread.ofVirtual().start(task);
    List<CompletableFuture<SocketChannel>> all = new ArrayList<>();
    try (HttpSockets<HttpSocket> sockets = new HttpSockets<>(SETTINGS, _ -> new DefaultHandler())) {
      hold(sockets.listen(path, socket -> socket), busy);
      for (int i = 0; i < 200; i++) {
        all.add(CompletableFuture.supplyAsync(() -> connected(path), virtual));
      }
      List<String> failed =
          all.stream()
              .flatMap(each -> Stream.ofNullable(each.handle((_, e) -> e).join()))
              .map(Throwable::getMessage)
              .distinct()
              .toList();
      busy.countDown();
      assertEquals(List.of(), failed);
    }
    all.forEach(each -> each.thenAccept(HttpSocketsTest::close));
  }

  /// Keeps the thread that takes connections from doing so.
  private static void hold(HttpSocket socket, CountDownLatch busy) {
    socket
        .connector()
        .getBean(SelectorManager.class)
        .getBean(ManagedSelector.class)
        .submit(_ -> {
          try {
            busy.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static SocketChannel connected(Path path) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(path));
      return channel;
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage());
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
