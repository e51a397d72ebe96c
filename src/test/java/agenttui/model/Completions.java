package agenttui.model;

import agenttui.store.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Chat completions, which OpenCode speaks to providers of that kind.
final class Completions implements Dialect {
  private static final Map<String, Object> USAGE =
      Map.of("prompt_tokens", 100, "completion_tokens", 5, "total_tokens", 105);

  @Override
  public Ask ask(String path, Map<?, ?> body) {
    List<Ask.Piece> pieces = new ArrayList<>();
    for (Object message : Tree.list(body, "messages")) {
      Object content = Tree.at(message, "content");
      switch (Tree.text(message, "role")) {
        case "tool" -> pieces.add(new Ask.Piece.Result(Tree.words(content)));
        case "user" -> pieces.addAll(texts(content));
        default -> {}
      }
    }
    Set<String> tools =
        Tree.list(body, "tools").stream()
            .map(tool -> Tree.text(tool, "function", "name"))
            .collect(Collectors.toSet());
    Optional<Map<?, ?>> schema = Tree.object(body, "response_format", "json_schema", "schema");
    boolean stream = Boolean.TRUE.equals(Tree.at(body, "stream"));
    return Ask.of(pieces, tools, schema, stream, Tree.text(body, "model"));
  }

  private static List<Ask.Piece> texts(Object content) {
    if (content instanceof String text) {
      return List.of(new Ask.Piece.Text(text));
    }
    List<Ask.Piece> texts = new ArrayList<>();
    for (Object part : content instanceof List<?> list ? list : List.of()) {
      texts.add(new Ask.Piece.Text(Tree.text(part, "text")));
    }
    return texts;
  }

  @Override
  public Answer answer(Ask ask, Events events) {
    return new Streamed(ask, events);
  }

  @Override
  public Object whole(Ask ask, String text, Optional<Call> call) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", "assistant");
    message.put("content", text);
    call.ifPresent(c -> message.put("tool_calls", List.of(function(c))));
    Object choice =
        Map.of("index", 0, "message", message, "finish_reason", reason(call.isPresent()));
    return Map.of(
        "id",
        Names.fresh("chatcmpl"),
        "object",
        "chat.completion",
        "created",
        1_700_000_000L,
        "model",
        ask.model(),
        "choices",
        List.of(choice),
        "usage",
        USAGE);
  }

  private static String reason(boolean called) {
    return called ? "tool_calls" : "stop";
  }

  private static Map<String, Object> function(Call call) {
    return Map.of(
        "index",
        0,
        "id",
        Names.fresh("call"),
        "type",
        "function",
        "function",
        Map.of("name", call.name(), "arguments", Json.line(call.arguments())));
  }

  @Override
  public Object error(int status, String message) {
    return Map.of("error", Map.of("message", message, "type", "scripted_error", "code", status));
  }

  /// Chunks with what is new, and a last word.
  private static final class Streamed implements Answer {
    private final String id = Names.fresh("chatcmpl");
    private final Ask ask;
    private final Events events;
    private boolean begun;
    private boolean called;

    Streamed(Ask ask, Events events) {
      this.ask = ask;
      this.events = events;
    }

    private void chunk(List<Object> choices, Map<String, Object> more) throws IOException {
      Map<String, Object> chunk = new LinkedHashMap<>();
      chunk.put("id", id);
      chunk.put("object", "chat.completion.chunk");
      chunk.put("created", 1_700_000_000L);
      chunk.put("model", ask.model());
      chunk.put("choices", choices);
      chunk.putAll(more);
      events.send("", chunk);
    }

    private void delta(Map<String, Object> delta, String reason) throws IOException {
      Map<String, Object> choice = new LinkedHashMap<>();
      choice.put("index", 0);
      choice.put("delta", delta);
      choice.put("finish_reason", reason.isEmpty() ? null : reason);
      chunk(List.of(choice), Map.of());
    }

    private void begin() throws IOException {
      if (!begun) {
        begun = true;
        delta(Map.of("role", "assistant", "content", ""), "");
      }
    }

    @Override
    public void text(String words) throws IOException {
      begin();
      delta(Map.of("content", words), "");
    }

    @Override
    public void call(Call call) throws IOException {
      begin();
      called = true;
      delta(Map.of("tool_calls", List.of(function(call))), "");
    }

    @Override
    public void end() throws IOException {
      begin();
      delta(Map.of(), reason(called));
      chunk(List.of(), Map.of("usage", USAGE));
      events.send("", "[DONE]");
    }
  }
}
