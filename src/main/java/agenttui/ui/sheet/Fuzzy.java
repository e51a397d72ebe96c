package agenttui.ui.sheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Finds a few letters in a text, in order and not necessarily beside each other, as fzf does: the
/// beginnings of words and letters beside each other count more. No state; any thread.
final class Fuzzy {
  /// A verb's whole name before all else.
  private static final int BEGINS = 100;

  private static final int START = 8;
  private static final int BESIDE = 6;
  private static final int GAP = -1;

  /// Longer texts are looked at up to here.
  private static final int LONGEST = 200;

  private Fuzzy() {}

  /// A text with the letters in it.
  ///
  /// @param score higher is better; only comparable for the same letters
  /// @param hits which characters of the text are meant, in order
  record Found(int score, int[] hits) {}

  /// Looks for letters; blanks in them part words, which may come in any order.
  static Optional<Found> find(String letters, String text) {
    String where = text.substring(0, Math.min(LONGEST, text.length())).toLowerCase(Locale.ROOT);
    int score = 0;
    int[] hits = new int[0];
    for (String word : letters.toLowerCase(Locale.ROOT).strip().split(" +", -1)) {
      if (!word.isEmpty()) {
        Optional<Found> found = word(word, where);
        if (found.isEmpty()) {
          return Optional.empty();
        }
        score += found.get().score();
        hits = joined(hits, found.get().hits());
      }
    }
    String whole = letters.toLowerCase(Locale.ROOT).strip();
    int begins = !whole.isEmpty() && where.startsWith(whole) ? BEGINS : 0;
    return Optional.of(new Found(score + begins - where.length() / 8, hits));
  }

  private static int[] joined(int[] some, int[] more) {
    int[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    Arrays.sort(all);
    return all;
  }

  /// The best way to place the letters of a word: `best[i][j]` is the score when letter `i` stands
  /// at `j`.
  private static Optional<Found> word(String word, String text) {
    int letters = word.length();
    int length = text.length();
    if (letters > length) {
      return Optional.empty();
    }
    int[][] best = new int[letters][length];
    int[][] from = new int[letters][length];
    for (int i = 0; i < letters; i++) {
      int before = Integer.MIN_VALUE;
      int at = -1;
      for (int j = 0; j < length; j++) {
        if (j > 0 && i > 0 && best[i - 1][j - 1] != Integer.MIN_VALUE) {
          int come = best[i - 1][j - 1] + (1 - j) * GAP;
          if (come > before) {
            before = come;
            at = j - 1;
          }
        }
        best[i][j] = Integer.MIN_VALUE;
        boolean possible = text.charAt(j) == word.charAt(i) && (i == 0 || at >= 0);
        if (possible) {
          int gapped = i == 0 ? 0 : before + (j - 1) * GAP;
          int beside =
              i > 0 && j > 0 && best[i - 1][j - 1] != Integer.MIN_VALUE
                  ? best[i - 1][j - 1] + BESIDE
                  : Integer.MIN_VALUE;
          boolean near = beside >= gapped;
          best[i][j] = (near ? beside : gapped) + (starts(text, j) ? START : 0);
          from[i][j] = near ? j - 1 : at;
        }
      }
    }
    return traced(best, from, letters, length);
  }

  private static Optional<Found> traced(int[][] best, int[][] from, int letters, int length) {
    int end = -1;
    for (int j = 0; j < length; j++) {
      int score = best[letters - 1][j];
      if (score != Integer.MIN_VALUE && (end < 0 || score > best[letters - 1][end])) {
        end = j;
      }
    }
    if (end < 0) {
      return Optional.empty();
    }
    int[] hits = new int[letters];
    int at = end;
    for (int i = letters - 1; i >= 0; i--) {
      hits[i] = at;
      at = from[i][at];
    }
    return Optional.of(new Found(best[letters - 1][end], hits));
  }

  private static boolean starts(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
