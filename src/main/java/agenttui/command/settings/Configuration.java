package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.config.ConfigFile;
import agenttui.config.Mistake;
import agenttui.config.Settings;
import agenttui.config.Value;
import agenttui.mux.keys.Keyboard;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configuration, for the verbs of this package: in the server the one in force, without a
/// server the one that the caller's would have. Any thread; may read files.
public interface Configuration {
  /// The user's file, whether it is there or not.
  ConfigFile file();

  /// What holds now.
  Settings settings();

  /// The keys that hold now.
  Keyboard keyboard();

  /// Reads the file as it is now, and says what is wrong in it and in what it names.
  List<Mistake> check();

  /// Every value with its origin.
  List<Value> values();

  /// The values that the project's file says.
  ///
  /// @param directory where the caller is: its repository's file is looked for
  /// @throws agenttui.config.ConfigException with all mistakes in that file
  List<Value> ofProject(Path directory);

  /// Takes the file as it is now into use, as far as that can be.
  ///
  /// @return one line: what holds, and what waits for another server
  /// @throws agenttui.config.ConfigException with all mistakes; what held holds on
  String reload();

  /// Whether there was no file when it was read, and nobody was asked since: true once.
  boolean firstRun();

  /// All themes.
  List<ThemeRow> themes();

  /// A theme as it looks on a dark ground: lines with escape sequences, each ended by a reset, in
  /// the colours and marks that the terminal can show.
  ///
  /// @param theme a name; empty: the one that holds
  /// @param terminal the environment that tells which it is
  /// @throws agenttui.config.ConfigException when there is none, or it is wrong
  List<String> sample(String theme, Map<String, String> terminal);

  /// Shows the caller's own screen in a theme, until another is taken into use.
  ///
  /// @param theme its name; empty: the one that holds
  /// @throws agenttui.config.ConfigException when there is none, or it is wrong
  void tryOn(Caller caller, Optional<String> theme);

  /// A theme.
  ///
  /// @param origin `ours`, or the user's file
  /// @param chosen whether the configuration names it
  record ThemeRow(String name, String origin, boolean chosen) {}
}
