package agenttui.model;

import agenttui.store.Json;
import agenttui.store.StoreException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// A model that answers by a [Script], over the four APIs that the agents speak: Anthropic's
/// messages (`/v1/messages`), OpenAI's responses (`/v1/responses`) and chat completions
/// (`/v1/chat/completions`), Gemini's `/v1beta/models/NAME:streamGenerateContent`; streamed and in
/// one piece. What it answers depends on the request alone, so conversations may be resumed, forked
/// and run beside each other. Requests are kept, and appended to a file as lines of JSON; paths
/// that it does not know are answered with 404 and remembered: an agent has changed.
///
/// By hand: `java -cp … agenttui.model.ModelServer PORT SCRIPT [LOG]`. Any thread.
public final class ModelServer implements AutoCloseable {
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Optional<Path> log;
  private final Player player;
  private final List<Received> requests = new ArrayList<>();
  private final List<String> unknown = new ArrayList<>();

  private ModelServer(HttpServer http, Script script, Optional<Path> log) {
    this.http = http;
    this.log = log;
    this.player = new Player(script);
  }

  /// Listens on a free port of 127.0.0.1.
  public static ModelServer start(Script script) {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), script, null);
  }

  /// Listens.
  ///
  /// @param at port 0 for a free one
  /// @param log where requests are appended to, a line of JSON each; null for nowhere
  public static ModelServer start(InetSocketAddress at, Script script, Path log) {
    try {
      HttpServer http = HttpServer.create(at, 0);
      ModelServer server = new ModelServer(http, script, Optional.ofNullable(log));
      http.setExecutor(server.threads);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where it listens.
  public int port() {
    return http.getAddress().getPort();
  }

  /// Its address for who runs beside it; without a path and without a slash at the end.
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /// All requests so far, in order.
  public synchronized List<Received> requests() {
    return List.copyOf(requests);
  }

  /// Forgets requests that came before: agents send all of a conversation each time, and who runs
  /// for an hour would keep them all.
  public synchronized void forget(Instant before) {
    requests.removeIf(request -> request.at().isBefore(before));
  }

  /// Method and path of each request that no API of ours has.
  public synchronized List<String> unknown() {
    return List.copyOf(unknown);
  }

  /// Waits for a request; one that came before counts.
  ///
  /// @throws AssertionError when it does not come in time, with what came
  public synchronized Received await(Predicate<Received> wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Received> found = requests.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        List<String> came = requests.stream().map(r -> r.path() + " " + r.person()).toList();
        throw new AssertionError("the request did not come; these did: " + came);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString();
    Optional<Dialect> dialect = dialect(exchange.getRequestMethod(), path);
    Map<?, ?> parsed = parsed(body);
    Optional<Ask> ask = dialect.map(d -> d.ask(path, parsed));
    keep(exchange, path, body, ask);
    if (ask.isPresent()) {
      player.play(ask.get(), dialect.get(), exchange);
    } else {
      other(exchange, path);
    }
    exchange.close();
  }

  private static Optional<Dialect> dialect(String method, String path) {
    String bare = path.split("\\?", 2)[0];
    if (!method.equals("POST")) {
      return Optional.empty();
    }
    return switch (bare) {
      case "/v1/messages" -> Optional.of(new Anthropic());
      case "/v1/responses" -> Optional.of(new Responses());
      case "/v1/chat/completions" -> Optional.of(new Completions());
      default ->
          bare.matches("/v1(beta)?/models/[^/:]+:(streamG|g)enerateContent")
              ? Optional.of(new Gemini())
              : Optional.empty();
    };
  }

  private static Map<?, ?> parsed(String body) {
    try {
      return body.isBlank() ? Map.of() : Json.read(body, Map.class);
    } catch (StoreException e) {
      return Map.of();
    }
  }

  /// Questions that are not for the model.
  private void other(HttpExchange exchange, String path) throws IOException {
    String method = exchange.getRequestMethod();
    String bare = path.split("\\?", 2)[0];
    switch (method + " " + bare) {
      case "GET /v1/models" -> {
        Map<String, String> model = Map.of("id", "scripted-1", "object", "model");
        Player.send(exchange, 200, Map.of("object", "list", "data", List.of(model)));
      }
      case "POST /v1/messages/count_tokens" ->
          Player.send(exchange, 200, Map.of("input_tokens", 100));
      // Claude Code looks whether anybody is there.
      case "HEAD /" -> exchange.sendResponseHeaders(200, -1);
      default -> {
        if (method.equals("POST") && bare.endsWith(":countTokens")) {
          Player.send(exchange, 200, Map.of("totalTokens", 100));
        } else {
          synchronized (this) {
            unknown.add(method + " " + path);
          }
          Player.send(exchange, 404, Map.of("error", Map.of("message", "unknown path " + path)));
        }
      }
    }
  }

  private synchronized void keep(HttpExchange exchange, String path, String body, Optional<Ask> ask)
      throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
    Received received =
        new Received(
            Instant.now(),
            exchange.getRequestMethod(),
            path,
            headers,
            body,
            ask.map(Ask::person).orElse(""),
            ask.map(Ask::results).orElse(0),
            ask.map(Ask::result).orElse(""),
            ask.map(Ask::helper).orElse(false));
    requests.add(received);
    if (log.isPresent()) {
      Files.writeString(
          log.get(),
          Json.line(received) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    notifyAll();
  }

  /// Ends also answers that hang.
  @Override
  public void close() {
    player.close();
    http.stop(0);
    threads.shutdownNow();
  }

  /// Serves until it is interrupted.
  public static void main(String[] words) {
    if (!Set.of(2, 3).contains(words.length)) {
      System.err.println("usage: ModelServer PORT SCRIPT [LOG]");
      System.exit(2);
    }
    Script script = Script.file(Path.of(words[1]));
    InetSocketAddress at =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
    ModelServer server = start(at, script, words.length == 3 ? Path.of(words[2]) : null);
    System.out.println("the scripted model listens at " + server.url());
  }
}
