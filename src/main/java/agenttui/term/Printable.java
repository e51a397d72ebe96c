package agenttui.term;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The one function that makes text from outside (branch and file names, titles, messages of git
/// and of the engine) safe to show (threats F4): control characters, line separators, bidirectional
/// controls, zero-width and tag characters, and unpaired surrogates become visible. Pure functions.
///
/// A C0 control becomes its picture (`␛`), everything else `‹` its number `›`. Joiners and
/// variation selectors stay inside an emoji, marks stay behind a letter (at most 16).
public final class Printable {
  private static final int MARKS = 16;

  private Printable() {}

  /// The text in one line, with everything that isn't plainly visible in a visible form.
  public static String of(String text) {
    int at = plainEnd(text);
    if (at == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    out.append(text, 0, at);
    int before = at == 0 ? 0 : text.codePointBefore(at);
    int marks = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      marks = Width.of(point) == 0 ? marks + 1 : 0;
      if (marks <= MARKS
          && isVisible(point, before, at < text.length() ? text.codePointAt(at) : 0)) {
        out.appendCodePoint(point);
      } else {
        spell(out, point);
      }
      before = point;
    }
    return out.toString();
  }

  private static int plainEnd(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x7F) {
      at++;
    }
    return at;
  }

  private static boolean isVisible(int point, int before, int after) {
    if (point >= 0x20 && point < 0x7F) {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> isMark(point, before);
      // The joiner of emoji, between two pictures only.
      case Character.FORMAT ->
          point == 0x200D && isPicture(before) && Character.isExtendedPictographic(after);
      case Character.CONTROL,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> !isBlankLetter(point);
    };
  }

  private static boolean isPicture(int point) {
    return Character.isExtendedPictographic(point)
        || point == 0xFE0F
        || Character.isEmojiModifier(point);
  }

  /// A mark needs something to stand on; a variation selector needs an emoji.
  private static boolean isMark(int point, int before) {
    if (point >= 0xFE00 && point <= 0xFE0F) {
      return point >= 0xFE0E && Character.isEmoji(before);
    }
    boolean selector = (point >= 0xE0100 && point <= 0xE01EF) || point == 0x034F;
    int type = Character.getType(before);
    boolean base = Character.isLetterOrDigit(before) || Width.of(before) > 0;
    return !selector
        && point != 0x180B
        && point != 0x180C
        && point != 0x180D
        && point != 0x180F
        && (base || type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK);
  }

  /// Letters and spaces that show nothing: Hangul and Khmer fillers, Braille blank, and every space
  /// but the ASCII one.
  private static boolean isBlankLetter(int point) {
    return point == 0x115F
        || point == 0x1160
        || point == 0x17B4
        || point == 0x17B5
        || point == 0x2800
        || point == 0x3164
        || point == 0xFFA0
        || (Character.isSpaceChar(point) && point != 0xA0 && point != 0x3000)
        || point == 0xFFFC;
  }

  private static void spell(StringBuilder out, int point) {
    if (point < 0x20) {
      out.append((char) (0x2400 + point));
    } else if (point == 0x7F) {
      out.append('\u2421');
    } else {
      out.append(String.format(Locale.ROOT, "‹%X›", point));
    }
  }

  /// The same, clipped to so many cells.
  public static String of(String text, int columns) {
    // A text is never longer than this in cells' worth of code units, so hostile lengths cost
    // nothing.
    int most = Math.min(text.length(), Math.max(0, columns) * (MARKS + 2) * 2);
    return Width.ellipsis(of(most < text.length() ? text.substring(0, most) : text), columns);
  }

  /// UTF-8 made visible; a byte that isn't UTF-8 becomes `‹9B›`.
  public static String of(byte[] text) {
    StringBuilder out = new StringBuilder(text.length);
    int from = 0;
    for (int at = 0; at < text.length; ) {
      int n = utf8(text, at);
      if (n > 0) {
        at += n;
        continue;
      }
      out.append(of(new String(text, from, at - from, StandardCharsets.UTF_8)));
      spell(out, text[at] & 0xFF);
      from = ++at;
    }
    return out.append(of(new String(text, from, text.length - from, StandardCharsets.UTF_8)))
        .toString();
  }

  /// Bytes of the UTF-8 character at `at`, 0 when it is none.
  private static int utf8(byte[] text, int at) {
    int lead = text[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    int n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + n > text.length) {
      return 0;
    }
    String one = new String(text, at, n, StandardCharsets.UTF_8);
    return one.indexOf('\uFFFD') >= 0 && !(n == 3 && lead == 0xEF && (text[at + 1] & 0xFF) == 0xBF)
        ? 0
        : one.codePointCount(0, one.length()) == 1 ? n : 0;
  }
}
