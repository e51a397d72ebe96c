package agenttui.model;

import agenttui.store.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// OpenAI's responses, which Codex speaks: the whole conversation comes with each request.
final class Responses implements Dialect {
  private static final Map<String, Object> USAGE =
      Map.of(
          "input_tokens", 100,
          "input_tokens_details", Map.of("cached_tokens", 0),
          "output_tokens", 5,
          "output_tokens_details", Map.of("reasoning_tokens", 0),
          "total_tokens", 105);

  @Override
  public Ask ask(String path, Map<?, ?> body) {
    List<Ask.Piece> pieces = new ArrayList<>();
    if (Tree.at(body, "input") instanceof String text) {
      pieces.add(new Ask.Piece.Text(text));
    }
    for (Object item : Tree.list(body, "input")) {
      if (Tree.text(item, "type").endsWith("_output")) {
        pieces.add(new Ask.Piece.Result(Tree.words(Tree.at(item, "output"))));
      } else if (Tree.text(item, "role").equals("user")) {
        Tree.list(item, "content")
            .forEach(part -> pieces.add(new Ask.Piece.Text(Tree.text(part, "text"))));
      }
    }
    Set<String> tools = new HashSet<>();
    names(Tree.list(body, "tools"), tools);
    Tree.list(body, "input").forEach(item -> names(Tree.list(item, "tools"), tools));
    Optional<Map<?, ?>> schema = Tree.object(body, "text", "format", "schema");
    boolean stream = Boolean.TRUE.equals(Tree.at(body, "stream"));
    return Ask.of(pieces, tools, schema, stream, Tree.text(body, "model"));
  }

  /// Tools stand in the request, or in an item of the conversation; some in groups.
  private static void names(List<?> tools, Set<String> names) {
    for (Object tool : tools) {
      names.add(Tree.text(tool, "name"));
      names(Tree.list(tool, "tools"), names);
    }
  }

  @Override
  public Answer answer(Ask ask, Events events) {
    return new Streamed(ask, events);
  }

  @Override
  public Object whole(Ask ask, String text, Optional<Call> call) {
    List<Object> output = new ArrayList<>(List.of(message(Names.fresh("msg"), text)));
    call.ifPresent(c -> output.add(item(c)));
    return response(Names.fresh("resp"), ask, "completed", output);
  }

  private static Map<String, Object> response(
      String id, Ask ask, String status, List<Object> output) {
    return Map.of(
        "id",
        id,
        "object",
        "response",
        "model",
        ask.model(),
        "status",
        status,
        "output",
        output,
        "usage",
        USAGE);
  }

  private static Map<String, Object> message(String id, String text) {
    Object part = Map.of("type", "output_text", "text", text, "annotations", List.of());
    return Map.of(
        "id",
        id,
        "type",
        "message",
        "role",
        "assistant",
        "status",
        "completed",
        "content",
        List.of(part));
  }

  private static Map<String, Object> item(Call call) {
    if (!call.source().isEmpty()) {
      return Map.of(
          "id", Names.fresh("ctc"),
          "type", "custom_tool_call",
          "status", "completed",
          "call_id", Names.fresh("call"),
          "name", call.name(),
          "input", call.source());
    }
    return Map.of(
        "id", Names.fresh("fc"),
        "type", "function_call",
        "status", "completed",
        "call_id", Names.fresh("call"),
        "name", call.name(),
        "arguments", Json.line(call.arguments()));
  }

  @Override
  public Object error(int status, String message) {
    String type = status == 429 ? "rate_limit_exceeded" : "scripted_error";
    return Map.of("error", Map.of("message", message, "type", type, "code", type));
  }

  /// Items with an index; the client takes them whole at their end.
  private static final class Streamed implements Answer {
    private final String id = Names.fresh("resp");
    private final String message = Names.fresh("msg");
    private final StringBuilder said = new StringBuilder();
    private final List<Object> output = new ArrayList<>();
    private final Ask ask;
    private final Events events;
    private int sequence;

    Streamed(Ask ask, Events events) {
      this.ask = ask;
      this.events = events;
    }

    private void send(String type, Map<String, Object> fields) throws IOException {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("type", type);
      data.put("sequence_number", sequence++);
      data.putAll(fields);
      events.send(type, data);
    }

    private void begin() throws IOException {
      if (sequence == 0) {
        send("response.created", Map.of("response", response(id, ask, "in_progress", List.of())));
      }
    }

    @Override
    public void text(String words) throws IOException {
      begin();
      if (said.isEmpty()) {
        Map<String, Object> item =
            Map.of(
                "id",
                message,
                "type",
                "message",
                "role",
                "assistant",
                "status",
                "in_progress",
                "content",
                List.of());
        send("response.output_item.added", Map.of("output_index", 0, "item", item));
        Object part = Map.of("type", "output_text", "text", "", "annotations", List.of());
        send(
            "response.content_part.added",
            Map.of("item_id", message, "output_index", 0, "content_index", 0, "part", part));
      }
      said.append(words);
      send(
          "response.output_text.delta",
          Map.of("item_id", message, "output_index", 0, "content_index", 0, "delta", words));
    }

    private void endText() throws IOException {
      if (!said.isEmpty()) {
        send(
            "response.output_text.done",
            Map.of(
                "item_id",
                message,
                "output_index",
                0,
                "content_index",
                0,
                "text",
                said.toString()));
        done(message(message, said.toString()));
        said.setLength(0);
      }
    }

    private void done(Map<String, Object> item) throws IOException {
      send("response.output_item.done", Map.of("output_index", output.size(), "item", item));
      output.add(item);
    }

    @Override
    public void call(Call call) throws IOException {
      begin();
      endText();
      Map<String, Object> item = item(call);
      send("response.output_item.added", Map.of("output_index", output.size(), "item", item));
      done(item);
    }

    @Override
    public void end() throws IOException {
      begin();
      endText();
      send("response.completed", Map.of("response", response(id, ask, "completed", output)));
    }
  }
}
