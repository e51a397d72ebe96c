package agenttui.term.cells;

/// The national and graphic character sets of the VT family: what a GL byte stands for. UTF-8
/// beyond ASCII is never changed.
public final class Charset {
  /// US ASCII (`B`), and everything we don't know.
  public static final byte ASCII = 0;

  /// DEC special graphics (`0`, `2`).
  public static final byte GRAPHICS = 1;

  /// United Kingdom (`A`).
  public static final byte UNITED_KINGDOM = 2;

  /// From `_` to `~`: VT100 User Guide, table 3-9.
  private static final String DRAWING =
      " \u25C6\u2592\u2409\u240C\u240D\u240A\u00B0\u00B1\u2424\u240B\u2518\u2510\u250C\u2514"
          + "\u253C\u23BA\u23BB\u2500\u23BC\u23BD\u251C\u2524\u2534\u252C\u2502\u2264\u2265\u03C0"
          + "\u2260\u00A3\u00B7";

  private Charset() {}

  /// The set that a final character designates.
  public static byte of(int designation) {
    return switch (designation) {
      case '0', '2' -> GRAPHICS;
      case 'A' -> UNITED_KINGDOM;
      default -> ASCII;
    };
  }

  /// What a GL character shows.
  static int map(int set, int c) {
    return switch (set) {
      case GRAPHICS -> c >= 0x5F && c <= 0x7E ? DRAWING.charAt(c - 0x5F) : c;
      case UNITED_KINGDOM -> c == '#' ? 0xA3 : c;
      default -> c;
    };
  }
}
