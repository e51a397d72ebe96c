package agenttui.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one of an agent's own hooks tells: a table `[[hook]]` of its record.
///
/// @param event the name that the agent calls `agent-tui-helper hook` with
/// @param tells what the agent does when it comes
/// @param reasons for people, the first that can be filled counts; `{tool_input.command}` stands
///   for that text in what the hook said
public record HookRule(String event, StateRule.Tells tells, List<String> reasons) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_.]+)}");

  /// Copies.
  public HookRule {
    reasons = List.copyOf(reasons);
  }

  /// The reason for what a hook said.
  ///
  /// @param values what it said, hostile: keys and texts, or further maps, or anything
  /// @param shown makes a text from it safe and short
  /// @return empty where none of the reasons can be filled
  public Optional<String> reason(Map<?, ?> values, UnaryOperator<String> shown) {
    return reasons.stream()
        .map(words -> filled(words, values, shown))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> filled(
      String words, Map<?, ?> values, UnaryOperator<String> shown) {
    StringBuilder text = new StringBuilder();
    Matcher place = PLACE.matcher(words);
    while (place.find()) {
      Optional<String> value = value(place.group(1), values);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      place.appendReplacement(text, Matcher.quoteReplacement(shown.apply(value.get())));
    }
    return Optional.of(place.appendTail(text).toString());
  }

  private static Optional<String> value(String path, Map<?, ?> values) {
    Object at = values;
    for (String key : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return at instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }
}
