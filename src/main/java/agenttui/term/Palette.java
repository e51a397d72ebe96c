package agenttui.term;

/// The colours that a terminal answers with when a program asks (OSC 4, 10, 11, 12, and `CSI ? 996
/// n`); they come from the theme or the outer terminal.
///
/// @param foreground 0xRRGGBB
/// @param background 0xRRGGBB
/// @param cursor 0xRRGGBB
/// @param basic the 16 named colours, 0xRRGGBB each
public record Palette(int foreground, int background, int cursor, int[] basic) {
  /// Light grey on black with xterm's 16 colours.
  public static final Palette XTERM =
      new Palette(
          0xE5E5E5,
          0x000000,
          0xE5E5E5,
          new int[] {
            0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
            0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF
          });

  /// Steps of xterm's 6×6×6 colour cube.
  private static final int[] CUBE = {0x00, 0x5F, 0x87, 0xAF, 0xD7, 0xFF};

  /// The colour number `index`, 0–255: the 16 named ones, then xterm's cube and grey ramp.
  ///
  /// @return 0xRRGGBB
  public int colour(int index) {
    if (index < 16) {
      return basic[index & 15];
    }
    if (index < 232) {
      int n = index - 16;
      return CUBE[n / 36] << 16 | CUBE[n / 6 % 6] << 8 | CUBE[n % 6];
    }
    int grey = 8 + (index - 232) * 10;
    return grey << 16 | grey << 8 | grey;
  }

  /// Is the background darker than the foreground?
  public boolean isDark() {
    return luminance(background) < luminance(foreground);
  }

  /// ITU-R BT.601 weights, in thousandths.
  private static int luminance(int rgb) {
    return 299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF);
  }
}
