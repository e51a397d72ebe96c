package agenttui.term;

/// Turns input into the bytes that the program in a pane expects in its modes. Pure functions; an
/// empty array means that this program wants nothing.
@SuppressWarnings("DoNotCallSuggester")
public final class KeyEncoder {
  private KeyEncoder() {}

  /// A key.
  public static byte[] key(Key key, Modes modes) {
    throw new UnsupportedOperationException();
  }

  /// A mouse event; cells are the pane's. A wheel step becomes arrow keys on the alternate screen
  /// when the program doesn't take the mouse (mode 1007).
  public static byte[] mouse(Input.Mouse mouse, Modes modes) {
    throw new UnsupportedOperationException();
  }

  /// A paste: without ESC, C1 and other control characters than tab and line ends; line ends become
  /// CR; between markers in mode 2004.
  public static byte[] paste(String text, Modes modes) {
    throw new UnsupportedOperationException();
  }

  /// The pane got or lost the focus.
  public static byte[] focus(boolean gained, Modes modes) {
    throw new UnsupportedOperationException();
  }
}
