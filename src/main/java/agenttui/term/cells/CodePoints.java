package agenttui.term.cells;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Width and grapheme-cluster class of every code point: a two-stage table whose blocks of 256 are
/// worked out from the JDK's own Unicode data when first asked for, so that nothing is paid at
/// start. Any thread.
///
/// The JDK has no East Asian Width and no Indic conjunct data; the ranges here are those of Unicode
/// 16 (EastAsianWidth W and F, GraphemeBreakProperty, InCB).
public final class CodePoints {
  /// Cluster classes: UAX 29's, with the Indic consonants, linkers and emoji modifiers told apart.
  public static final int OTHER = 0;

  public static final int CONTROL = 1;
  public static final int EXTEND = 2;
  public static final int LINKER = 3;
  public static final int ZWJ = 4;
  public static final int SPACING = 5;
  public static final int PREPEND = 6;
  public static final int HANGUL_L = 7;
  public static final int HANGUL_V = 8;
  public static final int HANGUL_T = 9;
  public static final int HANGUL_LV = 10;
  public static final int HANGUL_LVT = 11;
  public static final int REGIONAL = 12;
  public static final int PICTOGRAPH = 13;
  public static final int CONSONANT = 14;
  public static final int MODIFIER = 15;

  private static final AtomicReferenceArray<byte[]> BLOCKS = new AtomicReferenceArray<>(0x1100);

