package agenttui.term;

import agenttui.term.cells.Cursor;
import agenttui.term.parse.Params;

/// SGR: changes the pen. Colours by semicolons (`38;2;r;g;b`, `38;5;n`) and by colons
/// (`38:2::r:g:b`, `38:2:r:g:b`, `38:5:n`), as ISO 8613-6 and xterm.
final class Sgr {
  private Sgr() {}

  /// Applies all parameters.
  static void apply(Params params, Cursor cursor) {
    int n = params.size();
    for (int i = 0; i < n; ) {
      int code = params.at(i, 0);
      int next = i + 1;
      while (next < n && params.isSub(next)) {
        next++;
      }
      if (code == 38 || code == 48 || code == 58) {
        next = colour(params, i, next, cursor);
      } else if (code == 4) {
        underline(cursor, next > i + 1 ? params.at(i + 1, 0) : 1);
      } else if (next == i + 1) {
        plain(code, cursor);
      }
      i = next;
    }
  }

  private static void plain(int code, Cursor cursor) {
    long style = cursor.style;
    switch (code) {
      case 0 -> {
        style = Style.DEFAULT;
        cursor.underline = 0;
      }
      case 1 -> style |= Style.BOLD;
      case 2 -> style |= Style.DIM;
      case 3 -> style |= Style.ITALIC;
      case 5, 6 -> style |= Style.BLINK;
      case 7 -> style |= Style.INVERSE;
      case 8 -> style |= Style.HIDDEN;
      case 9 -> style |= Style.STRIKE;
      case 21 -> style = Style.withUnderline(style, 2);
      case 22 -> style &= ~(Style.BOLD | Style.DIM);
      case 23 -> style &= ~Style.ITALIC;
      case 24 -> style = Style.withUnderline(style, 0);
      case 25 -> style &= ~Style.BLINK;
      case 27 -> style &= ~Style.INVERSE;
      case 28 -> style &= ~Style.HIDDEN;
      case 29 -> style &= ~Style.STRIKE;
      case 39 -> style = Style.withForeground(style, Style.NO_COLOUR);
      case 49 -> style = Style.withBackground(style, Style.NO_COLOUR);
      case 53 -> style |= Style.OVERLINE;
      case 55 -> style &= ~Style.OVERLINE;
      case 59 -> cursor.underline = 0;
      default -> style = named(code, style);
    }
    cursor.style = style;
  }

  private static long named(int code, long style) {
    if (code >= 30 && code <= 37) {
      return Style.withForeground(style, Style.palette(code - 30));
    }
    if (code >= 40 && code <= 47) {
      return Style.withBackground(style, Style.palette(code - 40));
    }
    if (code >= 90 && code <= 97) {
      return Style.withForeground(style, Style.palette(code - 82));
    }
    if (code >= 100 && code <= 107) {
      return Style.withBackground(style, Style.palette(code - 92));
    }
    return style;
  }

  private static void underline(Cursor cursor, int kind) {
    if (kind <= 5) {
      cursor.style = Style.withUnderline(cursor.style, kind);
    }
  }

  /// @return behind what belongs to the colour
  private static int colour(Params params, int i, int next, Cursor cursor) {
    boolean colons = next > i + 1;
    int kind = params.at(i + 1, -1);
    int first = i + 2;
    int end = next;
    if (!colons) {
      end = Math.min(params.size(), kind == 2 ? i + 5 : kind == 5 ? i + 3 : i + 2);
    } else if (kind == 2 && next - first > 3) {
      // 38:2:<colour space>:r:g:b
      first++;
    }
    int colour = -1;
    if (kind == 2 && first + 3 <= end) {
      colour = direct(params.at(first, 0), params.at(first + 1, 0), params.at(first + 2, 0));
    } else if (kind == 5 && first < end && params.at(first, 0) < 256) {
      colour = Style.palette(params.at(first, 0));
    }
    if (colour >= 0) {
      set(params.at(i, 0), colour, cursor);
    }
    return end;
  }

  private static int direct(int red, int green, int blue) {
    return (red | green | blue) > 255 ? -1 : Style.direct(red << 16 | green << 8 | blue);
  }

  private static void set(int code, int colour, Cursor cursor) {
    switch (code) {
      case 38 -> cursor.style = Style.withForeground(cursor.style, colour);
      case 48 -> cursor.style = Style.withBackground(cursor.style, colour);
      default -> cursor.underline = colour;
    }
  }

  /// The pen as SGR parameters, `0` first: what DECRQSS answers.
  static String parameters(Cursor cursor) {
    long style = cursor.style;
    StringBuilder out = new StringBuilder("0");
    flag(out, style, Style.BOLD, ";1");
    flag(out, style, Style.DIM, ";2");
    flag(out, style, Style.ITALIC, ";3");
    int underline = Style.underline(style);
    if (underline != 0) {
      out.append(underline == 1 ? ";4" : underline == 2 ? ";21" : ";4:" + underline);
    }
    flag(out, style, Style.BLINK, ";5");
    flag(out, style, Style.INVERSE, ";7");
    flag(out, style, Style.HIDDEN, ";8");
    flag(out, style, Style.STRIKE, ";9");
    flag(out, style, Style.OVERLINE, ";53");
    colour(out, Style.foreground(style), 30);
    colour(out, Style.background(style), 40);
    colour(out, cursor.underline, 50);
    return out.toString();
  }

  private static void flag(StringBuilder out, long style, long flag, String code) {
    if ((style & flag) != 0) {
      out.append(code);
    }
  }

  private static void colour(StringBuilder out, int colour, int base) {
    int value = Style.value(colour);
    if (Style.isDirect(colour)) {
      out.append(';').append(base + 8).append(":2::").append(value >> 16).append(':');
      out.append(value >> 8 & 0xFF).append(':').append(value & 0xFF);
    } else if (Style.isPalette(colour)) {
      if (value < 8 && base < 50) {
        out.append(';').append(base + value);
      } else if (value < 16 && base < 50) {
        out.append(';').append(base + 60 + value - 8);
      } else {
        out.append(';').append(base + 8).append(":5:").append(value);
      }
    }
  }
}
