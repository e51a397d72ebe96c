package agenttui.term.cells;

/// Where the next character goes and how it looks; also what DECSC saves.
public final class Cursor {
  /// Column and row from 0.
  public int x;

  public int y;

  /// The last column was written: the next character wraps first.
  public boolean pending;

  /// The style of the next character, without the extra bit.
  public long style;

  /// Underline colour of the next character.
  public int underline;

  /// Link of the next character.
  public int link;

  /// DECSCA or SPA.
  public boolean isProtected;

  /// DECOM.
  public boolean origin;

  /// G0 to G3 ([Charset] numbers), and which of them are GL and, for one character, shifted to.
  public final byte[] sets = new byte[4];

  public int gl;
  public int singleShift;

  /// Takes over all of another.
  void copy(Cursor other) {
    x = other.x;
    y = other.y;
    pending = other.pending;
    style = other.style;
    underline = other.underline;
    link = other.link;
    isProtected = other.isProtected;
    origin = other.origin;
    System.arraycopy(other.sets, 0, sets, 0, 4);
    gl = other.gl;
    singleShift = other.singleShift;
  }
}
