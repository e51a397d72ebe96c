package agenttui.mux;

import java.util.Locale;
import java.util.Optional;

/// One key with its modifiers, written as tmux writes it: `C-b`, `M-x`, `%`, `Left`, `Space`, `Esc`, `F5`.
///
/// @param text modifiers in the order `C-`, `M-`, `S-`, then a letter or a name
public record Chord(String text) {
  /// The chord of that name, as it stands in tables and in the configuration.
  public static Chord of(String text) {
    return new Chord(text);
  }

  /// Reads what a person wrote: case of modifiers and of names does not matter, `^B` is `C-b`.
  public static Optional<Chord> parse(String written) {
    String rest = written.strip();
    if (rest.length() == 2 && rest.charAt(0) == '^') {
      rest = "C-" + rest.charAt(1);
    }
    StringBuilder modifiers = new StringBuilder();
    while (rest.length() > 2 && rest.charAt(1) == '-') {
      char modifier = Character.toUpperCase(rest.charAt(0));
      if ("CMS".indexOf(modifier) < 0) {
        return Optional.empty();
      }
      modifiers.append(modifier).append('-');
      rest = rest.substring(2);
    }
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    boolean letter = rest.codePointCount(0, rest.length()) == 1;
    if (letter && modifiers.indexOf("C-") >= 0) {
      rest = rest.toLowerCase(Locale.ROOT);
    } else if (!letter) {
      rest = rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1).toLowerCase(Locale.ROOT);
    }
    return Optional.of(new Chord(modifiers + rest));
  }

  @Override
  public String toString() {
    return text;
  }
}
