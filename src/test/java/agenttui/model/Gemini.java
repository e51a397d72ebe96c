package agenttui.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Gemini's generateContent and streamGenerateContent, which Gemini CLI speaks.
final class Gemini implements Dialect {
  private static final Pattern MODEL = Pattern.compile("/models/([^:]+):");
  private static final Map<String, Object> USAGE =
      Map.of("promptTokenCount", 100, "candidatesTokenCount", 5, "totalTokenCount", 105);

  @Override
  public Ask ask(String path, Map<?, ?> body) {
    List<Ask.Piece> pieces = new ArrayList<>();
    for (Object content : Tree.list(body, "contents")) {
      if (!Tree.text(content, "role").equals("model")) {
        Tree.list(content, "parts").forEach(part -> pieces.add(piece(part)));
      }
    }
    Set<String> tools =
        Tree.list(body, "tools").stream()
            .flatMap(tool -> Tree.list(tool, "functionDeclarations").stream())
            .map(function -> Tree.text(function, "name"))
            .collect(Collectors.toSet());
    Optional<Map<?, ?>> schema =
        Tree.object(body, "generationConfig", "responseJsonSchema")
            .or(() -> Tree.object(body, "generationConfig", "responseSchema"));
    Matcher model = MODEL.matcher(path);
    boolean stream = path.contains(":streamGenerateContent");
    return Ask.of(pieces, tools, schema, stream, model.find() ? model.group(1) : "");
  }

  private static Ask.Piece piece(Object part) {
    return Tree.object(part, "functionResponse")
        .<Ask.Piece>map(answered -> new Ask.Piece.Result(Tree.words(Tree.at(answered, "response"))))
        .orElseGet(() -> new Ask.Piece.Text(Tree.text(part, "text")));
  }

  @Override
  public Answer answer(Ask ask, Events events) {
    return new Streamed(ask, events);
  }

  @Override
  public Object whole(Ask ask, String text, Optional<Call> call) {
    List<Object> parts = new ArrayList<>(List.of(Map.of("text", text)));
    call.ifPresent(c -> parts.add(function(c)));
    return chunk(ask, parts, "STOP");
  }

  private static Map<String, Object> chunk(Ask ask, List<Object> parts, String reason) {
    Map<String, Object> candidate = new LinkedHashMap<>();
    candidate.put("index", 0);
    candidate.put("content", Map.of("role", "model", "parts", parts));
    if (!reason.isEmpty()) {
      candidate.put("finishReason", reason);
    }
    return Map.of(
        "candidates", List.of(candidate),
        "usageMetadata", USAGE,
        "modelVersion", ask.model(),
        "responseId", Names.fresh("resp"));
  }

  private static Map<String, Object> function(Call call) {
    Map<String, Object> function =
        Map.of("id", Names.fresh("call"), "name", call.name(), "args", call.arguments());
    // Newer models sign their calls; the CLI wants some base64 there.
    return Map.of("functionCall", function, "thoughtSignature", "c2NyaXB0ZWQ=");
  }

  @Override
  public Object error(int status, String message) {
    String word =
        switch (status) {
          case 401 -> "UNAUTHENTICATED";
          case 404 -> "NOT_FOUND";
          case 429 -> "RESOURCE_EXHAUSTED";
          case 503 -> "UNAVAILABLE";
          default -> "INTERNAL";
        };
    return Map.of("error", Map.of("code", status, "message", message, "status", word));
  }

  /// Chunks; the last has the reason for the end.
  private static final class Streamed implements Answer {
    private final Ask ask;
    private final Events events;
    private final List<Object> last = new ArrayList<>();

    Streamed(Ask ask, Events events) {
      this.ask = ask;
      this.events = events;
    }

    @Override
    public void text(String words) throws IOException {
      events.send("", chunk(ask, List.of(Map.of("text", words)), ""));
    }

    @Override
    public void call(Call call) {
      last.add(function(call));
    }

    @Override
    public void end() throws IOException {
      events.send("", chunk(ask, last.isEmpty() ? List.of(Map.of("text", "")) : last, "STOP"));
    }
  }
}
