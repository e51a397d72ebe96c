package agenttui.term;

/// How many cells text takes: one position per grapheme cluster (UAX 29), as mode 2027 says. Pure
/// functions.
@SuppressWarnings("DoNotCallSuggester")
public final class Width {
  private Width() {}

  /// Cells of a character alone: 0 (marks, controls, format characters), 1 or 2.
  public static int of(int codePoint) {
    throw new UnsupportedOperationException();
  }

  /// Cells of a text.
  public static int of(CharSequence text) {
    throw new UnsupportedOperationException();
  }

  /// The end of the grapheme cluster that starts at `from`, in chars.
  public static int clusterEnd(CharSequence text, int from) {
    throw new UnsupportedOperationException();
  }

  /// The longest start of a text that takes at most so many cells; whole clusters.
  public static String clip(String text, int columns) {
    throw new UnsupportedOperationException();
  }

  /// The text clipped, with `…` as its last cell where something was cut.
  public static String ellipsis(String text, int columns) {
    throw new UnsupportedOperationException();
  }

  /// The text clipped or filled with blanks to exactly so many cells.
  public static String pad(String text, int columns) {
    throw new UnsupportedOperationException();
  }
}
