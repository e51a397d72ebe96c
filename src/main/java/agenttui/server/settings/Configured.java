package agenttui.server.settings;

import agenttui.approval.ApprovalException;
import agenttui.approval.Approvals;
import agenttui.config.Bindings;
import agenttui.config.ConfigException;
import agenttui.config.Look;
import agenttui.config.Mistake;
import agenttui.config.Nearest;
import agenttui.config.Places;
import agenttui.config.Reading;
import agenttui.config.Settings;
import agenttui.config.Value;
import agenttui.egress.EgressException;
import agenttui.egress.HostRule;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.Keyboard;
import agenttui.mux.keys.Preset;
import agenttui.mux.keys.Rebinding;
import agenttui.mux.keys.Vocabulary;
import agenttui.server.screen.Preferences;
import agenttui.store.Directories;
import agenttui.term.Style;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.ThemeChoice;
import agenttui.ui.theme.Themes;
import agenttui.ui.theme.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's configuration with all that it names: keys, theme, rules. Immutable; any thread.
///
/// @param values every value with its origin
/// @param mistakes none: it can be used
record Configured(
    Settings settings,
    Keyboard keyboard,
    ThemeChoice theme,
    List<Value> values,
    List<Mistake> mistakes) {
  /// Reads it; fails for nothing. Takes about 0.1 s cold: not on the loop.
  static Configured read(
      Directories directories, Map<String, String> environment, Vocabulary vocabulary) {
    Reading reading = Reading.of(directories.configFile(), environment);
    List<Mistake> mistakes = new ArrayList<>(reading.mistakes());
    Settings settings = reading.settings();
    Keyboard keyboard = keyboard(settings, vocabulary);
    for (Keyboard.Fault fault : keyboard.faults()) {
      String name =
          fault.table().equals("prefix key")
              ? "prefix"
              : "keys." + fault.table() + "." + fault.chord();
      String text = name + ": " + fault.text();
      mistakes.add(settings.places().mistake(name, text));
    }
    ThemeChoice theme = theme(settings, new Themes(themes(directories)), mistakes);
    rules(settings, mistakes);
    return new Configured(settings, keyboard, theme, reading.values(), mistakes);
  }

  static java.nio.file.Path themes(Directories directories) {
    return directories.config().resolve("themes");
  }

  private static Keyboard keyboard(Settings settings, Vocabulary vocabulary) {
    Look look = settings.look();
    Bindings bindings = look.bindings();
    List<Rebinding> said = new ArrayList<>();
    for (String table : Bindings.TABLES) {
      bindings
          .table(table)
          .forEach((chord, line) -> {
            String origin = settings.places().of("keys." + table + "." + chord);
            said.add(new Rebinding(table, chord, line, origin));
          });
    }
    KeyTable copy = look.copyKeys().equals("emacs") ? KeyTable.COPY_EMACS : KeyTable.COPY_VI;
    Preset preset = Preset.named(bindings.preset()).orElse(Preset.DEFAULT);
    return Keyboard.of(look.prefix(), preset, copy, said, vocabulary);
  }

  private static ThemeChoice theme(Settings settings, Themes themes, List<Mistake> mistakes) {
    Look look = settings.look();
    Optional<Theme> fixed = Optional.empty();
    if (!look.theme().equals(Look.AUTO)) {
      try {
        fixed = Optional.of(themes.named(look.theme()));
      } catch (ConfigException e) {
        e.mistakes().forEach(each -> mistakes.add(placed(settings.places(), each)));
      }
    }
    Map<Token, Long> colours = new EnumMap<>(Token.class);
    look.colours()
        .forEach((key, text) -> {
          try {
            colours.put(token(key), Theme.parse(text));
          } catch (IllegalArgumentException e) {
            String what = "colours." + key + ": " + e.getMessage();
            mistakes.add(settings.places().mistake("colours." + key, what));
          }
        });
    return new ThemeChoice(fixed, colours);
  }

  /// What is wrong with the name of a theme is the configuration's mistake; what is wrong in its
  /// file has a place there.
  private static Mistake placed(Places places, Mistake mistake) {
    return mistake.place().equals("theme") ? places.mistake("theme", mistake.text()) : mistake;
  }

  private static Token token(String key) {
    return Token.named(key)
        .orElseThrow(() -> {
          List<String> all = Arrays.stream(Token.values()).map(Token::key).toList();
          String near = Nearest.of(key, all, Integer.MAX_VALUE).orElse("");
          return new IllegalArgumentException("nothing is called so; the nearest is " + near);
        });
  }

  private static void rules(Settings settings, List<Mistake> mistakes) {
    try {
      Approvals.check(settings.approvals());
    } catch (ApprovalException e) {
      String text = String.valueOf(e.getMessage());
      String name = text.startsWith("approval.") ? text.substring(0, text.indexOf(':')) : "";
      mistakes.add(settings.places().mistake(name, text));
    }
    Map.of("network.allow", settings.network().allow(), "network.deny", settings.network().deny())
        .forEach((name, hosts) -> {
          for (String host : hosts) {
            try {
              HostRule.parse(host);
            } catch (EgressException e) {
              mistakes.add(settings.places().mistake(name, name + ": " + e.getMessage()));
            }
          }
        });
  }

  /// Keys and looks of clients.
  Preferences preferences() {
    return new Preferences(keyboard.tables(), theme, settings.look().glyphs());
  }

  /// A theme in a few lines with escape sequences of 24-bit colours: some chrome, in small.
  static List<String> sample(Theme theme) {
    return List.of(
        painted(theme, Token.ACCENT, " main ")
            + painted(theme, Token.TEXT_MUTED, "▸ ")
            + painted(theme, Token.ACCENT, "1:auth*")
            + painted(theme, Token.TEXT, " 2:api ")
            + painted(theme, Token.STATE_NEEDS, " ▲ 1 ")
            + painted(theme, Token.BADGE, " open ")
            + painted(theme, Token.BADGE_DANGER, " no isolation "),
        painted(theme, Token.FRAME_FOCUS, "── ")
            + painted(theme, Token.TITLE_FOCUS, "1 claude ")
            + painted(theme, Token.STATE_WORKING, "● working 2m ")
            + painted(theme, Token.FRAME, "─── ")
            + painted(theme, Token.TITLE, "2 codex ")
            + painted(theme, Token.STATE_NEEDS_MARK, "▲ needs you"),
        painted(theme, Token.STATE_DONE, " ✓ done ")
            + painted(theme, Token.STATE_FAILED, "✗ failed ")
            + painted(theme, Token.STATE_PAUSED, "‖ paused ")
            + painted(theme, Token.STATE_IDLE, "○ idle ")
            + painted(theme, Token.MATCH, "match")
            + painted(theme, Token.TEXT, " ")
            + painted(theme, Token.MATCH_NOW, "match now"),
        painted(theme, Token.DIFF_ADD, "+ a line added ")
            + painted(theme, Token.DIFF_DEL, "- a line removed "),
        painted(theme, Token.DIALOG, "  a sheet ")
            + painted(theme, Token.DIALOG_FIELD, " field ")
            + painted(theme, Token.SELECT, " selected ")
            + painted(theme, Token.DIALOG_DANGER, " danger "),
        painted(theme, Token.ACCENT, " C-b ")
            + painted(theme, Token.HINT_KEY, "f")
            + painted(theme, Token.HINT_TEXT, " fork  ")
            + painted(theme, Token.HINT_KEY, "?")
            + painted(theme, Token.HINT_TEXT, " help  ")
            + painted(theme, Token.ERROR, "✗ an error"));
  }

  /// ECMA-48 SGR: attributes, then colours (38 and 48 with 2 for direct ones, 30 to 37 and 90 to 97
  /// for the sixteen), then a reset.
  private static String painted(Theme theme, Token token, String text) {
    long style = theme.attribute(token);
    StringBuilder sgr = new StringBuilder("\033[0");
    sgr.append((style & Style.BOLD) != 0 ? ";1" : "");
    sgr.append((style & Style.DIM) != 0 ? ";2" : "");
    sgr.append(Style.underline(style) != 0 ? ";4" : "");
    sgr.append((style & Style.INVERSE) != 0 ? ";7" : "");
    colour(sgr, Style.foreground(style), 30);
    colour(sgr, Style.background(style), 40);
    return sgr.append('m').append(text).append("\033[0m").toString();
  }

  private static void colour(StringBuilder sgr, int colour, int base) {
    if (Style.isDirect(colour)) {
      int rgb = Style.value(colour);
      sgr.append(';').append(base + 8).append(";2;").append(rgb >> 16);
      sgr.append(';').append(rgb >> 8 & 255).append(';').append(rgb & 255);
    } else if (colour != Style.NO_COLOUR) {
      int index = Style.value(colour);
      sgr.append(';').append(index < 8 ? base + index : base + 52 + index);
    }
  }
}
