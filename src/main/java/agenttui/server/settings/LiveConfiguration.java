package agenttui.server.settings;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Registry;
import agenttui.command.settings.Configuration;
import agenttui.config.ConfigException;
import agenttui.config.ConfigFile;
import agenttui.config.Key;
import agenttui.config.Look;
import agenttui.config.Mistake;
import agenttui.config.Project;
import agenttui.config.Settings;
import agenttui.config.Value;
import agenttui.mux.keys.Keyboard;
import agenttui.mux.keys.Vocabulary;
import agenttui.server.screen.Preferences;
import agenttui.store.Directories;
import agenttui.ui.Renderer;
import agenttui.ui.TerminalCapabilities;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.ThemeChoice;
import agenttui.ui.theme.Themes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The configuration in force, which a saved change replaces while the server runs. Any thread;
/// reads files.
public final class LiveConfiguration implements Configuration {
  private final Directories directories;
  private final Map<String, String> environment;
  private final Vocabulary vocabulary;
  private volatile Configured now;
  private volatile @Nullable Screens screens;
  private volatile boolean unwritten;
  private boolean broken;

  /// What shows a configuration.
  public interface Screens {
    /// Another one holds.
    void changed(LiveConfiguration configuration);

    /// Tells every client one line.
    void tell(String line, boolean error);

    /// Shows the caller's screen in a theme.
    ///
    /// @throws CommandException when the caller has no screen
    void tryOn(Caller caller, Preferences preferences);
  }

  private LiveConfiguration(
      Directories directories,
      Map<String, String> environment,
      Vocabulary vocabulary,
      Configured now) {
    this.directories = directories;
    this.environment = Map.copyOf(environment);
    this.vocabulary = vocabulary;
    this.now = now;
    this.unwritten = !Files.exists(directories.configFile());
  }

  /// Reads it, whatever is wrong in it: where a value is, its default holds.
  ///
  /// @param environment whose variables count
  /// @param registry all verbs, asked for only when keys are bound
  public static LiveConfiguration read(
      Directories directories, Map<String, String> environment, Supplier<Registry> registry) {
    Vocabulary vocabulary = new VerbWords(registry);
    Configured now = Configured.read(directories, environment, vocabulary);
    return new LiveConfiguration(directories, environment, vocabulary, now);
  }

  /// The same, when nothing is wrong in it.
  ///
  /// @throws ConfigException with all mistakes
  public LiveConfiguration sound() {
    if (!now.mistakes().isEmpty()) {
      throw new ConfigException(now.mistakes());
    }
    return this;
  }

  /// Tells these of changes from now on.
  public void shownOn(Screens all) {
    screens = all;
  }

  /// The directory of the user's file, and that of the user's themes: what to watch.
  List<Path> watched() {
    Set<Path> all = new LinkedHashSet<>(List.of(directories.config()));
    all.add(Configured.themes(directories));
    real().flatMap(path -> Optional.ofNullable(path.getParent())).ifPresent(all::add);
    return List.copyOf(all);
  }

  /// The user's file behind all links; none when there is no file yet, or a link to nothing.
  Optional<Path> real() {
    try {
      return Optional.of(directories.configFile().toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public ConfigFile file() {
    return new ConfigFile(directories.configFile());
  }

  @Override
  public Settings settings() {
    return now.settings();
  }

  @Override
  public Keyboard keyboard() {
    return now.keyboard();
  }

  /// Keys and looks of clients.
  public Preferences preferences() {
    return now.preferences();
  }

  @Override
  public boolean firstRun() {
    boolean first = unwritten;
    unwritten = false;
    return first;
  }

  @Override
  public List<Mistake> check() {
    return Configured.read(directories, environment, vocabulary).mistakes();
  }

  @Override
  public List<Value> values() {
    return now.values();
  }

  @Override
  public List<Value> ofProject(Path directory) {
    for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Project.values(at);
      }
    }
    return List.of();
  }

  @Override
  public synchronized String reload() {
    Configured before = now;
    Configured after = Configured.read(directories, environment, vocabulary);
    if (!after.mistakes().isEmpty()) {
      broken = true;
      throw new ConfigException(after.mistakes());
    }
    boolean mended = broken;
    broken = false;
    now = after;
    if (screens != null) {
      screens.changed(this);
    }
    List<String> waits = waits(before, after);
    if (!waits.isEmpty()) {
      return "configuration: in use; " + String.join(", ", waits) + " at the next server";
    }
    return mended ? "configuration: right again, and in use" : "configuration: in use";
  }

  /// What was changed and holds only when the server is started again.
  private static List<String> waits(Configured before, Configured after) {
    Map<String, String> was = new LinkedHashMap<>();
    before.values().forEach(value -> was.put(value.name(), value.value()));
    Map<String, String> is = new LinkedHashMap<>();
    after.values().forEach(value -> is.put(value.name(), value.value()));
    return Key.ALL.stream()
        .filter(key -> key.applies() == Key.Applies.RESTART)
        .map(Key::name)
        .filter(name -> !of(was, name).equals(of(is, name)))
        .toList();
  }

  /// The values of a key; those of a table together.
  private static Map<String, String> of(Map<String, String> values, String name) {
    Map<String, String> own = new LinkedHashMap<>(values);
    own.keySet().removeIf(each -> !each.equals(name) && !each.startsWith(name + "."));
    own.values().removeIf(String::isEmpty);
    return own;
  }

  /// The file was saved: takes it into use, and tells every client what came of it. Nothing is said
  /// when nothing has changed.
  void saved() {
    Configured before = now;
    boolean wasBroken = broken;
    String line;
    boolean error = false;
    try {
      line = reload();
      if (!wasBroken
          && now.values().equals(before.values())
          && now.theme().equals(before.theme())) {
        return;
      }
    } catch (ConfigException e) {
      List<Mistake> all = e.mistakes();
      String more = all.size() == 1 ? "" : " (and " + (all.size() - 1) + " more)";
      String first = all.getFirst().toString().replace(directories.config() + "/", "");
      line = "the old settings hold: " + first + more;
      error = true;
    }
    if (screens != null) {
      screens.tell(line, error);
    }
  }

  private Themes all() {
    return new Themes(Configured.themes(directories));
  }

  @Override
  public List<ThemeRow> themes() {
    Themes all = all();
    String chosen = settings().look().theme();
    List<ThemeRow> rows = new ArrayList<>();
    rows.add(new ThemeRow(Look.AUTO, "ours", chosen.equals(Look.AUTO)));
    for (String name : all.names()) {
      String origin = all.isUsers(name) ? all.file(name).toString() : "ours";
      rows.add(new ThemeRow(name, origin, chosen.equals(name)));
    }
    return rows;
  }

  @Override
  public List<String> sample(String theme, Map<String, String> terminal) {
    TerminalCapabilities shows = TerminalCapabilities.of(terminal);
    Renderer.Printed printed = new Renderer.Printed(shows, settings().look().glyphs());
    return Sample.of(choice(theme).theme(true, shows.colours()), printed);
  }

  private ThemeChoice choice(String theme) {
    if (theme.isEmpty()) {
      return now.theme();
    }
    Optional<Theme> fixed =
        theme.equals(Look.AUTO) ? Optional.empty() : Optional.of(all().named(theme));
    return new ThemeChoice(fixed, now.theme().colours());
  }

  @Override
  public void tryOn(Caller caller, Optional<String> theme) {
    if (screens == null) {
      throw new CommandException("this needs a screen to show it on");
    }
    screens.tryOn(caller, preferences().in(choice(theme.orElse(""))));
  }
}
