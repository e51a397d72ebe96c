package agenttui.ui.theme;

import agenttui.config.DataFile;
import agenttui.term.Style;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The colours of the chrome. Immutable; panes keep their own colours.
public final class Theme {
  private static final int LOW_CONTRAST = 45;

  /// What `canvas` says where the terminal's own ground stays.
  private static final String TERMINAL = "terminal";

  private static final List<String> NAMES =
      List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");

  private final String name;
  private final Map<Token, Long> attributes = new EnumMap<>(Token.class);
  private final Map<Token, Long> selected = new EnumMap<>(Token.class);

  private long blank;

  private Theme(String name) {
    this.name = name;
  }

  /// A theme that ships with the program: a file of `themes/`.
  ///
  /// @throws IllegalStateException when there is none of that name, or it is wrong
  public static Theme named(String name) {
    return of(name, DataFile.resource(Theme.class, "/themes/" + name + ".toml"));
  }

  /// Reads a theme: token = `fg`, `fg on bg`, then `bold`, `dim`, `underline`, `reverse`; colours
  /// as `#rrggbb`, as `cyan` or `bright cyan` of the terminal's sixteen, or `default`. `canvas` is
  /// a colour that lies under everything but panes, or `terminal`.
  ///
  /// @throws IllegalStateException that names what is wrong
  public static Theme of(String name, DataFile file) {
    Theme theme = new Theme(name);
    Map<Token, Long> given = new EnumMap<>(Token.class);
    for (Token token : Token.values()) {
      String text = file.text(token.key(), "");
      if (!text.isEmpty()) {
        given.put(token, parse(name, token.key(), text));
      }
    }
    String canvas = file.text("canvas", TERMINAL);
    int ground = canvas.equals(TERMINAL) ? Style.NO_COLOUR : colour(name, "canvas", canvas, 0);
    for (Token token : Token.values()) {
      long own = inherited(name, given, token);
      boolean bare = Style.background(own) == Style.NO_COLOUR;
      theme.attributes.put(token, bare ? Style.withBackground(own, ground) : own);
    }
    theme.blank = Style.withBackground(Style.DEFAULT, ground);
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

  /// Reads one value; `on` stands before the ground, `bright` before one of the eight names.
  private static long parse(String name, String key, String text) {
    long attribute = Style.DEFAULT;
    boolean background = false;
    int bright = 0;
    for (String word : List.of(text.toLowerCase(Locale.ROOT).split(" +", -1))) {
      switch (word) {
        case "on" -> background = true;
        case "bright" -> bright = NAMES.size();
        case "bold" -> attribute |= Style.BOLD;
        case "dim" -> attribute |= Style.DIM;
        case "reverse" -> attribute |= Style.INVERSE;
        case "underline" -> attribute = Style.withUnderline(attribute, 1);
        default -> {
          int colour = colour(name, key, word, bright);
          bright = 0;
          attribute =
              background
                  ? Style.withBackground(attribute, colour)
                  : Style.withForeground(attribute, colour);
        }
      }
    }
    return attribute;
  }

  private static int colour(String name, String key, String word, int bright) {
    if (word.matches("#[0-9a-f]{6}")) {
      return Style.direct(Integer.parseInt(word.substring(1), 16));
    }
    if (word.equals("default")) {
      return Style.NO_COLOUR;
    }
    int index = NAMES.indexOf(word);
    if (index < 0) {
      throw new IllegalStateException("theme " + name + ": " + key + ": no colour: " + word);
    }
    return Style.palette(index + bright);
  }

  /// This theme, or the one that a terminal with so few colours can show.
  ///
  /// @param colours as [agenttui.ui.TerminalCapabilities] counts them
  public Theme fitting(int colours) {
    return colours <= 2 ? named("mono") : colours <= 16 ? named("plain16") : this;
  }

  /// The file's name without `.toml`.
  public String name() {
    return name;
  }

  /// How a token is drawn, a [Style].
  public long attribute(Token token) {
    return attributes.getOrDefault(token, Style.DEFAULT);
  }

  /// How cells without a word are drawn, outside panes.
  public long blank() {
    return blank;
  }

  /// How a token is drawn in a selected row.
  public long selected(Token token) {
    return selected.getOrDefault(token, Style.DEFAULT);
  }

  /// How a token is drawn on the fill of a sheet.
  public long onSheet(Token token) {
    int fill = Style.background(attribute(Token.DIALOG));
    long own = attribute(token);
    return Style.background(own) == 0 ? Style.withBackground(own, fill) : own;
  }

  private long onSelect(long attribute) {
    long select = attribute(Token.SELECT);
    if ((select & Style.INVERSE) != 0) {
      return Style.withBackground(attribute, Style.NO_COLOUR) | Style.INVERSE;
    }
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
