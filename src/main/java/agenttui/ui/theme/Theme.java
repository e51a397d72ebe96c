package agenttui.ui.theme;

import agenttui.config.DataFile;
import agenttui.term.Style;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
  /// @throws IllegalStateException that names what is wrong, or what the file throws for mistakes
  public static Theme of(String name, DataFile file) {
    Theme theme = new Theme(name);
    Map<Token, Long> given = new EnumMap<>(Token.class);
    for (Token token : Token.values()) {
      if (!file.text(token.key(), "").isEmpty()) {
        given.put(token, file.text(token.key(), Theme::parse));
      }
    }
    String canvas = file.text("canvas", TERMINAL);
    int ground =
        canvas.equals(TERMINAL)
            ? Style.NO_COLOUR
            : file.text("canvas", text -> colour(text.toLowerCase(Locale.ROOT), 0));
    for (Token token : Token.values()) {
      long own = inherited(file, given, token);
      theme.put(token, own, ground);
    }
    theme.blank = Style.withBackground(Style.DEFAULT, ground);
    return theme.select();
  }

  /// The same with other colours for some tokens; what inherits from them is left as it is.
  public Theme with(Map<Token, Long> colours) {
    Theme theme = new Theme(name);
    theme.attributes.putAll(attributes);
    theme.blank = blank;
    colours.forEach((token, own) -> theme.put(token, own, Style.background(blank)));
    return theme.select();
  }

  private void put(Token token, long own, int ground) {
    boolean bare = Style.background(own) == Style.NO_COLOUR;
    attributes.put(token, bare ? Style.withBackground(own, ground) : own);
  }

  private Theme select() {
    for (Token token : Token.values()) {
      selected.put(token, onSelect(attribute(token)));
    }
    return this;
  }

  private static long inherited(DataFile file, Map<Token, Long> given, Token token) {
    Long own = given.get(token);
    if (own != null) {
      return own;
    }
    Token parent = parent(token);
    if (parent == token) {
      throw file.wrong(token.key(), token.key() + " is missing");
    }
    return inherited(file, given, parent);
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

  /// Reads one value as a [Style]; `on` stands before the ground, `bright` before one of the eight
  /// names.
  ///
  /// @throws IllegalArgumentException that says what is no colour
  public static long parse(String text) {
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
          int colour = colour(word, bright);
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

  private static int colour(String word, int bright) {
    if (word.matches("#[0-9a-f]{6}")) {
      return Style.direct(Integer.parseInt(word.substring(1), 16));
    }
    if (word.equals("default")) {
      return Style.NO_COLOUR;
    }
    int index = NAMES.indexOf(word);
    if (index < 0) {
      String shown = word.length() > 40 ? word.substring(0, 40) + "…" : word;
      throw new IllegalArgumentException(
          "no colour: " + shown + " (write #rrggbb, cyan, bright cyan or default)");
    }
    return Style.palette(index + bright);
  }

  /// This theme, or the one that a terminal with so few colours can show.
  ///
  /// @param colours as [agenttui.ui.TerminalCapabilities] counts them
  /// @param dark whether the terminal's ground is
  public Theme fitting(int colours, boolean dark) {
    if (colours <= 2) {
      return named("mono");
    }
    if (colours > 16) {
      return this;
    }
    Theme sixteen = named("plain16");
    return dark ? sixteen : sixteen.onLight();
  }

  /// Cyan, green and yellow of the sixteen cannot be read on a light ground of the terminal's own;
  /// fills stay.
  private Theme onLight() {
    Map<Token, Long> colours = new EnumMap<>(Token.class);
    attributes.forEach((token, own) -> colours.put(token, onLight(own)));
    return with(colours);
  }

  private static long onLight(long own) {
    int text = Style.foreground(own);
    if (Style.background(own) != Style.NO_COLOUR || !Style.isPalette(text)) {
      return own;
    }
    return switch (NAMES.get(Style.value(text) % NAMES.size())) {
      case "cyan" -> Style.withForeground(own, colour("blue", 0));
      case "green" -> Style.withForeground(own, Style.NO_COLOUR);
      case "yellow" -> Style.withForeground(own, Style.NO_COLOUR) | Style.BOLD;
      default -> own;
    };
  }

  /// The file's name without `.toml`.
  public String name() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Theme that
        && name.equals(that.name)
        && blank == that.blank
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, blank, attributes);
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
