package agenttui.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/// What stands above the first table of a TOML file, as text. The file must be right.
///
/// @param text the whole file
record TopLevel(String text) {
  /// A comment, or a key with its value.
  ///
  /// @param at where it begins
  /// @param start where its words begin: behind the sign of a comment
  /// @param end of a comment, the end of the line; of a key, that of its value
  private record Part(int at, int start, int end) {
    boolean isComment() {
      return at < start;
    }
  }

  /// The file with the key's value replaced, or with a comment that is the key and a value made
  /// true, or with a new line before the first table and the comments that belong to it.
  ///
  /// @param value as TOML
  /// @param ending that of a new line
  String with(String key, String value, String ending) {
    List<Part> parts = parts();
    for (Predicate<Part> kind : List.of(Predicate.not(Part::isComment), Part::isComment)) {
      for (Part part : parts) {
        if (kind.test(part) && says(part, key)) {
          int from = value(part.start);
          return text.substring(0, part.at)
              + text.substring(part.start, from)
              + value
              + text.substring(end(from));
        }
      }
    }
    int at = place(parts);
    String before = text.substring(0, at);
    String gap = before.isEmpty() || before.endsWith("\n") ? "" : ending;
    return before + gap + key + " = " + value + ending + text.substring(at);
  }

  /// Whether it is this key with a value, and nothing else.
  private boolean says(Part part, String key) {
    TomlParseResult toml = Toml.parse(text.substring(part.start, part.end).strip());
    return !toml.hasErrors()
        && toml.contains(List.of(key))
        && !(toml.get(List.of(key)) instanceof TomlTable);
  }

  /// Where a new line belongs.
  private int place(List<Part> parts) {
    int at = parts.isEmpty() ? next(0) : next(lineEnd(parts.getLast().end));
    if (at == text.length()) {
      return at;
    }
    at = lineStart(at);
    for (Part part : parts.reversed()) {
      if (!part.isComment() || lineEnd(part.at) + 1 != at) {
        break;
      }
      at = lineStart(part.at);
    }
    return at;
  }

  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    int at = next(0);
    while (at < text.length() && text.charAt(at) != '[') {
      boolean comment = text.charAt(at) == '#';
      int start = at;
      while (comment && start < text.length() && "# \t".indexOf(text.charAt(start)) >= 0) {
        start++;
      }
      Part part = new Part(at, start, comment ? lineEnd(at) : end(value(at)));
      parts.add(part);
      at = next(lineEnd(part.end));
    }
    return parts;
  }

  /// The next sign that is no white space.
  private int next(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /// Where the value of the key that begins here begins.
  private int value(int key) {
    int at = key;
    while (text.charAt(at) != '=') {
      at = behind(at);
    }
    return next(at + 1);
  }

  /// The end of the value that begins here.
  private int end(int from) {
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (depth == 0 && (c == '#' || c == '\n')) {
        break;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      at = c == '#' ? lineEnd(at) : behind(at);
    }
    return from + text.substring(from, at).stripTrailing().length();
  }

  /// Behind the sign, or the whole quoted text, that begins here.
  private int behind(int from) {
    char c = text.charAt(from);
    if (c != '"' && c != '\'') {
      return from + 1;
    }
    String one = String.valueOf(c);
    String sign = text.startsWith(one.repeat(3), from) ? one.repeat(3) : one;
    int at = from + sign.length();
    while (at < text.length() && !text.startsWith(sign, at)) {
      at += c == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    at += sign.length();
    while (sign.length() > 1 && text.startsWith(one, at)) {
      at++; // A text may end with quotes of its own.
    }
    return at;
  }
}
