package agenttui.agent;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts of seeds with values of the user's variables in them: `{{NAME}}`, `{{NAME|otherwise}}`
/// when it may be missing, and `{{NAME:20}}` for its last 20 characters.
final class Template {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{([A-Z][A-Z0-9_]*)(?::([0-9]{1,3}))?(?:\\|([^{}]*))?\\}\\}");

  /// Values of other characters could end the string of JSON or TOML that they stand in: they count
  /// as missing.
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.:/@%~+=-]+");

  private Template() {}

  /// The text with its places filled in.
  static String filled(String text, Map<String, String> variables) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place, variables)));
  }

  private static String value(MatchResult place, Map<String, String> variables) {
    String value = variables.getOrDefault(place.group(1), "");
    if (!HARMLESS.matcher(value).matches()) {
      return place.group(3) == null ? "" : place.group(3);
    }
    int last = place.group(2) == null ? value.length() : Integer.parseInt(place.group(2));
    return value.substring(Math.max(0, value.length() - last));
  }
}
