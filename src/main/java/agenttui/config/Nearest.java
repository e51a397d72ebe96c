package agenttui.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that somebody probably meant: of a key, of a verb.
public final class Nearest {
  private static final String NEAREST = "; the nearest is ";

  private Nearest() {}

  /// The name fewest edits away from `word`.
  ///
  /// @param most how many edits at most
  public static Optional<String> of(String word, Collection<String> names, int most) {
    return names.stream()
        .filter(name -> distance(word, name) <= most)
        .min(Comparator.comparingInt(name -> distance(word, name)));
  }

  /// What is added to `no X`: `; the nearest is Y`, or nothing where none is near.
  public static String hint(String word, Collection<String> names) {
    return of(word, names, Math.max(2, word.length() / 2)).map(NEAREST::concat).orElse("");
  }

  /// Levenshtein's distance, two rows at a time.
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[b.length()];
  }
}
