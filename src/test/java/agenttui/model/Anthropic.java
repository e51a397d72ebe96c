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

/// Anthropic's messages, which Claude Code speaks.
final class Anthropic implements Dialect {
  private static final Map<String, Object> USAGE = Map.of("input_tokens", 100, "output_tokens", 5);

  @Override
  public Ask ask(String path, Map<?, ?> body) {
    List<Ask.Piece> pieces = new ArrayList<>();
    for (Object message : Tree.list(body, "messages")) {
      // Claude Code puts messages of role system here too, also as the last one.
      if (Tree.text(message, "role").equals("user")) {
        pieces.addAll(pieces(Tree.at(message, "content")));
      }
    }
    Set<String> tools =
        Tree.list(body, "tools").stream()
            .map(tool -> Tree.text(tool, "name"))
            .collect(Collectors.toSet());
    Optional<Map<?, ?>> schema =
        Tree.object(body, "output_config", "format", "schema")
            .or(() -> Tree.object(body, "output_format", "schema"));
    boolean stream = Boolean.TRUE.equals(Tree.at(body, "stream"));
    return Ask.of(pieces, tools, schema, stream, Tree.text(body, "model"));
  }

  private static List<Ask.Piece> pieces(Object content) {
    if (content instanceof String text) {
      return List.of(new Ask.Piece.Text(text));
    }
    List<Ask.Piece> pieces = new ArrayList<>();
    for (Object block : content instanceof List<?> list ? list : List.of()) {
      switch (Tree.text(block, "type")) {
        case "text" -> pieces.add(new Ask.Piece.Text(Tree.text(block, "text")));
        case "tool_result" ->
            pieces.add(new Ask.Piece.Result(Tree.words(Tree.at(block, "content"))));
        default -> {}
      }
    }
    return pieces;
  }

  @Override
  public Answer answer(Ask ask, Events events) {
    return new Streamed(ask, events);
  }

  @Override
  public Object whole(Ask ask, String text, Optional<Call> call) {
    List<Object> content = new ArrayList<>(List.of(Map.of("type", "text", "text", text)));
    call.ifPresent(c -> content.add(use(c, c.arguments())));
    Map<String, Object> message = new LinkedHashMap<>(head(ask));
    message.put("content", content);
    message.put("stop_reason", call.isPresent() ? "tool_use" : "end_turn");
    return message;
  }

  private static Map<String, Object> head(Ask ask) {
    return Map.of(
        "id",
        Names.fresh("msg"),
        "type",
        "message",
        "role",
        "assistant",
        "model",
        ask.model(),
        "content",
        List.of(),
        "usage",
        USAGE);
  }

  private static Map<String, Object> use(Call call, Object input) {
    return Map.of(
        "type", "tool_use", "id", Names.fresh("toolu"), "name", call.name(), "input", input);
  }

  @Override
  public Object error(int status, String message) {
    String type =
        switch (status) {
          case 401 -> "authentication_error";
          case 404 -> "not_found_error";
          case 429 -> "rate_limit_error";
          case 529 -> "overloaded_error";
          default -> "api_error";
        };
    return Map.of("type", "error", "error", Map.of("type", type, "message", message));
  }

  /// Blocks with an index, each begun and ended.
  private static final class Streamed implements Answer {
    private final Ask ask;
    private final Events events;
    private int block = -1;
    private boolean text;
    private boolean called;

    Streamed(Ask ask, Events events) {
      this.ask = ask;
      this.events = events;
    }

    private void send(String type, Map<String, Object> fields) throws IOException {
      Map<String, Object> data = new LinkedHashMap<>(Map.of("type", type));
      data.putAll(fields);
      events.send(type, data);
    }

    private void begin() throws IOException {
      if (block < 0) {
        send("message_start", Map.of("message", head(ask)));
        block = 0;
      }
    }

    @Override
    public void text(String words) throws IOException {
      begin();
      if (!text) {
        open(Map.of("type", "text", "text", ""));
        text = true;
      }
      delta(Map.of("type", "text_delta", "text", words));
    }

    private void open(Map<String, Object> content) throws IOException {
      send("content_block_start", Map.of("index", block, "content_block", content));
    }

    private void delta(Map<String, Object> delta) throws IOException {
      send("content_block_delta", Map.of("index", block, "delta", delta));
    }

    private void close() throws IOException {
      send("content_block_stop", Map.of("index", block));
      block++;
    }

    @Override
    public void call(Call call) throws IOException {
      begin();
      if (text) {
        close();
        text = false;
      }
      called = true;
      open(use(call, Map.of()));
      delta(Map.of("type", "input_json_delta", "partial_json", Json.line(call.arguments())));
      close();
    }

    @Override
    public void end() throws IOException {
      begin();
      if (text) {
        close();
      }
      String reason = called ? "tool_use" : "end_turn";
      send("message_delta", Map.of("delta", Map.of("stop_reason", reason), "usage", USAGE));
      send("message_stop", Map.of());
    }
  }
}
