package agenttui.client;

import agenttui.store.Endpoint;
import agenttui.wire.Connection;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// One conversation with the server: a command line, and, when the server says so, a session on
/// this terminal until it is detached or ends. Belongs to the main thread; standard input has a
/// reader of its own.
public final class Client {
  /// Verbs that may end in a session on this terminal: only for these is the terminal opened.
  private static final Set<String> FULL_SCREEN =
      Set.of("start", "new-session", "new", "attach", "run");

  /// Verbs that mean a server that runs: they start none.
  private static final Set<String> NEED_ONE = Set.of("kill-server", "has-session", "has");

  /// The verb that reads a secret with `--key`; without options it ends in a session here, too.
  private static final String LOGIN = "login";

  private static final Set<String> TERMINAL_FACTS =
      Set.of("TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "STY");

  /// How many servers may end before they have said a word.
  private static final int TRIES = 5;

  private final Endpoint endpoint;
  private final List<String> arguments;
  private @Nullable FutureTask<HostTerminal> opening;
  private @Nullable HostTerminal terminal;

  private Client(Endpoint endpoint, List<String> arguments) {
    this.endpoint = endpoint;
    this.arguments = arguments;
  }

  /// Says `arguments` to the server of `endpoint` and stays until it is done.
  ///
  /// @return the exit code
  public static int run(Endpoint endpoint, List<String> arguments) {
    Client client = new Client(endpoint, arguments);
    try {
      return client.converse();
    } catch (ClientException e) {
      client.restore();
      System.err.println("agent-tui: " + e.getMessage());
      return 1;
    } finally {
      client.restore();
    }
  }

  /// Whether a person is at standard input and output.
  public static boolean hasTerminal() {
    return HostTerminal.isTerminal(0) && HostTerminal.isTerminal(1);
  }

  /// Loads what a client with a terminal needs, for the start-up cache; shows nothing.
  public static void rehearse() {
    HostTerminal.rehearse();
  }

  private int converse() {
    boolean fullScreen =
        (FULL_SCREEN.contains(arguments.getFirst()) && !detached(arguments)) || signsIn(arguments);
    if (fullScreen) {
      HostTerminal.check();
      // Both this and the way to the server wait for class loading; two cores do both at once.
      FutureTask<HostTerminal> open = new FutureTask<>(HostTerminal::open);
      opening = open;
      new Thread(open, "terminal").start();
    }
    hide();
    if (NEED_ONE.contains(arguments.getFirst())) {
      Optional<Connection> running = ServerStart.running(endpoint);
      if (running.isEmpty()) {
        return notRunning();
      }
      return converse(greeted(running.get()).orElseThrow(Client::serverEnded));
    }
    return converse(met());
  }

  /// A server and its first word. One that is being killed may still be connected to and says
  /// nothing more: as nothing was asked of it yet, the next one is asked.
  private Met met() {
    for (int i = 0; i < TRIES; i++) {
      Connection connection = ServerStart.ensure(endpoint);
      Optional<Met> met = greeted(connection);
      if (met.isPresent()) {
        return met.get();
      }
      connection.close();
    }
    throw serverEnded();
  }

  private static Optional<Met> greeted(Connection connection) {
    connection.sendOrWait(Protocol.hello());
    return connection.receive().map(first -> new Met(connection, first));
  }

  private static ClientException serverEnded() {
    return new ClientException("the server ended; its log is in the state directory");
  }

  /// @param first what the server said first
  private record Met(Connection connection, Message first) {}

  private static boolean signsIn(List<String> arguments) {
    return arguments.getFirst().equals(LOGIN)
        && arguments.size() == 2
        && !arguments.getLast().startsWith("-");
  }

  private static boolean detached(List<String> arguments) {
    int dashes = arguments.indexOf("--");
    List<String> own = dashes < 0 ? arguments : arguments.subList(0, dashes);
    return own.stream().anyMatch(word -> word.matches("-[A-Za-z]*d[A-Za-z]*|--dry-run"));
  }

  private int notRunning() {
    System.err.println("agent-tui: no server runs at " + endpoint.socket());
    return 1;
  }

  private int converse(Met met) {
    Connection connection = met.connection();
    if (!(met.first() instanceof Message.Hello hello)) {
      throw new ClientException("what answers at " + endpoint.socket() + " is no server of ours");
    }
    if (hello.protocol() != Protocol.VERSION) {
      return mismatched(connection, hello);
    }
    if (opening != null) {
      this.terminal = opened(opening);
    }
    HostTerminal terminal = this.terminal;
    connection.sendOrWait(
        new Message.Run(
            arguments,
            Path.of("").toAbsolutePath().toString(),
            environment(),
            HostTerminal.isTerminal(0) && HostTerminal.isTerminal(1),
            terminal == null ? number("COLUMNS", 80) : terminal.columns(),
            terminal == null ? number("LINES", 24) : terminal.rows()));
    return listen(connection);
  }

  private static HostTerminal opened(FutureTask<HostTerminal> opening) {
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ClientException cause
          ? cause
          : new ClientException("this terminal cannot be used: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted while the terminal was opened");
    }
  }

