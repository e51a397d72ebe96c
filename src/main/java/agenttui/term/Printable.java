package agenttui.term;

/// The one function that makes text from outside (branch and file names, titles, messages of git
/// and of the engine) safe to show: control characters, line separators, bidirectional controls,
/// zero-width and tag characters, and unpaired surrogates become visible. Pure functions.
@SuppressWarnings("DoNotCallSuggester")
public final class Printable {
  private Printable() {}

  /// The text in one line, with everything that isn't plainly visible in a visible form (`␛`,
  /// `‹202E›`).
  public static String of(String text) {
    throw new UnsupportedOperationException();
  }

  /// The same, clipped to so many cells.
  public static String of(String text, int columns) {
    throw new UnsupportedOperationException();
  }

  /// UTF-8 made visible; a byte that isn't UTF-8 becomes `‹9B›`.
  public static String of(byte[] text) {
    throw new UnsupportedOperationException();
  }
}
