package agenttui.server.settings;

import agenttui.agent.Agents;
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
import agenttui.store.StoreException;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.ThemeChoice;
import agenttui.ui.theme.Themes;
import agenttui.ui.theme.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(Configured.class);

  /// Reads it; fails for nothing. Takes about 0.1 s cold: not on the loop.
  static Configured read(
      Directories directories, Map<String, String> environment, Vocabulary vocabulary) {
    Reading reading = Reading.of(directories.configFile(), environment);
    List<Mistake> mistakes = new ArrayList<>(reading.mistakes());
    Settings settings = reading.settings();
    Keyboard keyboard = keyboard(settings, vocabulary);
    for (Keyboard.Fault fault : keyboard.faults()) {
      String text = fault.name() + ": " + fault.text();
      mistakes.add(settings.places().mistake(fault.name(), text));
    }
    ThemeChoice theme = theme(settings, new Themes(themes(directories)), mistakes);
    rules(settings, mistakes);
    agent(settings, directories, mistakes);
    mistakes.sort(Comparator.comparing(Configured::file).thenComparingInt(Configured::line));
    return new Configured(settings, keyboard, theme, reading.values(), mistakes);
  }

  /// Of `config.toml:3` the file.
  private static String file(Mistake mistake) {
    return mistake.place().replaceFirst(":\\d+$", "");
  }

  /// Of `config.toml:3` the line; 0 without one.
  private static int line(Mistake mistake) {
    String number = mistake.place().substring(file(mistake).length());
    return number.isEmpty() ? 0 : Integer.parseInt(number.substring(1));
  }

  static Path themes(Directories directories) {
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
          return new IllegalArgumentException("nothing is called so" + Nearest.hint(key, all));
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

  /// Whether the agent is known, where one was said. What is wrong in a record of the user's is
  /// said where the records are used.
  private static void agent(Settings settings, Directories directories, List<Mistake> mistakes) {
    if (!settings.places().said("agent")) {
      return;
    }
    try {
      Agents agents = Agents.load(directories.agentRecords());
      String name = settings.agent();
      if (agents.find(name).isEmpty()) {
        String near = agents.nearest(name).map(n -> ": did you mean " + n + "?").orElse("");
        String what = "agent: unknown agent " + name + near;
        mistakes.add(settings.places().mistake("agent", what));
      }
    } catch (ConfigException | StoreException e) {
      LOG.debug("the agents cannot be read", e);
    }
  }

  /// Keys and looks of clients.
  Preferences preferences() {
    Look look = settings.look();
    return new Preferences(keyboard.tables(), theme, look.glyphs(), look.programsCopy());
  }
}