  private int mismatched(Connection connection, Message.Hello hello) {
    if (!arguments.getFirst().equals("kill-server")) {
      throw new ClientException(Protocol.mismatch(hello));
    }
    connection.sendOrWait(new Message.Stop());
    while (connection.receive().isPresent()) {
      // It says what it likes; the end of the stream is the answer.
    }
    return 0;
  }

  private Message next(Connection connection) {
    return connection.receive().orElseThrow(Client::serverEnded);
  }

  private int listen(Connection connection) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    while (true) {
      switch (next(connection)) {
        case Message.Stdout text -> write(out, text.bytes());
        case Message.Stderr text -> write(err, text.bytes());
        case Message.WantStdin _ -> readInput(connection, false);
        case Message.Enter enter -> enter(connection, enter.session());
        case Message.Output frame -> draw(connection, frame.bytes());
        case Message.Exit exit -> {
          return ended(exit);
        }
        case Message.Hello _,
            Message.Stop _,
            Message.Attach _,
            Message.Input _,
            Message.Resize _,
            Message.Drawn _,
            Message.Run _,
            Message.Stdin _ ->
            throw new ClientException("the server sent what only clients send");
      }
    }
  }

  /// A secret that is typed is not shown, however early it is typed.
  private void hide() {
    if (arguments.getFirst().equals(LOGIN)
        && arguments.contains("--key")
        && HostTerminal.isTerminal(0)) {
      HostTerminal host = HostTerminal.open();
      terminal = host;
      Runtime.getRuntime().addShutdownHook(new Thread(host::restore));
      host.hide();
    }
  }

  private int ended(Message.Exit exit) {
    if (terminal != null) {
      terminal.clean();
    }
    restore();
    if (!exit.line().isEmpty()) {
      (exit.code() == 0 ? System.out : System.err)
          .println((exit.code() == 0 ? "" : "agent-tui: ") + exit.line());
    }
    return exit.code();
  }

  private void enter(Connection connection, String session) {
    HostTerminal host = terminal == null ? HostTerminal.open() : terminal;
    terminal = host;
    Runtime.getRuntime().addShutdownHook(new Thread(host::restore));
    host.raw();
    Map<String, String> facts = environment();
    facts.keySet().retainAll(TERMINAL_FACTS);
    int columns = host.columns();
    int rows = host.rows();
    connection.sendOrWait(new Message.Attach(session, columns, rows, facts));
    readInput(connection, true);
    // Only now, while the server draws: it takes 30 ms. A change before is told here.
    host.onResize((wide, high) -> connection.sendOrWait(new Message.Resize(wide, high)));
    if (host.columns() != columns || host.rows() != rows) {
      connection.sendOrWait(new Message.Resize(host.columns(), host.rows()));
    }
  }

  private void draw(Connection connection, byte[] frame) {
    if (terminal == null) {
      throw new ClientException("the server sent a frame to no terminal");
    }
    try {
      terminal.write(frame);
    } catch (IOException e) {
      throw new ClientException("the terminal is gone");
    }
    connection.sendOrWait(new Message.Drawn());
  }

  /// Reads the file descriptor itself, whole buffers at a time, on a daemon thread that nobody
  /// waits for.
  private static void readInput(Connection connection, boolean keys) {
    Thread reader =
        new Thread(() -> {
          try (InputStream in = new FileInputStream(FileDescriptor.in)) {
            byte[] buffer = new byte[64 << 10];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
              byte[] bytes = Arrays.copyOf(buffer, n);
              connection.sendOrWait(keys ? new Message.Input(bytes) : new Message.Stdin(bytes));
            }
          } catch (IOException ignored) {
            // The terminal is gone; what follows says so to the server.
          }
          if (keys) {
            connection.close();
          } else {
            connection.sendOrWait(new Message.Stdin(new byte[0]));
          }
        });
    reader.setDaemon(true);
    reader.start();
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
    } catch (IOException e) {
      throw new ClientException("cannot write the output: " + e.getMessage());
    }
  }

  /// Our variables, but those too long for any use (a frame is at most 1 MiB).
  private static Map<String, String> environment() {
    Map<String, String> kept = new HashMap<>();
    int room = Protocol.MAX_FRAME / 2;
    for (Map.Entry<String, String> each : CallersEnvironment.variables().entrySet()) {
      int size = each.getKey().length() + each.getValue().getBytes(StandardCharsets.UTF_8).length;
      if (size <= room) {
        kept.put(each.getKey(), each.getValue());
        room -= size;
      }
    }
    return kept;
  }

  private static int number(String variable, int otherwise) {
    String value = System.getenv(variable);
    return value != null && value.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(value) : otherwise;
  }

  private void restore() {
    if (terminal != null) {
      terminal.restore();
    }
  }
}
