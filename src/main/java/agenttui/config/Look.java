package agenttui.config;

/// How the program is used and what it looks like.
///
/// @param prefix the key before every command key: `C-b`
/// @param theme the name of a theme, or [#AUTO]
/// @param copyKeys `vi` or `emacs`
public record Look(String prefix, String theme, String copyKeys) {
  /// The theme is dark or light as the terminal is.
  public static final String AUTO = "auto";

  /// What nobody has changed.
  public static final Look DEFAULT = new Look("C-b", AUTO, "vi");
}
