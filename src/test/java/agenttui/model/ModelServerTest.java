package agenttui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.store.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The four APIs as their clients speak them, over a real connection.
class ModelServerTest {
  private static final String SCRIPT =
      """
      when: build
        say: I shall build it.
        run: make test
      then:
        say: It printed {result}
      when: file
        write: a.txt
          | one
      when: limit
        limit: 3 s, 1 times
        say: Now it works.
      when: error
        error: 500 It broke
      when: expired
        error: 401 Expired
      when: hang
        say: This is
        hang
      when: silent
        hang
      when: half
        say: This is only
        cut
      when: *
        say: Yes, of course.
      """;

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private ModelServer server = ModelServer.start(Script.parse(SCRIPT));

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  /// The four APIs: where a conversation goes to, how it is said, and what of an answer is text.
  enum Api {
    MESSAGES("/v1/messages?beta=true", "Bash") {
      @Override
      Map<String, Object> body(String text, List<String> results, Object tools) {
        List<Object> messages = new ArrayList<>();
        List<Object> said =
            List.of(
                Map.of("type", "text", "text", "<system-reminder>no</system-reminder>"),
                Map.of("type", "text", "text", text));
        messages.add(Map.of("role", "user", "content", said));
        for (String result : results) {
          Map<String, Object> block =
              Map.of("type", "tool_result", "tool_use_id", "t", "content", result);
          messages.add(Map.of("role", "user", "content", List.of(block)));
        }
        messages.add(Map.of("role", "system", "content", "not typed"));
        return Map.of("model", "m", "messages", messages, "tools", tools, "stream", true);
      }

      @Override
      String text(Object event) {
        return Tree.text(event, "delta", "text");
      }

      @Override
      Map<String, Object> tool(String name) {
        return Map.of("name", name);
      }
    },
    RESPONSES("/v1/responses", "exec_command") {
      @Override
      Map<String, Object> body(String text, List<String> results, Object tools) {
        List<Object> input = new ArrayList<>();
        Object part = Map.of("type", "input_text", "text", text);
        input.add(Map.of("type", "message", "role", "user", "content", List.of(part)));
        for (String result : results) {
          input.add(Map.of("type", "function_call_output", "call_id", "c", "output", result));
        }
        return Map.of("model", "m", "input", input, "tools", tools, "stream", true);
      }

      @Override
      String text(Object event) {
        return Tree.text(event, "delta");
      }

      @Override
      Map<String, Object> tool(String name) {
        return Map.of("type", "function", "name", name);
      }
    },
    COMPLETIONS("/v1/chat/completions", "bash") {
      @Override
      Map<String, Object> body(String text, List<String> results, Object tools) {
        List<Object> messages = new ArrayList<>();
        messages.add(Map.of("role", "system", "content", "be good"));
        messages.add(Map.of("role", "user", "content", text));
        for (String result : results) {
          messages.add(Map.of("role", "tool", "tool_call_id", "c", "content", result));
        }
        return Map.of("model", "m", "messages", messages, "tools", tools, "stream", true);
      }

      @Override
      String text(Object event) {
        return Tree.list(event, "choices").stream()
            .map(choice -> Tree.text(choice, "delta", "content"))
            .findFirst()
            .orElse("");
      }

      @Override
      Map<String, Object> tool(String name) {
        return Map.of("type", "function", "function", Map.of("name", name));
      }
    },
    GEMINI("/v1beta/models/m:streamGenerateContent?alt=sse", "run_shell_command") {
      @Override
      Map<String, Object> body(String text, List<String> results, Object tools) {
        List<Object> contents = new ArrayList<>();
        contents.add(Map.of("role", "user", "parts", List.of(Map.of("text", text))));
        for (String result : results) {
          Map<String, Object> answered =
              Map.of("name", "run_shell_command", "response", Map.of("output", result));
          contents.add(
              Map.of("role", "user", "parts", List.of(Map.of("functionResponse", answered))));
        }
        return Map.of("contents", contents, "tools", tools);
      }

      @Override
      String text(Object event) {
        return Tree.list(event, "candidates").stream()
            .flatMap(candidate -> Tree.list(candidate, "content", "parts").stream())
            .map(part -> Tree.text(part, "text"))
            .findFirst()
            .orElse("");
      }

      @Override
      Map<String, Object> tool(String name) {
        return Map.of("functionDeclarations", List.of(Map.of("name", name)));
      }
    };

    final String path;
    final String shell;

