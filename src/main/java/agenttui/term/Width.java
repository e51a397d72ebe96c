package agenttui.term;

import agenttui.term.cells.CodePoints;
import agenttui.term.cells.Joining;
import java.util.Arrays;

/// How many cells text takes: one position per grapheme cluster (UAX 29), as mode 2027 says; a
/// cluster takes two cells when it is wide or shown as an emoji. Pure functions.
public final class Width {
  private Width() {}

  /// Cells of a character alone: 0 (marks, controls, format characters), 1 or 2.
  public static int of(int codePoint) {
    return CodePoints.cells(CodePoints.property(codePoint));
  }

  /// Cells of a text.
  public static int of(CharSequence text) {
    int cells = 0;
    for (int at = 0; at < text.length(); ) {
      int end = clusterEnd(text, at);
      cells += cluster(text, at, end);
      at = end;
    }
    return cells;
  }

  /// The end of the grapheme cluster that starts at `from`, in chars.
  public static int clusterEnd(CharSequence text, int from) {
    char first = text.charAt(from);
    if (from + 1 < text.length() && first >= 0x20 && first < 0x7F) {
      char next = text.charAt(from + 1);
      if (next >= 0x20 && next < 0x7F) {
        return from + 1;
      }
    }
    int[] points = new int[8];
    int length = 0;
    int at = from;
    while (at < text.length()) {
      int point = Character.codePointAt(text, at);
      if (length > 0 && !joins(points, length, point)) {
        break;
      }
      points = length == points.length ? Arrays.copyOf(points, length * 2) : points;
      points[length++] = point;
      at += Character.charCount(point);
    }
    return at;
  }

  private static boolean joins(int[] points, int length, int point) {
    int before = CodePoints.kind(CodePoints.property(points[length - 1]));
    int kind = CodePoints.kind(CodePoints.property(point));
    return (before == CodePoints.PREPEND && kind != CodePoints.CONTROL)
        || Joining.joins(points, length, point, kind);
  }

  /// Cells of the cluster between two places.
  private static int cluster(CharSequence text, int from, int end) {
    int base = Character.codePointAt(text, from);
    int cells = of(base);
    int at = from + Character.charCount(base);
    while (at < end) {
      int point = Character.codePointAt(text, at);
      int kind = CodePoints.kind(CodePoints.property(point));
      if (point == 0xFE0F && Character.isEmoji(base)) {
        cells = 2;
      } else if (point == 0xFE0E && Character.isEmojiPresentation(base)) {
        cells = 1;
      } else if (cells == 0 || kind == CodePoints.PICTOGRAPH || kind == CodePoints.MODIFIER) {
        cells = Math.max(cells, of(point));
      }
      at += Character.charCount(point);
    }
    return cells;
  }

  /// The longest start of a text that takes at most so many cells; whole clusters.
  public static String clip(String text, int columns) {
    int cells = 0;
    int at = 0;
    while (at < text.length()) {
      int end = clusterEnd(text, at);
      cells += cluster(text, at, end);
      if (cells > columns) {
        return text.substring(0, at);
      }
      at = end;
    }
    return text;
  }

  /// The text clipped, with `…` as its last cell where something was cut.
  public static String ellipsis(String text, int columns) {
    if (columns <= 0) {
      return "";
    }
    return of(text) <= columns ? text : clip(text, columns - 1) + "…";
  }

  /// The text clipped or filled with blanks to exactly so many cells.
  public static String pad(String text, int columns) {
    String clipped = clip(text, Math.max(0, columns));
    return clipped + " ".repeat(Math.max(0, columns - of(clipped)));
  }
}
