package agenttui.term;

/// How one cell is drawn, packed into a `long`: foreground 26 bits, background 26 bits, flags 12.
///
/// ```
/// bits 0-25   foreground: value 24 bits, kind 2 bits
/// bits 26-51  background: the same
/// bits 52-63  BOLD DIM ITALIC BLINK INVERSE HIDDEN STRIKE OVERLINE, underline kind 3 bits, EXTRA
/// ```
///
/// A colour's kind is 0 default, 1 palette (value 0–255), 2 direct (value 0xRRGGBB); the default
/// colour is the number 0, and so is the default style. A cell with [#EXTRA] has an underline
/// colour, a hyperlink or protection, which the [Screen] tells.
public final class Style {
  /// No colours, no flags.
  public static final long DEFAULT = 0;

  /// SGR 1.
  public static final long BOLD = 1L << 52;

  /// SGR 2.
  public static final long DIM = 1L << 53;

  /// SGR 3.
  public static final long ITALIC = 1L << 54;

  /// SGR 5 and 6.
  public static final long BLINK = 1L << 55;

  /// SGR 7.
  public static final long INVERSE = 1L << 56;

  /// SGR 8.
  public static final long HIDDEN = 1L << 57;

  /// SGR 9.
  public static final long STRIKE = 1L << 58;

  /// SGR 53.
  public static final long OVERLINE = 1L << 59;

  /// The three bits of the underline's kind.
  public static final long UNDERLINE_MASK = 7L << 60;

  /// The cell has an entry in the side table of its row.
  public static final long EXTRA = 1L << 63;

  /// All flags.
  public static final long FLAGS = 0xFFFL << 52;

  /// The bits of the background.
  public static final long BACKGROUND_MASK = 0x3FFFFFFL << 26;

  /// The bits of the foreground.
  public static final long FOREGROUND_MASK = 0x3FFFFFFL;

  /// A colour's default.
  public static final int NO_COLOUR = 0;

  private static final int PALETTE = 1 << 24;
  private static final int DIRECT = 2 << 24;
  private static final int UNDERLINE_SHIFT = 60;

  private Style() {}

  /// The colour number `index` of the palette, 0–255.
  public static int palette(int index) {
    return PALETTE | (index & 0xFF);
  }

  /// A direct colour, 0xRRGGBB.
  public static int direct(int rgb) {
    return DIRECT | (rgb & 0xFFFFFF);
  }

  /// Is this colour one of the palette?
  public static boolean isPalette(int colour) {
    return colour >> 24 == 1;
  }

  /// Is this colour a direct one?
  public static boolean isDirect(int colour) {
    return colour >> 24 == 2;
  }

  /// Palette index or 0xRRGGBB of a colour that isn't the default.
  public static int value(int colour) {
    return colour & 0xFFFFFF;
  }

  /// The foreground colour of a style.
  public static int foreground(long style) {
    return (int) (style & FOREGROUND_MASK);
  }

  /// The background colour of a style.
  public static int background(long style) {
    return (int) (style >>> 26) & 0x3FFFFFF;
  }

  /// The style with another foreground.
  public static long withForeground(long style, int colour) {
    return (style & ~FOREGROUND_MASK) | colour;
  }

  /// The style with another background.
  public static long withBackground(long style, int colour) {
    return (style & ~BACKGROUND_MASK) | ((long) colour << 26);
  }

  /// Underline: 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed (as SGR 4:n).
  public static int underline(long style) {
    return (int) (style >>> UNDERLINE_SHIFT) & 7;
  }

  /// The style with another underline, 0–5.
  public static long withUnderline(long style, int kind) {
    return (style & ~UNDERLINE_MASK) | ((long) (kind & 7) << UNDERLINE_SHIFT);
  }

  /// What erased cells get: the background alone (xterm's back colour erase).
  public static long erased(long style) {
    return style & BACKGROUND_MASK;
  }
}