    Api(String path, String shell) {
      this.path = path;
      this.shell = shell;
    }

    abstract Map<String, Object> body(String text, List<String> results, Object tools);

    abstract String text(Object event);

    abstract Map<String, Object> tool(String name);

    Map<String, Object> says(String text, String... results) {
      Stream<String> names = Stream.of(shell, "Write", "write", "write_file");
      return body(text, List.of(results), names.map(this::tool).toList());
    }
  }

  private HttpRequest request(String path, Object body) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .header("Content-Type", "application/json")
        .header("X-Sample", "seen")
        .POST(HttpRequest.BodyPublishers.ofString(Json.line(body)))
        .build();
  }

  private HttpResponse<String> send(String path, Object body) throws Exception {
    return client.send(request(path, body), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(Api api, String text, String... results) throws Exception {
    return send(api.path, api.says(text, results));
  }

  private static List<Object> events(String body) {
    List<Object> events = new ArrayList<>();
    body.lines()
        .filter(line -> line.startsWith("data: {"))
        .forEach(line -> events.add(Json.read(line.substring(6), Map.class)));
    return events;
  }

  private static String text(Api api, HttpResponse<String> answer) {
    StringBuilder all = new StringBuilder();
    events(answer.body()).forEach(event -> all.append(api.text(event)));
    return all.toString();
  }

  @ParameterizedTest
  @EnumSource
  void aTextComesWordByWordAndEndsWell(Api api) throws Exception {
    HttpResponse<String> answer = send(api, "hello");
    assertEquals(200, answer.statusCode());
    assertEquals("text/event-stream", answer.headers().firstValue("content-type").orElse(""));
    assertEquals("Yes, of course.", text(api, answer));
    long parts = events(answer.body()).stream().filter(e -> !api.text(e).isEmpty()).count();
    assertEquals(3, parts);
    String end =
        switch (api) {
          case MESSAGES -> "event: message_stop";
          case RESPONSES -> "\"type\":\"response.completed\"";
          case COMPLETIONS -> "data: [DONE]";
          case GEMINI -> "\"finishReason\":\"STOP\"";
        };
    assertTrue(answer.body().contains(end), answer::body);
  }

  @ParameterizedTest
  @EnumSource
  void aToolIsAskedForByItsNameAndItsAnswerBeginsTheNextTurn(Api api) throws Exception {
    String first = send(api, "please build").body();
    assertTrue(first.contains(api.shell), first);
    assertTrue(first.contains("make test"), first);
    assertTrue(text(api, send(api, "please build")).contains("I shall build it."));
    assertEquals("It printed all fine", text(api, send(api, "please build", "all fine")));
    assertEquals("Done.", text(api, send(api, "please build", "all fine", "again")));
    String file = send(api, "a file").body();
    assertTrue(file.contains("/workspace/a.txt"), file);
  }

  @ParameterizedTest
  @EnumSource
  void refusalsAreStatusesWithAReasonAndALimitSaysWhenToComeBack(Api api) throws Exception {
    HttpResponse<String> limited = send(api, "limit");
    assertEquals(429, limited.statusCode());
    assertEquals("3", limited.headers().firstValue("retry-after").orElse(""));
    assertEquals("Now it works.", text(api, send(api, "limit")));
    for (int times = 0; times < 2; times++) {
      HttpResponse<String> broken = send(api, "error");
      assertEquals(500, broken.statusCode());
      assertTrue(broken.body().contains("It broke"), broken::body);
    }
    assertEquals(401, send(api, "expired").statusCode());
  }

  @ParameterizedTest
  @EnumSource
  void aCutAnswerEndsInAnError(Api api) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request(api.path, api.says("half")), HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    try (InputStream body = answer.body()) {
      assertThrows(IOException.class, body::readAllBytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHangingAnswerBeginsAndNeverEnds(Api api) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request(api.path, api.says("hang")), HttpResponse.BodyHandlers.ofInputStream());
    StringBuilder said = new StringBuilder();
    try (InputStream body = answer.body()) {
      byte[] some = new byte[4096];
      while (!said.toString().contains("This ") || !said.toString().contains("\"is\"")) {
        said.append(new String(some, 0, body.read(some), StandardCharsets.UTF_8));
      }
      CompletableFuture<Integer> more =
          CompletableFuture.supplyAsync(() -> {
            try {
              return body.read();
            } catch (IOException e) {
              return -2;
            }
          });
      // Nothing comes: the read ends only with the server.
      assertThrows(TimeoutException.class, () -> more.get(200, TimeUnit.MILLISECONDS));
      server.close();
      assertTrue(more.get(20, TimeUnit.SECONDS) < 0);
    }
  }

  @Test
  void aSilentServerSendsNotEvenAStatus() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request(Api.MESSAGES.path, Api.MESSAGES.says("silent")),
            HttpResponse.BodyHandlers.ofString());
    server.await(r -> r.person().equals("silent"), Duration.ofSeconds(20));
    assertFalse(answer.isDone());
    server.close();
    assertThrows(Exception.class, () -> answer.get(20, TimeUnit.SECONDS));
  }

  @Test
  void aSlowTextTakesItsTime() throws Exception {
    server.close();
    server = ModelServer.start(Script.parse("when: *\n slowly: 300 ms\n say: one two three\n"));
    long start = System.nanoTime();
    assertEquals("one two three", text(Api.GEMINI, send(Api.GEMINI, "x")));
    assertTrue(System.nanoTime() - start >= 290_000_000L, "it came at once");
  }

  @Test
  void helperRequestsGetATitleOrTheSmallestJson() throws Exception {
    Api api = Api.COMPLETIONS;
    assertEquals("Scripted work", text(api, send(api.path, api.body("x", List.of(), List.of()))));
    Object schema =
        Map.of(
            "type", "object",
            "required", List.of("title", "kind", "sure"),
            "properties",
                Map.of(
                    "title", Map.of("type", "string"),
                    "kind", Map.of("enum", List.of("a", "b")),
                    "sure", Map.of("type", List.of("boolean", "null")),
                    "more", Map.of("type", "array")));
    Map<String, Object> body = new LinkedHashMap<>(Api.RESPONSES.says("build"));
    body.put("text", Map.of("format", Map.of("type", "json_schema", "schema", schema)));
    Map<?, ?> instance = Json.read(text(Api.RESPONSES, send(Api.RESPONSES.path, body)), Map.class);
    assertEquals(Map.of("title", "Scripted work", "kind", "a", "sure", false), instance);
    assertTrue(server.requests().stream().allMatch(Received::helper));
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerInOnePieceHoldsTextAndCall(Api api) throws Exception {
    Map<String, Object> body = new LinkedHashMap<>(api.says("build"));
    body.put("stream", false);
    String path = api.path.replace("streamGenerateContent?alt=sse", "generateContent");
    HttpResponse<String> answer = send(path, body);
    assertEquals(200, answer.statusCode());
    Map<?, ?> whole = Json.read(answer.body(), Map.class);
    String words = Tree.words(whole);
    assertTrue(words.contains("I shall build it."), words);
    assertTrue(words.contains("make test"), words);
  }

  @Test
  void otherQuestionsAreAnsweredAndUnknownPathsRemembered() throws Exception {
    HttpResponse<String> count = send("/v1/messages/count_tokens", Map.of());
    assertEquals("{\"input_tokens\":100}", count.body());
    assertEquals(200, send("/v1beta/models/m:countTokens", Map.of()).statusCode());
    HttpRequest models = HttpRequest.newBuilder(URI.create(server.url() + "/v1/models")).build();
    assertTrue(
        client.send(models, HttpResponse.BodyHandlers.ofString()).body().contains("scripted-1"));
    assertEquals(List.of(), server.unknown());
    assertEquals(404, send("/v2/new", Map.of()).statusCode());
    assertEquals(List.of("POST /v2/new"), server.unknown());
  }

  @Test
  void requestsAreKeptAndWrittenDown() throws Exception {
    server.close();
    Path log = directory.resolve("requests.jsonl");
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = ModelServer.start(anywhere, Script.parse(SCRIPT), log);
    send(Api.MESSAGES, "build", "fine");
    send(Api.GEMINI, "hello");
    Received first = server.requests().getFirst();
    assertEquals("/v1/messages?beta=true", first.path());
    assertEquals("seen", first.headers().get("x-sample"));
    assertEquals("build", first.person());
    assertEquals(1, first.results());
    assertEquals("fine", first.result());
    assertFalse(first.helper());
    List<Received> written =
        Files.readAllLines(log).stream().map(line -> Json.read(line, Received.class)).toList();
    assertEquals(server.requests(), written);
    assertEquals("hello", server.await(r -> r.person().equals("hello"), Duration.ZERO).person());
    assertThrows(
        AssertionError.class, () -> server.await(r -> r.person().equals("no"), Duration.ZERO));
  }
}