  /// Pairs of first and last. Emoji with emoji presentation are wide too and come from the JDK.
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2329, 0x232A, 0x2630, 0x2637, 0x268A, 0x268F, 0x2E80, 0x2E99, 0x2E9B, 0x2EF3,
    0x2F00, 0x2FD5, 0x2FF0, 0x303E, 0x3041, 0x3096, 0x3099, 0x30FF, 0x3105, 0x312F, 0x3131, 0x318E,
    0x3190, 0x31E5, 0x31EF, 0x321E, 0x3220, 0x3247, 0x3250, 0xA48C, 0xA490, 0xA4C6, 0xA960, 0xA97C,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE52, 0xFE54, 0xFE66, 0xFE68, 0xFE6B,
    0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FE4, 0x16FF0, 0x16FF6, 0x17000, 0x187FF, 0x18800,
    0x18CD5, 0x18CFF, 0x18D1E, 0x18D80, 0x18DF2, 0x1AFF0, 0x1AFF3, 0x1AFF5, 0x1AFFB, 0x1AFFD,
    0x1AFFE, 0x1B000, 0x1B122, 0x1B132, 0x1B132, 0x1B150, 0x1B152, 0x1B155, 0x1B155, 0x1B164,
    0x1B167, 0x1B170, 0x1B2FB, 0x1D300, 0x1D356, 0x1D360, 0x1D376, 0x1F200, 0x1F202, 0x1F210,
    0x1F23B, 0x1F240, 0x1F248, 0x1F250, 0x1F251, 0x1F260, 0x1F265, 0x20000, 0x2FFFD, 0x30000,
    0x3FFFD
  };

  /// Spacing marks that count as Extend (Other_Grapheme_Extend).
  private static final int[] EXTENDING = {
    0x09BE, 0x09BE, 0x09D7, 0x09D7, 0x0B3E, 0x0B3E, 0x0B57, 0x0B57, 0x0BBE, 0x0BBE, 0x0BD7, 0x0BD7,
    0x0CC0, 0x0CC0, 0x0CC2, 0x0CC2, 0x0CC7, 0x0CC8, 0x0CCA, 0x0CCB, 0x0CD5, 0x0CD6, 0x0D3E, 0x0D3E,
    0x0D57, 0x0D57, 0x0DCF, 0x0DCF, 0x0DDF, 0x0DDF, 0x1715, 0x1715, 0x1734, 0x1734, 0x1B35, 0x1B35,
    0x1B3B, 0x1B3B, 0x1B3D, 0x1B3D, 0x1B43, 0x1B44, 0x1BAA, 0x1BAA, 0x1BF2, 0x1BF3, 0x200C, 0x200C,
    0x302E, 0x302F, 0xA953, 0xA953, 0xA9C0, 0xA9C0, 0xFF9E, 0xFF9F, 0x111C0, 0x111C0, 0x11235,
    0x11235, 0x1133E, 0x1133E, 0x1134D, 0x1134D, 0x11357, 0x11357, 0x114B0, 0x114B0, 0x114BD,
    0x114BD, 0x115AF, 0x115AF, 0x116B6, 0x116B6, 0x11930, 0x11930, 0x1193D, 0x1193D, 0x11F41,
    0x11F41, 0x16FF0, 0x16FF1, 0x1D165, 0x1D166, 0x1D16D, 0x1D172, 0xE0020, 0xE007F
  };

  /// Spacing marks that start a cluster of their own.
  private static final int[] NOT_SPACING = {
    0x102B, 0x102C, 0x1038, 0x1038, 0x1062, 0x1064, 0x1067, 0x106D, 0x1083, 0x1083, 0x1087, 0x108C,
    0x108F, 0x108F, 0x109A, 0x109C, 0x1A61, 0x1A61, 0x1A63, 0x1A64, 0xAA7B, 0xAA7B, 0xAA7D, 0xAA7D,
    0x11720, 0x11721
  };

  private static final int[] PREPENDING = {
    0x0600, 0x0605, 0x06DD, 0x06DD, 0x070F, 0x070F, 0x0890, 0x0891, 0x08E2, 0x08E2, 0x0D4E, 0x0D4E,
    0x110BD, 0x110BD, 0x110CD, 0x110CD, 0x111C2, 0x111C3, 0x1193F, 0x1193F, 0x11941, 0x11941,
    0x11A3A, 0x11A3A, 0x11A84, 0x11A89, 0x11D46, 0x11D46, 0x11F02, 0x11F02
  };

  private static final int[] LINKING = {
    0x094D, 0x094D, 0x09CD, 0x09CD, 0x0ACD, 0x0ACD, 0x0B4D, 0x0B4D, 0x0C4D, 0x0C4D, 0x0D4D, 0x0D4D
  };

  private static final int[] CONSONANTS = {
    0x0915, 0x0939, 0x0958, 0x095F, 0x0978, 0x097F, 0x0995, 0x09A8, 0x09AA, 0x09B0, 0x09B2, 0x09B2,
    0x09B6, 0x09B9, 0x09DC, 0x09DD, 0x09DF, 0x09DF, 0x09F0, 0x09F1, 0x0A95, 0x0AA8, 0x0AAA, 0x0AB0,
    0x0AB2, 0x0AB3, 0x0AB5, 0x0AB9, 0x0AF9, 0x0AF9, 0x0B15, 0x0B28, 0x0B2A, 0x0B30, 0x0B32, 0x0B33,
    0x0B35, 0x0B39, 0x0B5C, 0x0B5D, 0x0B5F, 0x0B5F, 0x0B71, 0x0B71, 0x0C15, 0x0C28, 0x0C2A, 0x0C39,
    0x0C58, 0x0C5A, 0x0D15, 0x0D3A
  };

  private CodePoints() {}

  /// Class in bits 2–5, cells (0–2) in bits 0–1. Anything beyond Unicode counts as U+FFFD.
  public static int property(int codePoint) {
    if (codePoint >>> 8 >= 0x1100) {
      return 1;
    }
    byte[] block = BLOCKS.getAcquire(codePoint >>> 8);
    if (block == null) {
      block = make(codePoint >>> 8);
    }
    return block[codePoint & 0xFF];
  }

  /// The cells of a property.
  public static int cells(int property) {
    return property & 3;
  }

  /// The cluster class of a property.
  public static int kind(int property) {
    return property >> 2;
  }

  private static byte[] make(int number) {
    byte[] block = new byte[256];
    for (int i = 0; i < 256; i++) {
      int codePoint = number << 8 | i;
      int kind = classify(codePoint);
      block[i] = (byte) (kind << 2 | measure(codePoint, kind));
    }
    BLOCKS.setRelease(number, block);
    return block;
  }

  private static int measure(int codePoint, int kind) {
    return switch (kind) {
      case CONTROL, EXTEND, LINKER, ZWJ, HANGUL_V, HANGUL_T -> 0;
      case REGIONAL, MODIFIER -> 2;
      default -> Character.isEmojiPresentation(codePoint) || in(WIDE, codePoint) ? 2 : 1;
    };
  }

  private static int classify(int c) {
    if (in(PREPENDING, c)) {
      return PREPEND;
    }
    if (c == 0x200D) {
      return ZWJ;
    }
    if (c >= 0x1F1E6 && c <= 0x1F1FF) {
      return REGIONAL;
    }
    if (c >= 0x1F3FB && c <= 0x1F3FF) {
      return MODIFIER;
    }
    int hangul = hangul(c);
    if (hangul != OTHER) {
      return hangul;
    }
    if (in(EXTENDING, c)) {
      return EXTEND;
    }
    return byType(c);
  }

  private static int hangul(int c) {
    if ((c >= 0x1100 && c <= 0x115F) || (c >= 0xA960 && c <= 0xA97C)) {
      return HANGUL_L;
    }
    if ((c >= 0x1160 && c <= 0x11A7) || (c >= 0xD7B0 && c <= 0xD7C6)) {
      return HANGUL_V;
    }
    if ((c >= 0x11A8 && c <= 0x11FF) || (c >= 0xD7CB && c <= 0xD7FB)) {
      return HANGUL_T;
    }
    if (c >= 0xAC00 && c <= 0xD7A3) {
      return (c - 0xAC00) % 28 == 0 ? HANGUL_LV : HANGUL_LVT;
    }
    return OTHER;
  }

  private static int byType(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return in(LINKING, c) ? LINKER : EXTEND;
    }
    if (c == 0x0E33 || c == 0x0EB3) {
      return SPACING;
    }
    if (type == Character.COMBINING_SPACING_MARK) {
      return in(NOT_SPACING, c) ? OTHER : SPACING;
    }
    // A soft hyphen shows where it stands, as in xterm and wcwidth.
    if (c == 0xAD) {
      return OTHER;
    }
    if (type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      return CONTROL;
    }
    if (in(CONSONANTS, c)) {
      return CONSONANT;
    }
    return Character.isExtendedPictographic(c) ? PICTOGRAPH : OTHER;
  }

  private static boolean in(int[] pairs, int c) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (c >= pairs[i] && c <= pairs[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
