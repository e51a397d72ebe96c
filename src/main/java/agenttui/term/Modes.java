package agenttui.term;

/// What a program switched on or off. A live view: read it on the emulator's thread.
@SuppressWarnings("DoNotCallSuggester")
public final class Modes {
  Modes() {}

  /// How the mouse is reported.
  public enum Mouse {
    /// Not at all.
    OFF,
    /// Mode 9: presses.
    X10,
    /// Mode 1000: presses and releases.
    BUTTONS,
    /// Mode 1002: and movements with a button.
    DRAG,
    /// Mode 1003: and all movements.
    MOTION
  }

  /// How a mouse report is written.
  public enum MouseEncoding {
    /// Three bytes.
    PLAIN,
    /// Mode 1005.
    UTF8,
    /// Mode 1006.
    SGR,
    /// Mode 1015.
    URXVT
  }

  /// Is this DEC private mode set?
  public boolean isSet(int privateMode) {
    throw new UnsupportedOperationException();
  }

  /// Is this ANSI mode set?
  public boolean isAnsiSet(int mode) {
    throw new UnsupportedOperationException();
  }

  /// What the program wants of the mouse.
  public Mouse mouse() {
    throw new UnsupportedOperationException();
  }

  /// How it wants it.
  public MouseEncoding mouseEncoding() {
    throw new UnsupportedOperationException();
  }

  /// The kitty keyboard flags in force (1 disambiguate, 2 events, 4 alternates, 8 all, 16 text).
  public int keyboardFlags() {
    throw new UnsupportedOperationException();
  }

  /// xterm's modifyOtherKeys, 0–2.
  public int modifyOtherKeys() {
    throw new UnsupportedOperationException();
  }

  /// DECCKM.
  public boolean applicationCursor() {
    return isSet(1);
  }

  /// DECKPAM / DECNKM.
  public boolean applicationKeypad() {
    return isSet(66);
  }

  /// DECBKM.
  public boolean backspaceSendsBackspace() {
    return isSet(67);
  }

  /// Mode 1004.
  public boolean focusEvents() {
    return isSet(1004);
  }

  /// Mode 2004.
  public boolean bracketedPaste() {
    return isSet(2004);
  }

  /// Mode 1007.
  public boolean alternateScroll() {
    return isSet(1007);
  }

  /// Is the alternate screen shown?
  public boolean alternateScreen() {
    return isSet(1047);
  }

  /// Mode 2031.
  public boolean colourSchemeUpdates() {
    return isSet(2031);
  }

  /// Mode 2048.
  public boolean sizeReports() {
    return isSet(2048);
  }

  /// Mode 2026: the program is in the middle of a frame.
  public boolean synchronizedOutput() {
    return isSet(2026);
  }
}
