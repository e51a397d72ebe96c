package agenttui.ui;

import agenttui.term.Palette;
import agenttui.term.Style;
import agenttui.ui.theme.Contrast;
import java.util.HashMap;
import java.util.Map;

/// Writes the change from one style to another as one SGR sequence (ECMA-48 8.3.117; xterm's
/// ctlseqs for 38, 48, 58 and 4:n), whichever is shorter: the difference, or a reset and
/// everything. A terminal without colours may not know how to end a single attribute either
/// (VT100).
final class Sgr {
  /// Flags with the number that sets and the one that resets them.
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

  private static final int[] ON = {1, 2, 3, 5, 7, 8, 9, 53};
  private static final int[] OFF = {22, 22, 23, 25, 27, 28, 29, 55};

  private final Map<Integer, Integer> mapped = new HashMap<>();
  private final Bytes change = new Bytes(64);
  private final Bytes whole = new Bytes(64);
  private int colours = TerminalCapabilities.DIRECT;
  private boolean underlines;

  void capabilities(TerminalCapabilities now) {
    colours = now.colours();
    mapped.clear();
    underlines = now.underlines();
  }

  /// Writes what leads from one style and underline colour to another; nothing when they look the
  /// same.
  void write(Bytes out, long from, int fromUnderline, long to, int toUnderline) {
    if (colours == 8) {
      writeFitted(out, eight(from), fromUnderline, eight(to), toUnderline);
    } else {
      writeFitted(out, from, fromUnderline, to, toUnderline);
    }
  }

  private void writeFitted(Bytes out, long from, int fromUnderline, long to, int toUnderline) {
    if (from == to && fromUnderline == toUnderline) {
      return;
    }
    if (to == Style.DEFAULT && toUnderline == 0) {
      out.ascii("\033[m");
      return;
    }
    change.clear();
    difference(change, from, fromUnderline, to, toUnderline);
    whole.clear();
    whole.ascii(";");
    difference(whole, Style.DEFAULT, 0, to, toUnderline);
    if (change.length() == 0) {
      return;
    }
    Bytes better = colours == 2 || whole.length() < change.length() ? whole : change;
    out.ascii("\033[").append(better, 0, better.length() - 1).ascii("m");
  }

  /// Parameters, each followed by a semicolon.
  private void difference(Bytes out, long from, int fromUnderline, long to, int toUnderline) {
    long lost = from & ~to;
    boolean intensity = (lost & (Style.BOLD | Style.DIM)) != 0;
    if (intensity) {
      out.number(22).ascii(";");
    }
    for (int i = 0; i < FLAGS.length; i++) {
      boolean before = (from & FLAGS[i]) != 0 && !(i < 2 && intensity);
      boolean after = (to & FLAGS[i]) != 0;
      if (after && !before) {
        out.number(ON[i]).ascii(";");
      } else if (before && !after && i >= 2) {
        out.number(OFF[i]).ascii(";");
      }
    }
    underline(out, Style.underline(from), Style.underline(to));
    if (colours == 2) {
      return;
    }
    int foreground = Style.foreground(to);
    if (foreground != Style.foreground(from)) {
      colour(out, foreground, 30);
    }
    int background = Style.background(to);
    if (background != Style.background(from)) {
      colour(out, background, 40);
    }
    if (underlines && fromUnderline != toUnderline) {
      underlineColour(out, toUnderline);
    }
  }

  private void underline(Bytes out, int from, int to) {
    int before = underlines ? from : Math.min(1, from);
    int after = underlines ? to : Math.min(1, to);
    if (before == after) {
      return;
    }
    switch (after) {
      case 0 -> out.ascii("24;");
      case 1 -> out.ascii("4;");
      default -> out.ascii("4:").number(after).ascii(";");
    }
  }

  private void colour(Bytes out, int colour, int base) {
    if (colour == Style.NO_COLOUR) {
      out.number(base + 9).ascii(";");
      return;
    }
    int value = Style.value(colour);
    if (Style.isDirect(colour) && colours == TerminalCapabilities.DIRECT) {
      out.number(base + 8).ascii(";2;").number(value >> 16).ascii(";");
      out.number(value >> 8 & 255).ascii(";").number(value & 255).ascii(";");
      return;
    }
    int index = fitting(colour);
    if (index < 8) {
      out.number(base + index).ascii(";");
    } else if (index < 16) {
      out.number(base + 60 + index - 8).ascii(";");
    } else {
      out.number(base + 8).ascii(";5;").number(index).ascii(";");
    }
  }

  private void underlineColour(Bytes out, int colour) {
    int value = Style.value(colour);
    if (colour == Style.NO_COLOUR) {
      out.ascii("59;");
    } else if (Style.isDirect(colour) && colours == TerminalCapabilities.DIRECT) {
      out.ascii("58:2::").number(value >> 16).ascii(":").number(value >> 8 & 255);
      out.ascii(":").number(value & 255).ascii(";");
    } else {
      out.ascii("58:5:").number(Style.isDirect(colour) ? nearest(value) : value).ascii(";");
    }
  }

  /// A style in eight colours: bright text is bold, and text that had another colour than its
  /// ground keeps another; a ground that is not known counts as black, as in tmux.
  private long eight(long style) {
    int foreground = Style.foreground(style);
    int background = Style.background(style);
    int ground = background == Style.NO_COLOUR ? 0 : fitting(background);
    long shown = style;
    if (background != Style.NO_COLOUR) {
      shown = Style.withBackground(shown, Style.palette(ground));
    }
    if (foreground == Style.NO_COLOUR) {
      return shown;
    }
    int text = fitting(foreground);
    if (text == ground && rgb(foreground) != rgb(background)) {
      return Style.withForeground(shown, Style.palette(readable(ground)));
    }
    int value = Style.value(foreground);
    boolean bright = Style.isPalette(foreground) && value >= 8 && value < 16;
    boolean bold = bright && (style & Style.DIM) == 0;
    return Style.withForeground(shown, Style.palette(text)) | (bold ? Style.BOLD : 0);
  }

  /// Black or white, whichever can be read better.
  private static int readable(int ground) {
    int rgb = Palette.XTERM.colour(ground);
    int black = Contrast.tenths(Palette.XTERM.colour(0), rgb);
    return Contrast.tenths(Palette.XTERM.colour(7), rgb) >= black ? 7 : 0;
  }

  private static int rgb(int colour) {
    int value = Style.value(colour);
    return Style.isDirect(colour) ? value : Palette.XTERM.colour(value);
  }

  /// The number of the colour that is nearest of those that there are; of eight, the bright ones
  /// are the plain ones.
  private int fitting(int colour) {
    int value = Style.value(colour);
    int index = Style.isDirect(colour) ? nearest(value) : value;
    if (index >= 16 && colours <= 16) {
      index = nearest(Palette.XTERM.colour(index));
    }
    return colours == 8 ? index % 8 : index;
  }

  /// A program that draws a gradient must not fill memory.
  private int nearest(int rgb) {
    if (mapped.size() > 10_000) {
      mapped.clear();
    }
    return mapped.computeIfAbsent(
        rgb,
        wanted -> colours <= 16 ? Contrast.nearest(wanted, 0, colours) : Contrast.nearest(wanted));
  }
}
