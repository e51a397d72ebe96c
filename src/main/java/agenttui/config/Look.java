package agenttui.config;

import java.util.Map;

/// How the program is used and what it looks like, as written: whoever draws checks the names.
///
/// @param prefix the key before every command key: `C-b`; empty where only the preset says it
/// @param theme the name of a theme, or [#AUTO]
/// @param copyKeys `vi` or `emacs`
/// @param programsCopy whether the focused pane's program may write to the clipboard
/// @param colours colours over those of the theme, by token: `accent` = `#ff8800 bold`
/// @param glyphs `auto`, `unicode` or `ascii`
/// @param bindings the user's keys
public record Look(
    String prefix,
    String theme,
    String copyKeys,
    boolean programsCopy,
    Map<String, String> colours,
    String glyphs,
    Bindings bindings) {
  /// The theme is dark or light as the terminal is.
  public static final String AUTO = "auto";

  /// Copies.
  public Look {
    colours = Map.copyOf(colours);
  }
}
