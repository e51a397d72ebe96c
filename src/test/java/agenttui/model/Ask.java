package agenttui.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a request asks the model, whatever API it came by.
///
/// @param person the last text that the person typed, without what agents add to it
/// @param all all that the person typed, a text a line
/// @param results how many tools have answered since
/// @param result what the last one answered; empty for none
/// @param tools names of the tools that may be asked for
/// @param schema of the JSON that is wanted instead of an answer
/// @param stream whether the answer is wanted in events
/// @param model the model's name
record Ask(
    String person,
    String all,
    int results,
    String result,
    Set<String> tools,
    Optional<Map<?, ?>> schema,
    boolean stream,
    String model) {
  private static final Pattern AFTER = Pattern.compile("\\{after ([^}]+)\\}");

  /// A piece of the conversation, in its order: what the person typed or what a tool answered.
  sealed interface Piece {
    /// Typed by the person, or added by the agent in the person's name.
    record Text(String text) implements Piece {
      /// Agents add reminders and facts in tags, and notes in brackets.
      boolean typed() {
        String bare = text.strip();
        return !bare.isEmpty() && !bare.startsWith("<") && !bare.startsWith("[Request interrupted");
      }
    }

    /// A tool's answer.
    record Result(String text) implements Piece {}
  }

  /// What a conversation asks.
  static Ask of(
      List<Piece> pieces,
      Set<String> tools,
      Optional<Map<?, ?>> schema,
      boolean stream,
      String model) {
    String person = "";
    String result = "";
    int results = 0;
    StringBuilder all = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text text when text.typed() -> {
          person = text.text().strip();
          all.append(person).append('\n');
          results = 0;
          result = "";
        }
        case Piece.Text _ -> {}
        case Piece.Result answered -> {
          results++;
          result = answered.text().strip();
        }
      }
    }
    return new Ask(person, all.toString(), results, result, tools, schema, stream, model);
  }

  /// Whether the agent asks for itself, not for the person: a title, or JSON by a schema.
  boolean helper() {
    return schema.isPresent() || tools.isEmpty();
  }

  /// A text of a script with its places filled in.
  String filled(String text) {
    String known = text.replace("{result}", result);
    return AFTER
        .matcher(known)
        .replaceAll(place -> Matcher.quoteReplacement(after(place.group(1))));
  }

  private String after(String word) {
    Pattern wanted = Pattern.compile(Pattern.quote(word) + "\\W+(\\w+)", Pattern.CASE_INSENSITIVE);
    Matcher found = wanted.matcher(all);
    return found.find() ? found.group(1) : "not told to me";
  }
}
