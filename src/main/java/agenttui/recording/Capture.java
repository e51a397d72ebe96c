package agenttui.recording;

import agenttui.term.Screen;
import agenttui.term.Style;
import java.util.ArrayList;
import java.util.List;

/// What a screen shows, as text: plain, or with SGR and OSC 8 (`capture-pane -e`). Rows count as in
/// [Screen]: from 0 at the top, negative ones in the history. On the emulator's thread.
public final class Capture {
  private Capture() {}

  /// The rows `from` to `to` (exclusive) as text, blanks at their ends left out.
  public static List<String> plain(Screen screen, int from, int to) {
    List<String> rows = new ArrayList<>();
    for (int y = from; y < to; y++) {
      rows.add(plain(screen, y, false));
    }
    return rows;
  }

  /// The same with `CSI … m` and OSC 8. Each row starts and ends in the default rendition without
  /// link; coloured blanks at the end are kept.
  public static List<String> styled(Screen screen, int from, int to) {
    List<String> rows = new ArrayList<>();
    for (int y = from; y < to; y++) {
      rows.add(styled(screen, y, false));
    }
    return rows;
  }

  /// A row as text.
  ///
  /// @param goesOn whether the next one follows in the same line: blanks at the end stay then
  public static String plain(Screen screen, int row, boolean goesOn) {
    return goesOn
        ? screen.line(row, 0, Math.min(screen.columns(), screen.used(row)))
        : screen.line(row);
  }

  /// The same as [#styled(Screen, int, int)] has it.
  ///
  /// @param goesOn whether the next one follows in the same line: blanks at the end stay then
  public static String styled(Screen screen, int row, boolean goesOn) {
    StringBuilder out = new StringBuilder();
    long style = Style.DEFAULT;
    int underline = 0;
    int link = 0;
    int used = screen.used(row);
    int end = goesOn ? Math.min(screen.columns(), used) : end(screen, row);
    for (int x = 0; x < end; x++) {
      long next = (x < used ? screen.attr(row)[x] : screen.fill(row)) & ~Style.EXTRA;
      int nextUnderline = screen.underlineColour(row, x);
      int nextLink = screen.link(row, x);
      if (next != style || nextUnderline != underline) {
        rendition(out, next, nextUnderline);
        style = next;
        underline = nextUnderline;
      }
      if (nextLink != link) {
        link(out, nextLink == 0 ? "" : screen.linkTarget(nextLink));
        link = nextLink;
      }
      screen.append(out, x < used ? screen.text(row)[x] : 0);
    }
    if (link != 0) {
      link(out, "");
    }
    return style == 0 && underline == 0 ? out.toString() : out.append("\u001b[0m").toString();
  }

  /// Behind the last cell that shows something.
  private static int end(Screen screen, int row) {
    if (screen.fill(row) != 0) {
      return screen.columns();
    }
    int end = screen.used(row);
    int[] text = screen.text(row);
    long[] attr = screen.attr(row);
    while (end > 0 && attr[end - 1] == 0 && (text[end - 1] == 0 || text[end - 1] == ' ')) {
      end--;
    }
    return end;
  }

  private static void link(StringBuilder out, String target) {
    out.append("\u001b]8;;").append(target).append("\u001b\\");
  }

  private static void rendition(StringBuilder out, long style, int underline) {
    out.append("\u001b[0");
    flag(out, style, Style.BOLD, ";1");
    flag(out, style, Style.DIM, ";2");
    flag(out, style, Style.ITALIC, ";3");
    if (Style.underline(style) != 0) {
      out.append(";4:").append(Style.underline(style));
    }
    flag(out, style, Style.BLINK, ";5");
    flag(out, style, Style.INVERSE, ";7");
    flag(out, style, Style.HIDDEN, ";8");
    flag(out, style, Style.STRIKE, ";9");
    flag(out, style, Style.OVERLINE, ";53");
    colour(out, Style.foreground(style), 30);
    colour(out, Style.background(style), 40);
    colour(out, underline, 50);
    out.append('m');
  }

  private static void flag(StringBuilder out, long style, long flag, String code) {
    if ((style & flag) != 0) {
      out.append(code);
    }
  }

  private static void colour(StringBuilder out, int colour, int base) {
    int value = Style.value(colour);
    if (Style.isDirect(colour)) {
      out.append(';').append(base + 8).append(";2;").append(value >> 16).append(';');
      out.append(value >> 8 & 0xFF).append(';').append(value & 0xFF);
    } else if (Style.isPalette(colour)) {
      if (value < 16 && base < 50) {
        out.append(';').append(value < 8 ? base + value : base + 52 + value);
      } else {
        out.append(';').append(base + 8).append(";5;").append(value);
      }
    }
  }
}
