package agenttui.approval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One word of a pattern: characters that must be so, `*` for any number of any, `?` for any one.
/// Matching takes time in proportion to pattern times text, whatever an agent sends.
final class Glob {
  private static final int ANY = -1;
  private static final int ONE = -2;

  /// Code points, [#ANY] or [#ONE].
  private final int[] parts;

  private Glob(int[] parts) {
    this.parts = parts;
  }

  /// The words of a line. Blanks part them; what is quoted or follows a backslash is itself.
  ///
  /// @throws ApprovalException when a quote is not closed
  static List<Glob> words(String line) {
    List<Glob> words = new ArrayList<>();
    IntStream.Builder word = null;
    int quote = 0;
    int[] all = line.codePoints().toArray();
    for (int i = 0; i < all.length; i++) {
      int c = all[i];
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(new Glob(word.build().toArray()));
          word = null;
        }
        continue;
      }
      if (word == null) {
        word = IntStream.builder();
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '\\' && quote != '\'') {
        i++;
        if (i == all.length) {
          throw new ApprovalException("nothing behind the backslash: " + line);
        }
        word.add(all[i]);
      } else {
        word.add(quote == 0 && c == '*' ? ANY : quote == 0 && c == '?' ? ONE : c);
      }
    }
    if (quote != 0) {
      throw new ApprovalException("a quote is not closed: " + line);
    }
    if (word != null) {
      words.add(new Glob(word.build().toArray()));
    }
    return words;
  }

  /// The word that matches exactly `text`, as it is written.
  static String quoted(String text) {
    boolean plain = text.matches("[A-Za-z0-9_./:@%+=,-]+");
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /// Its characters up to the first wildcard.
  String plainStart() {
    int end = 0;
    while (end < parts.length && parts[end] >= 0) {
      end++;
    }
    return new String(parts, 0, end);
  }

  /// What follows `start`, which it begins with.
  Glob after(String start) {
    return new Glob(Arrays.copyOfRange(parts, start.length(), parts.length));
  }

  /// Its parts between `separator`s; empty ones are left out.
  List<Glob> split(int separator) {
    List<Glob> all = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= parts.length; i++) {
      if (i == parts.length || parts[i] == separator) {
        if (i > from) {
          all.add(new Glob(Arrays.copyOfRange(parts, from, i)));
        }
        from = i + 1;
      }
    }
    return List.copyOf(all);
  }

  /// Whether it is exactly `text`, without wildcards.
  boolean is(String text) {
    return plainStart().equals(text) && parts.length == text.length();
  }

  /// How many characters must be exactly so.
  int literals() {
    return (int) Arrays.stream(parts).filter(part -> part >= 0).count();
  }

  private boolean isAnyWords() {
    return parts.length == 2 && parts[0] == ANY && parts[1] == ANY;
  }

  /// Whether it matches all of `text`.
  boolean matches(String text) {
    int[] points = text.codePoints().toArray();
    int part = 0;
    int at = 0;
    int star = -1;
    int starAt = 0;
    while (at < points.length) {
      if (part < parts.length && parts[part] == ANY) {
        star = part++;
        starAt = at;
      } else if (part < parts.length && (parts[part] == ONE || parts[part] == points[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (part < parts.length && parts[part] == ANY) {
      part++;
    }
    return part == parts.length;
  }

  /// Whether `words` match `pattern` from the first on: all of them when `ends`, else as many as
  /// the pattern has.
  static boolean matchAll(List<Glob> pattern, List<String> words, boolean ends) {
    int part = 0;
    int at = 0;
    int star = -1;
    int starAt = 0;
    while (at < words.size()) {
      if (part == pattern.size() && !ends) {
        return true;
      }
      if (part < pattern.size() && pattern.get(part).isAnyWords()) {
        star = part++;
        starAt = at;
      } else if (part < pattern.size() && pattern.get(part).matches(words.get(at))) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (part < pattern.size() && pattern.get(part).isAnyWords()) {
      part++;
    }
    return part == pattern.size();
  }
}
