package agenttui.cli;

import agenttui.client.Client;
import agenttui.server.Server;
import agenttui.store.Directories;
import agenttui.store.Endpoint;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A short day of client and server in one JVM, from which the start-up cache is made: one cache
/// serves both, so both are in it. Runs in directories of its own and needs no terminal; what it
/// cannot do here (no engine, no bubblewrap) it leaves out.
final class Rehearsal {
  /// After this it gives up without a cache.
  private static final Duration MOST = Duration.ofSeconds(90);

  /// Between two keys: a person's pace, in which a frame is drawn.
  private static final Duration BEAT = Duration.ofMillis(250);

  /// What is typed: a flood, the help page, a split, the panel, zoom, and detach.
  private static final List<String> KEYS =
      List.of(
          "seq 20000\r",
          "printf '\\033[31mred\\033[0m %s\\n' wide: 中文\r",
          "\002?",
          "\033",
          "\002%",
          "echo two\r",
          "\002b",
          "\002b",
          "\002z",
          "\002S",
          "\033",
          "\002d");

  private final Endpoint endpoint;

  private Rehearsal(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /// Plays it; 0 when a frame was drawn.
  static int run(Endpoint endpoint, Directories directories) {
    Thread limit =
        new Thread(() -> {
          pause(MOST);
          Runtime.getRuntime().halt(1);
        });
    limit.setDaemon(true);
    limit.start();
    Thread server = new Thread(() -> Server.serve(endpoint, directories), "server");
    server.start();
    return new Rehearsal(endpoint).play(server);
  }

  private int play(Thread server) {
    while (server.isAlive() && !listening()) {
      pause(Duration.ofMillis(20));
    }
    for (String verb : List.of("ls", "info", "agents", "ps", "fork list")) {
      Client.run(endpoint, List.of(verb.split(" ", -1)));
    }
    Client.rehearse();
    int frames = shown("local");
    if (frames == 0) {
      frames = shown("none");
    }
    Client.run(endpoint, List.of("capture-pane", "-p"));
    Client.run(endpoint, List.of("kill-server"));
    try {
      server.join(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return frames > 0 ? 0 : 1;
  }

  private boolean listening() {
    Optional<Connection> connection = Connection.to(endpoint.socket());
    connection.ifPresent(Connection::close);
    return connection.isPresent();
  }

  /// Starts a session, types, detaches; gives the count of frames.
  private int shown(String sandbox) {
    Optional<Connection> found = Connection.to(endpoint.socket());
    if (found.isEmpty()) {
      return 0;
    }
    Connection connection = found.get();
    connection.send(Protocol.hello());
    connection.send(
        new Message.Run(
            List.of("new-session", "-s", sandbox, "--sandbox", sandbox, "--", "sh"),
            Path.of("").toAbsolutePath().toString(),
            System.getenv(),
            true,
            120,
            35));
    AtomicInteger frames = new AtomicInteger();
    boolean on = true;
    while (on) {
      on = connection.receive().filter(message -> heard(connection, message, frames)).isPresent();
    }
    connection.close();
    return frames.get();
  }

  /// Whether the conversation goes on.
  private static boolean heard(Connection connection, Message message, AtomicInteger frames) {
    switch (message) {
      case Message.Enter enter -> {
        Map<String, String> terminal = Map.of("TERM", "xterm-256color", "LANG", "C.UTF-8");
        connection.send(new Message.Attach(enter.session(), 120, 35, terminal));
        Thread.ofVirtual().start(() -> type(connection));
      }
      case Message.Output _ -> {
        frames.incrementAndGet();
        connection.send(new Message.Drawn());
      }
      case Message.Exit _ -> {
        return false;
      }
      default -> {}
    }
    return true;
  }

  /// Types, and hangs up where the last key did not detach.
  private static void type(Connection connection) {
    pause(BEAT.multipliedBy(4));
    for (String key : KEYS) {
      connection.send(new Message.Input(key.getBytes(StandardCharsets.UTF_8)));
      pause(BEAT);
    }
    pause(BEAT.multipliedBy(4));
    connection.close();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
