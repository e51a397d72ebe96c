package agenttui.model;

import agenttui.store.Json;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Plays what a script says into the answer of a request. Any thread; waits.
final class Player implements AutoCloseable {
  /// What helper requests are answered with.
  private static final String TITLE = "Scripted work";

  private final Script script;
  private final CountDownLatch closed = new CountDownLatch(1);

  /// How often each answer of the script has refused.
  private final Map<List<Step>, Integer> refusals = new IdentityHashMap<>();

  Player(Script script) {
    this.script = script;
  }

  /// Answers.
  ///
  /// @throws IOException when the script cuts the connection, and when the agent does
  void play(Ask ask, Dialect dialect, HttpExchange exchange) throws IOException {
    Started answer = new Started(ask, dialect, exchange);
    if (ask.schema().isPresent()) {
      answer.text(Json.line(Tree.instance(ask.schema().get())), Duration.ZERO);
    } else if (ask.tools().isEmpty()) {
      answer.text(TITLE, Duration.ZERO);
    } else if (!scripted(script.answer(ask), answer)) {
      return;
    }
    answer.end();
  }

  /// Plays the steps; false when they have answered with a status.
  private boolean scripted(List<Step> steps, Started answer) throws IOException {
    for (Step step : steps) {
      switch (step) {
        case Step.Say(String text, Duration over) -> answer.text(answer.ask.filled(text), over);
        case Step.Wait(Duration time) -> {
          answer.begin();
          pause(time);
        }
        case Step.Run(String command) -> answer.call(Call.shell(answer.ask.tools(), command));
        case Step.Write(String path, String content) ->
            answer.call(Call.write(answer.ask.tools(), absolute(path), content));
        case Step.Refuse refusal -> {
          if (refuses(steps, refusal)) {
            answer.refuse(refusal);
            return false;
          }
        }
        case Step.Hang() -> {
          pause(Duration.ofDays(1));
          throw new IOException("hung until the end");
        }
        case Step.Cut() -> throw new IOException("cut by the script");
      }
    }
    return true;
  }

  private String absolute(String path) {
    return path.startsWith("/") ? path : script.directory() + "/" + path;
  }

  private synchronized boolean refuses(List<Step> steps, Step.Refuse refusal) {
    return refusals.merge(steps, 1, Integer::sum) <= refusal.times();
  }

  /// Waits, until the server ends at most.
  private void pause(Duration time) throws IOException {
    try {
      if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server ends", e);
    }
  }

  /// Sends a whole JSON value.
  static void send(HttpExchange exchange, int status, Object value) throws IOException {
    byte[] bytes = Json.line(value).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /// An answer: its status is sent with its first word.
  private final class Started {
    private final Ask ask;
    private final Dialect dialect;
    private final HttpExchange exchange;
    private final Dialect.Answer streamed;
    private final StringBuilder whole = new StringBuilder();
    private Optional<Call> call = Optional.empty();
    private boolean begun;

    Started(Ask ask, Dialect dialect, HttpExchange exchange) {
      this.ask = ask;
      this.dialect = dialect;
      this.exchange = exchange;
      this.streamed = dialect.answer(ask, this::event);
    }

    private void begin() throws IOException {
      if (!begun && ask.stream()) {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
      }
      begun = true;
    }

    private void event(String type, Object data) throws IOException {
      begin();
      StringBuilder lines = new StringBuilder();
      if (!type.isEmpty()) {
        lines.append("event: ").append(type).append('\n');
      }
      lines.append("data: ").append(data instanceof String s ? s : Json.line(data)).append("\n\n");
      OutputStream out = exchange.getResponseBody();
      out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /// Says a text word by word, evenly over a time.
    void text(String text, Duration over) throws IOException {
      whole.append(whole.isEmpty() ? "" : "\n").append(text);
      String[] words = text.split("(?<=\\s)");
      for (String word : ask.stream() ? words : new String[0]) {
        streamed.text(word);
        pause(over.dividedBy(words.length));
      }
      if (!ask.stream()) {
        pause(over);
      }
    }

    void call(Call wanted) throws IOException {
      call = Optional.of(wanted);
      if (ask.stream()) {
        streamed.call(wanted);
      }
    }

    void end() throws IOException {
      if (ask.stream()) {
        streamed.end();
      } else {
        send(exchange, 200, dialect.whole(ask, whole.toString(), call));
      }
    }

    void refuse(Step.Refuse refusal) throws IOException {
      if (begun) {
        throw new IOException("refused in mid-answer");
      }
      if (!refusal.retryAfter().isZero()) {
        String seconds = Long.toString(Math.max(1, refusal.retryAfter().toSeconds()));
        exchange.getResponseHeaders().set("Retry-After", seconds);
      }
      send(exchange, refusal.status(), dialect.error(refusal.status(), refusal.message()));
    }
  }
}
