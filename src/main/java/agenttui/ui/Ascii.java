package agenttui.ui;

/// What a terminal without UTF-8 is shown: our lines and marks as `docs/look` section 4 has them,
/// lines of programs as tmux draws them, a question mark for all else.
final class Ascii {
  /// Marks and signs, each with what stands for it.
  private static final String MARKS = "●*▲!✓+○.✗x‖=≠%→>↑^↓v←<…~·.▸:█#×x−-•*✻*✦*❯>›>▏|▎|│|↵\\";

  private Ascii() {}

  /// The ASCII character for a code point.
  static char of(int codePoint) {
    if (codePoint < 0x7F) {
      return (char) codePoint;
    }
    if (codePoint >= 0x2500 && codePoint <= 0x257F) {
      return line(codePoint);
    }
    int at = MARKS.indexOf(codePoint);
    return at >= 0 && at % 2 == 0 ? MARKS.charAt(at + 1) : '?';
  }

  /// Whether it is a line or a mark, for which an ASCII character can stand.
  static boolean draws(int codePoint) {
    int at = codePoint < 0x7F ? -1 : MARKS.indexOf(codePoint);
    return (codePoint >= 0x2500 && codePoint <= 0x257F) || (at >= 0 && at % 2 == 0);
  }

  /// Box drawing: `-` and `|`, heavy ones `=` and `#`, `+` where lines meet.
  private static char line(int codePoint) {
    return switch (codePoint) {
      case 0x2500, 0x2504, 0x2508, 0x254C, 0x2574, 0x2576, 0x257C -> '-';
      case 0x2501, 0x2505, 0x2509, 0x254D, 0x2550, 0x2578, 0x257A, 0x257E -> '=';
      case 0x2502, 0x2506, 0x250A, 0x254E, 0x2575, 0x2577, 0x257D -> '|';
      case 0x2503, 0x2507, 0x250B, 0x254F, 0x2551, 0x2579, 0x257B, 0x257F -> '#';
      default -> '+';
    };
  }
}
