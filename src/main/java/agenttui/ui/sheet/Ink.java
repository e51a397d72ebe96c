package agenttui.ui.sheet;

import agenttui.term.Printable;
import agenttui.term.Style;
import agenttui.term.Width;
import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.gui2.TextGUIGraphics;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// The colours of a sheet by what they are for, and the way from a [Style] to Lanterna's colours.
public final class Ink {
  /// Lanterna's names of the terminal's sixteen colours, by their numbers.
  static final List<TextColor.ANSI> SIXTEEN =
      List.of(
          TextColor.ANSI.BLACK,
          TextColor.ANSI.RED,
          TextColor.ANSI.GREEN,
          TextColor.ANSI.YELLOW,
          TextColor.ANSI.BLUE,
          TextColor.ANSI.MAGENTA,
          TextColor.ANSI.CYAN,
          TextColor.ANSI.WHITE,
          TextColor.ANSI.BLACK_BRIGHT,
          TextColor.ANSI.RED_BRIGHT,
          TextColor.ANSI.GREEN_BRIGHT,
          TextColor.ANSI.YELLOW_BRIGHT,
          TextColor.ANSI.BLUE_BRIGHT,
          TextColor.ANSI.MAGENTA_BRIGHT,
          TextColor.ANSI.CYAN_BRIGHT,
          TextColor.ANSI.WHITE_BRIGHT);

  private final Map<Role, Long> onSheet = new EnumMap<>(Role.class);
  private final Map<Role, Long> onPage = new EnumMap<>(Role.class);
  private boolean page;

  /// What a text in a sheet is.
  public enum Role {
    TEXT,
    MUTED,
    /// Names, numbers and what is chosen: bold.
    STRONG,
    ACCENT,
    /// Headings of what is lost: bold.
    DANGER,
    /// Verdicts and buttons that destroy.
    BAD,
    GOOD,
    HEADING,
    KEY,
    HIT,
    /// Where something can be typed, and buttons.
    FIELD,
    /// Where the person is.
    SELECT,
    /// Lines.
    FRAME,
    /// A line that somebody has put there: filled.
    ADDED,
    /// A line that was there before: filled.
    REMOVED;

    /// Whether it brings a ground of its own.
    boolean filled() {
      return this == SELECT || this == FIELD || this == ADDED || this == REMOVED;
    }
  }

  /// Takes colours; from then on it draws with these.
  ///
  /// @param sheet the [Style] of each role on a sheet, which has its own ground
  /// @param pages the same on a page, which has none
  /// @return this
  public Ink dye(ToLongFunction<Role> sheet, ToLongFunction<Role> pages) {
    for (Role role : Role.values()) {
      onSheet.put(role, sheet.applyAsLong(role));
      onPage.put(role, pages.applyAsLong(role));
    }
    return this;
  }

  /// Draws pages or sheets from now on.
  void page(boolean now) {
    page = now;
  }

  long style(Role role) {
    return (page ? onPage : onSheet).getOrDefault(role, Style.DEFAULT);
  }

  TextColor foreground(Role role) {
    return colour(Style.foreground(style(role)));
  }

  TextColor background(Role role) {
    return colour(Style.background(style(role)));
  }

  private static TextColor colour(int colour) {
    if (Style.isDirect(colour)) {
      int rgb = Style.value(colour);
      return new TextColor.RGB(rgb >> 16, rgb >> 8 & 255, rgb & 255);
    }
    return colour == Style.NO_COLOUR || Style.value(colour) >= SIXTEEN.size()
        ? TextColor.ANSI.DEFAULT
        : SIXTEEN.get(Style.value(colour));
  }

  /// Draws with a role from now on; `ground` gives the background where it is not the role's own.
  void use(TextGUIGraphics graphics, Role role, Role ground) {
    long style = style(role);
    graphics.setForegroundColor(foreground(role));
    graphics.setBackgroundColor(background(ground));
    EnumSet<SGR> modifiers = EnumSet.noneOf(SGR.class);
    if ((style & Style.BOLD) != 0) {
      modifiers.add(SGR.BOLD);
    }
    if (Style.underline(style) != 0) {
      modifiers.add(SGR.UNDERLINE);
    }
    if (((style | style(ground)) & Style.INVERSE) != 0) {
      modifiers.add(SGR.REVERSE);
    }
    graphics.setModifiers(modifiers);
  }

  /// Text that Lanterna neither refuses nor measures wrongly: escaped, composed, and one code point
  /// a cell; of other clusters the first code point stays.
  static String plain(String text) {
    String safe = Normalizer.normalize(Printable.of(text), Normalizer.Form.NFC);
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < safe.length(); ) {
      int end = Width.clusterEnd(safe, i);
      int first = safe.codePointAt(i);
      boolean single = i + Character.charCount(first) == end;
      boolean same = Width.of(first) == Width.of(safe.substring(i, end));
      plain.appendCodePoint(single || same ? first : '\uFFFD');
      i = end;
    }
    return plain.toString();
  }

  /// The start of a text in so many cells, `…` at its end when something was cut.
  static String cut(String text, int columns) {
    return columns <= 0 ? "" : Width.ellipsis(plain(text), columns);
  }
}
