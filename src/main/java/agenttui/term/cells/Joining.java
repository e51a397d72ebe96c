package agenttui.term.cells;

/// The rules of UAX 29 (Unicode 16) by which a character that isn't a mark joins a cluster, and
/// with which text outside a terminal is cut into clusters.
public final class Joining {
  private Joining() {}

  /// Is there no border between a cluster and the character that follows?
  ///
  /// @param points the cluster
  /// @param length its number of code points
  /// @param c the character
  /// @param kind its class ([CodePoints])
  public static boolean joins(int[] points, int length, int c, int kind) {
    int last = points[length - 1];
    return switch (kind) {
      case CodePoints.EXTEND, CodePoints.LINKER, CodePoints.ZWJ, CodePoints.SPACING ->
          kind(last) != CodePoints.CONTROL;
      // Common ones first look at the number alone: the table's blocks are far apart in memory.
      case CodePoints.HANGUL_L, CodePoints.HANGUL_LV, CodePoints.HANGUL_LVT ->
          last >= 0x1100 && last <= 0xA97C && kind(last) == CodePoints.HANGUL_L;
      case CodePoints.HANGUL_V -> isBeforeVowel(kind(last));
      case CodePoints.HANGUL_T -> isBeforeFinal(kind(last));
      case CodePoints.REGIONAL -> length == 1 && last >= 0x1F1E6 && last <= 0x1F1FF;
      case CodePoints.PICTOGRAPH -> last == 0x200D && isPictograph(points, length - 2);
      // A skin tone joins a picture only; behind a letter it shows by itself.
      case CodePoints.MODIFIER -> isPictograph(points, length - 1);
      case CodePoints.CONSONANT -> isLinked(points, length);
      default -> false;
    };
  }

  private static int kind(int point) {
    return CodePoints.kind(CodePoints.property(point));
  }

  private static boolean isBeforeVowel(int kind) {
    return kind == CodePoints.HANGUL_L
        || kind == CodePoints.HANGUL_V
        || kind == CodePoints.HANGUL_LV;
  }

  private static boolean isBeforeFinal(int kind) {
    return kind == CodePoints.HANGUL_V
        || kind == CodePoints.HANGUL_T
        || kind == CodePoints.HANGUL_LV
        || kind == CodePoints.HANGUL_LVT;
  }

  /// GB11: a pictograph, then only marks up to `end`.
  private static boolean isPictograph(int[] points, int end) {
    for (int i = end; i >= 0; i--) {
      int kind = kind(points[i]);
      if (kind == CodePoints.PICTOGRAPH) {
        return true;
      }
      if (kind != CodePoints.EXTEND && kind != CodePoints.MODIFIER) {
        return false;
      }
    }
    return false;
  }

  /// GB9c: a consonant, then marks with a linker among them.
  private static boolean isLinked(int[] points, int length) {
    boolean linker = false;
    for (int i = length - 1; i >= 0; i--) {
      int kind = kind(points[i]);
      if (kind == CodePoints.CONSONANT) {
        return linker;
      }
      linker |= kind == CodePoints.LINKER;
      if (kind != CodePoints.LINKER && kind != CodePoints.EXTEND && kind != CodePoints.ZWJ) {
        return false;
      }
    }
    return false;
  }
}
