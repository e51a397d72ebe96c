package agenttui.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A command line as people and the journal may see it.
public final class Masked {
  private static final Set<String> SECRET =
      Set.of("--token", "--password", "--api-key", "--key", "--auth", "--otp", "--_authToken");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)\\S+");
  private static final Pattern SETTING = Pattern.compile("(?i)(_authToken=|:_auth=)\\S+");

  private Masked() {}

  /// `argv` as one line: one space between the words, the values of options that carry secrets as
  /// `***`, everything else raw.
  public static String line(List<String> argv) {
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
        words.add(SETTING.matcher(bearer).replaceAll("$1***"));
      }
      secretNext = !secretNext && SECRET.contains(word);
    }
    return String.join(" ", words);
  }
}
