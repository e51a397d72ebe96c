package agenttui.toolproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Command lines for people and for the journal: values of options that carry secrets are `***`.
final class Masked {
  private static final Set<String> SECRET =
      Set.of("--token", "--password", "--api-key", "--key", "--auth", "--otp", "--_authToken");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)\\S+");
  private static final Pattern TOKEN_SETTING = Pattern.compile("(?i)(_authToken=|:_auth=)\\S+");

  private Masked() {}

  /// `argv` with one space between the words.
  static String line(List<String> argv) {
    List<String> words = new ArrayList<>();
    boolean secretNext = false;
    for (String word : argv) {
      int equals = word.indexOf('=');
      if (secretNext) {
        words.add("***");
      } else if (equals > 0 && SECRET.contains(word.substring(0, equals))) {
        words.add(word.substring(0, equals + 1) + "***");
      } else {
        String bearer = BEARER.matcher(word).replaceAll("$1***");
        words.add(TOKEN_SETTING.matcher(bearer).replaceAll("$1***"));
      }
      secretNext = !secretNext && SECRET.contains(word);
    }
    return String.join(" ", words);
  }
}
