package agenttui.ui;

import agenttui.config.DataFile;
import agenttui.term.Style;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The colours of the chrome. Immutable; panes keep their own colours.
public final class Theme {
  private static final int LOW_CONTRAST = 45;

  private final String name;
  private final Map<Token, Long> attributes = new EnumMap<>(Token.class);
  private final Map<Token, Long> selected = new EnumMap<>(Token.class);

  private Theme(String name) {
    this.name = name;
  }

  /// A theme that ships with the program: a file of `themes/`.
  ///
  /// @throws IllegalStateException when there is none of that name, or it is wrong
  public static Theme named(String name) {
    return of(name, DataFile.resource(Theme.class, "/themes/" + name + ".toml"));
  }

  /// Reads a theme: token = `fg`, `fg on bg`, then `bold`, `underline`; colours as `#rrggbb`.
  ///
  /// @throws IllegalStateException that names what is wrong
  public static Theme of(String name, DataFile file) {
    Theme theme = new Theme(name);
    Map<Token, Long> given = new EnumMap<>(Token.class);
    for (Token token : Token.values()) {
      String text = file.text(token.key(), "");
      if (!text.isEmpty()) {
        given.put(token, parse(name, token, text));
      }
    }
    for (Token token : Token.values()) {
      theme.attributes.put(token, inherited(name, given, token));
    }
    for (Token token : Token.values()) {
      theme.selected.put(token, theme.onSelect(theme.attribute(token)));
    }
    return theme;
  }

  private static long inherited(String name, Map<Token, Long> given, Token token) {
    Long own = given.get(token);
    if (own != null) {
      return own;
    }
    Token parent = parent(token);
    if (parent == token) {
      throw new IllegalStateException("theme " + name + ": " + token.key() + " is missing");
    }
    return inherited(name, given, parent);
  }

  /// From whom a token inherits; itself when it must be given.
  private static Token parent(Token token) {
    return switch (token) {
      case FRAME_FOCUS, HIT, PROGRESS, HINT_MODE -> Token.ACCENT;
      case TITLE, TITLE_MUTED, HINT_TEXT, PANEL_HEADING, PANEL_OLD, STATE_IDLE, PANEL_TIME ->
          Token.TEXT_MUTED;
      case HINT_KEY, PANEL_ROW, TITLE_FOCUS -> Token.TEXT;
      case PANEL_GOOD, DIFF_ADD -> Token.STATE_DONE;
      case PANEL_BAD, ERROR, DIALOG_DANGER, DIFF_DEL -> Token.STATE_FAILED;
      case PANEL_HEADING_NEEDS -> Token.STATE_NEEDS_MARK;
      case DIALOG_FIELD -> Token.DIALOG;
      default -> token;
    };
  }

  private static long parse(String name, Token token, String text) {
    long attribute = Style.DEFAULT;
    boolean background = false;
    for (String word : List.of(text.toLowerCase(Locale.ROOT).split(" +", -1))) {
      switch (word) {
        case "on" -> background = true;
        case "bold" -> attribute |= Style.BOLD;
        case "underline" -> attribute = Style.withUnderline(attribute, 1);
        default -> {
          if (!word.matches("#[0-9a-f]{6}")) {
            throw new IllegalStateException(
                "theme " + name + ": " + token.key() + ": no colour: " + word);
          }
          int colour = Style.direct(Integer.parseInt(word.substring(1), 16));
          attribute =
              background
                  ? Style.withBackground(attribute, colour)
                  : Style.withForeground(attribute, colour);
        }
      }
    }
    return attribute;
  }

  /// The file's name without `.toml`.
  public String name() {
    return name;
  }

  /// How a token is drawn, a [Style].
  long attribute(Token token) {
    return attributes.getOrDefault(token, Style.DEFAULT);
  }

  /// How a token is drawn in a selected row.
  long selected(Token token) {
    return selected.getOrDefault(token, Style.DEFAULT);
  }

  /// How a token is drawn on the fill of a sheet.
  long onSheet(Token token) {
    int fill = Style.background(attribute(Token.DIALOG));
    long own = attribute(token);
    return Style.background(own) == 0 ? Style.withBackground(own, fill) : own;
  }

  private long onSelect(long attribute) {
    long select = attribute(Token.SELECT);
    int fill = Style.background(select);
    int text = Style.foreground(attribute);
    boolean readable =
        Style.isDirect(text)
            && Style.isDirect(fill)
            && Contrast.tenths(Style.value(text), Style.value(fill)) >= LOW_CONTRAST;
    long kept = Style.withBackground(attribute, fill);
    return readable ? kept : Style.withForeground(kept, Style.foreground(select));
  }
}
