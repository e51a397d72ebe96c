package agenttui.toolproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What a sidecar is asked to run; nothing else of the request reaches it.
///
/// @param argv tool and arguments, never a shell line
/// @param directory an absolute path, `/workspace` or below, without `..`
/// @param environment variables beside the sidecar's own, only names that the table allows
public record ToolCommand(List<String> argv, String directory, Map<String, String> environment) {
  private static final Set<String> SECRET =
      Set.of("--token", "--password", "--api-key", "--key", "--auth", "--otp", "--_authToken");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)\\S+");
  private static final Pattern SETTING = Pattern.compile("(?i)(_authToken=|:_auth=)\\S+");

  /// Copies the collections.
  public ToolCommand {
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
  }

  /// `argv` as one line for people and the journal: one space between the words, the values of
  /// options that carry secrets as `***`, everything else raw.
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
        words.add(SETTING.matcher(bearer).replaceAll("$1***"));
      }
      secretNext = !secretNext && SECRET.contains(word);
    }
    return String.join(" ", words);
  }
}
