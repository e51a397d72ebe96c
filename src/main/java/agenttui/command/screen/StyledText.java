package agenttui.command.screen;

import agenttui.term.Screen;
import agenttui.term.Style;

/// Rows of a screen as text, plain or with the escape sequences that draw them: `CSI … m` and OSC 8
/// only. Each row begins and ends in the default rendition.
final class StyledText {
  private final Screen screen;
  private final boolean escapes;

  StyledText(Screen screen, boolean escapes) {
    this.screen = screen;
    this.escapes = escapes;
  }

  /// One row without blanks of the default style at its end; negative rows are the history.
  String row(int row) {
    if (!escapes) {
      return screen.line(row);
    }
    int used = screen.used(row);
    int[] text = screen.text(row);
    long[] attr = screen.attr(row);
    while (used > 0 && text[used - 1] == 0 && attr[used - 1] == Style.DEFAULT) {
      used--;
    }
    StringBuilder out = new StringBuilder();
    long pen = Style.DEFAULT;
    int underline = 0;
    int link = 0;
    for (int column = 0; column < used; column++) {
      if (text[column] == Screen.TAIL) {
        continue;
      }
      boolean extra = (attr[column] & Style.EXTRA) != 0;
      long style = attr[column] & ~Style.EXTRA;
      int colour = extra ? screen.underlineColour(row, column) : 0;
      int target = extra ? screen.link(row, column) : 0;
      if (style != pen || colour != underline) {
        out.append(sgr(style, colour));
        pen = style;
        underline = colour;
      }
      if (target != link) {
        out.append("\033]8;;")
            .append(target == 0 ? "" : screen.linkTarget(target))
            .append("\033\\");
        link = target;
      }
      append(out, text[column]);
    }
    if (link != 0) {
      out.append("\033]8;;\033\\");
    }
    return out.append(pen == Style.DEFAULT ? "" : "\033[m").toString();
  }

  private void append(StringBuilder out, int cell) {
    if (cell < Screen.TAIL) {
      for (int point : screen.cluster(cell)) {
        out.appendCodePoint(point);
      }
    } else {
      out.appendCodePoint(cell == 0 ? ' ' : cell);
    }
  }

  /// The flags in the order of their SGR numbers.
  private static final long[] FLAGS = {
    Style.BOLD,
    Style.DIM,
    Style.ITALIC,
    Style.BLINK,
    Style.INVERSE,
    Style.HIDDEN,
    Style.STRIKE,
    Style.OVERLINE
  };

  private static final int[] NUMBERS = {1, 2, 3, 5, 7, 8, 9, 53};

  /// ECMA-48 SGR from scratch: reset, then flags, underline and colours.
  private static String sgr(long style, int underlineColour) {
    StringBuilder out = new StringBuilder("\033[0");
    for (int i = 0; i < FLAGS.length; i++) {
      if ((style & FLAGS[i]) != 0) {
        out.append(';').append(NUMBERS[i]);
      }
    }
    int underline = Style.underline(style);
    if (underline != 0) {
      out.append(underline == 1 ? ";4" : ";4:" + underline);
    }
    colour(out, Style.foreground(style), 30);
    colour(out, Style.background(style), 40);
    colour(out, underlineColour, 50);
    return out.append('m').toString();
  }

  private static void colour(StringBuilder out, int colour, int base) {
    int value = Style.value(colour);
    if (Style.isDirect(colour)) {
      int red = value >> 16;
      int green = value >> 8 & 0xff;
      out.append(';').append(base + 8).append(";2;").append(red).append(';');
      out.append(green).append(';').append(value & 0xff);
    } else if (Style.isPalette(colour) && value < 16 && base < 50) {
      out.append(';').append(value < 8 ? base + value : base + 60 + value - 8);
    } else if (Style.isPalette(colour)) {
      out.append(';').append(base + 8).append(";5;").append(value);
    }
  }
}
