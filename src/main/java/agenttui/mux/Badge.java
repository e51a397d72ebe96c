package agenttui.mux;

/// A word in a pane's title for what is not the default there.
///
/// @param text lower case, one or two words: `no net`, `open net`
/// @param danger whether it means less protection than the default (drawn red, never dropped)
public record Badge(String text, boolean danger) {
  /// A badge for something that is only different.
  public static Badge plain(String text) {
    return new Badge(text, false);
  }

  /// A badge for something looser than the default.
  public static Badge danger(String text) {
    return new Badge(text, true);
  }
}
