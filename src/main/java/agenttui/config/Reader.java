package agenttui.config;

import agenttui.store.AtomicFile;
import agenttui.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads the layers of one configuration: the user's file, then the environment; or the file of a
/// project. Collects every mistake before it fails.
final class Reader {
  /// Of what somebody wrote, so much stands in a message.
  private static final int SHOWN = 60;

  private static final String BOUND = " of at most " + Key.LONGEST + " characters without NUL";

  private final Path file;
  private final Map<String, String> environment;
  private final boolean ofProject;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, Map<String, String>> tables = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private final Places.Notes notes = new Places.Notes();

  /// @param ofProject whether the file is a project's, which may not say everything
  Reader(Path file, Map<String, String> environment, boolean ofProject) {
    this.file = file;
    this.environment = environment;
    this.ofProject = ofProject;
  }

  Project project(String text) {
    readFile(text);
    stop();
    return new Project(
        Optional.ofNullable(texts.get("network.mode")).map(NetworkMode::of),
        lists.getOrDefault("network.deny", List.of()),
        approvals());
  }

  /// Everything, and what is wrong: where a value is, its default stands.
  Reading reading() {
    try {
      Optional<byte[]> bytes = AtomicFile.read(file);
      bytes.ifPresent(it -> readFile(new String(it, StandardCharsets.UTF_8)));
    } catch (StoreException e) {
      mistakes.add(new Mistake(file.toString(), "cannot be read: " + e.getMessage()));
    }
    Key.ALL.forEach(this::readVariable);
    Settings settings = settings();
    return new Reading(settings, List.copyOf(mistakes), values());
  }

  private Settings settings() {
    List<Path> certificates = certificates();
    Notify notifying = notifying();
    Keys keys = keys();
    Found found = Found.in(environment);
    Network network =
        new Network(
            NetworkMode.of(text("network.mode")),
            either("network.npm_registry", found.npmRegistry()),
            text("network.debian_mirror"),
            either("network.http_proxy", found.httpProxy()),
            either("network.https_proxy", found.httpsProxy()),
            lists.getOrDefault("network.no_proxy", found.noProxy()),
            certificates.isEmpty() ? found.certificates() : certificates,
            lists.getOrDefault("network.allow", List.of()),
            lists.getOrDefault("network.deny", List.of()),
            tables.getOrDefault("network.local", Map.of()));
    return new Settings(
        look(),
        text("agent"),
        text("sandbox"),
        network,
        text("image.base"),
        approvals(),
        notifying,
        keys,
        notes.places());
  }

  private Look look() {
    Map<String, Map<String, String>> said = new HashMap<>();
    Bindings.TABLES.forEach(
        table -> said.put(table, tables.getOrDefault("keys." + table, Map.of())));
    return new Look(
        texts.getOrDefault("prefix", ""),
        text("theme"),
        text("copy.keys"),
        text("copy.programs").equals("focused"),
        tables.getOrDefault("colours", Map.of()),
        text("glyphs"),
        new Bindings(text("keys.preset"), said));
  }

  /// What was said and what was not, in the order of the table of keys.
  private List<Value> values() {
    Places places = notes.places();
    List<Value> all = new ArrayList<>();
    for (Key key : Key.ALL) {
      String name = key.name();
      Map<String, String> table = tables.getOrDefault(name, Map.of());
      table.forEach((inner, text) -> all.add(value(places, name + "." + inner, text)));
      String list = String.join(", ", lists.getOrDefault(name, List.of()));
      if (table.isEmpty()) {
        all.add(value(places, name, key.kind() == Key.Kind.TEXT ? text(name) : list));
      }
    }
    return all;
  }

  private static Value value(Places places, String name, String text) {
    String origin = String.join(", ", places.all().getOrDefault(name, List.of("default")));
    return new Value(name, text, origin);
  }

  /// What a project's file says, after [#project].
  List<Value> said() {
    Places places = notes.places();
    return values().stream().filter(value -> places.said(value.name())).toList();
  }

  private void stop() {
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
  }

  private Notify notifying() {
    String quiet = text("notify.quiet");
    Optional<Notify.Hours> hours = Notify.Hours.of(quiet);
    if (!quiet.isEmpty() && hours.isEmpty()) {
      mistake("notify.quiet", "notify.quiet must be like 22:00-07:00");
    }
    List<String> command = lists.getOrDefault("notify.command", List.of());
    List<String> more = lists.getOrDefault("notify.directories", List.of());
    if (!command.isEmpty() && !Notify.mayRun(command.getFirst(), more)) {
      mistake(
          "notify.command",
          "notify.command must begin with the whole path of a program of the system, or of a"
              + " directory in notify.directories");
    }
    return new Notify(
        Notify.About.valueOf(text("notify.about").toUpperCase(Locale.ROOT)),
        Notify.How.valueOf(text("notify.how").toUpperCase(Locale.ROOT)),
        hours,
        command);
  }

  private Keys keys() {
    Keys keys =
        new Keys(
            tables.getOrDefault("login.key_file", Map.of()),
            tables.getOrDefault("login.key_command", Map.of()));
    for (String name : keys.names()) {
      if (!name.matches("[A-Z][A-Z0-9_]*")) {
        mistake(
            "login.key_file." + name,
            "[login]: " + start(name) + " is no name of a variable, as ANTHROPIC_API_KEY is");
      } else if (keys.files().containsKey(name) && keys.commands().containsKey(name)) {
        mistake("login.key_file." + name, "[login]: " + name + " has a file and a command: which?");
      } else if (!keys.files().getOrDefault(name, "/").startsWith("/")) {
        mistake(
            "login.key_file." + name, "[login]: " + name + " needs the absolute path of a file");
      }
    }
    return keys;
  }

  private void mistake(String name, String what) {
    mistakes.add(notes.places().mistake(name, what));
  }

  private ApprovalRules approvals() {
    return new ApprovalRules(
        lists.getOrDefault("approval.allow", List.of()),
        lists.getOrDefault("approval.ask", List.of()),
        lists.getOrDefault("approval.deny", List.of()));
  }

  private String text(String name) {
    String otherwise = Key.named(name).map(Key::otherwise).orElse("");
    return texts.getOrDefault(name, otherwise);
  }

  private String either(String name, String found) {
    String own = text(name);
    return own.isEmpty() ? found : own;
  }

  /// Only whether it is TOML.
  ///
  /// @throws ConfigException when not
  void parse(String text) {
    toml(text).errors().forEach(e -> mistake(e.position(), line(e.getMessage() + "")));
    stop();
  }

  /// Editors of some systems put a mark before the text.
  private static TomlParseResult toml(String text) {
    return Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private void readFile(String text) {
    TomlParseResult toml = toml(text);
    toml.errors().forEach(e -> mistake(e.position(), line(String.valueOf(e.getMessage()))));
    if (mistakes.isEmpty()) {
      readTable("", toml, toml);
    }
  }

  private void readTable(String above, TomlTable table, TomlParseResult whole) {
    for (String name : table.keySet()) {
      String path = above + name;
      Object value = table.get(List.of(name));
      Optional<Key> key = Key.named(path);
      TomlPosition position = table.inputPositionOf(List.of(name));
      if (key.isPresent() && ofProject && key.get().security() != Key.Security.TIGHTENS) {
        mistake(position, path + " is for your own file: a project's can only tighten");
      } else if (key.isPresent()) {
        readValue(key.get(), value, position);
      } else if (value instanceof TomlTable inner && isTable(path)) {
        readTable(path + ".", inner, whole);
      } else {
        List<String> names = Key.ALL.stream().map(Key::name).toList();
        mistake(position, "unknown key " + start(path) + Nearest.hint(start(path), names));
      }
    }
  }

  private static boolean isTable(String path) {
    return Key.ALL.stream().anyMatch(key -> key.name().startsWith(path + "."));
  }

  private void readValue(Key key, @Nullable Object value, @Nullable TomlPosition position) {
    String place = place(position);
    switch (key.kind()) {
      case TEXT -> {
        if (value instanceof String text && allowed(key, text)) {
          texts.put(key.name(), text);
          notes.add(key.name(), place, false);
        } else {
          mistake(position, key.name() + " must be " + wanted(key));
        }
      }
      case LIST -> {
        if (value instanceof TomlArray array && array.toList().stream().allMatch(Reader::fits)) {
          lists.put(key.name(), array.toList().stream().map(String.class::cast).toList());
          notes.add(key.name(), place, true);
        } else {
          mistake(position, key.name() + " must be a list of texts" + BOUND);
        }
      }
      case TABLE -> {
        if (value instanceof TomlTable table && readNames(key, "", table)) {
          return;
        }
        mistake(position, key.name() + " must be a table of names with texts" + BOUND);
      }
    }
  }

  /// A name with dots that was not put into quotes has become tables in tables: the same is meant.
  private boolean readNames(Key key, String above, TomlTable table) {
    for (String name : table.keySet()) {
      switch (table.get(List.of(name))) {
        case String text when fits(text) && fits(above + name) -> {
          named(key).put(above + name, text);
          String place = place(table.inputPositionOf(List.of(name)));
          notes.add(key.name() + "." + above + name, place, false);
        }
        case TomlTable inner when readNames(key, above + name + ".", inner) -> {}
        case null, default -> {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether a value is a text that can be one line, a path and an argument.
  private static boolean fits(@Nullable Object value) {
    return value instanceof String text && text.length() <= Key.LONGEST && text.indexOf(0) < 0;
  }

  private Map<String, String> named(Key key) {
    return tables.computeIfAbsent(key.name(), _ -> new LinkedHashMap<>());
  }

  private void readVariable(Key key) {
    String value = environment.get(key.variable());
    if (value == null) {
      return;
    }
    switch (key.kind()) {
      case TEXT -> {
        if (allowed(key, value)) {
          texts.put(key.name(), value);
          notes.add(key.name(), key.variable(), false);
        } else {
          mistakes.add(new Mistake(key.variable(), "must be " + wanted(key)));
        }
      }
      case LIST -> {
        List<String> all = new ArrayList<>(lists.getOrDefault(key.name(), List.of()));
        all.addAll(Found.split(value));
        lists.put(key.name(), List.copyOf(all));
        notes.add(key.name(), key.variable(), true);
      }
      case TABLE -> Found.split(value).forEach(each -> readPair(key, each));
    }
  }

  /// `NAME=TEXT`; the name may be the sign itself, as the key `=` is.
  private void readPair(Key key, String each) {
    int sign = each.indexOf('=', 1);
    if (sign < 0 || !fits(each)) {
      mistakes.add(new Mistake(key.variable(), "must be NAME=TEXT, at " + start(each)));
      return;
    }
    String name = each.substring(0, sign).strip();
    named(key).put(name, each.substring(sign + 1).strip());
    notes.add(key.name() + "." + name, key.variable(), false);
  }

  private List<Path> certificates() {
    List<Path> result = new ArrayList<>();
    for (String each : lists.getOrDefault("network.ca", List.of())) {
      if (each.startsWith("/") && Files.isReadable(Path.of(each))) {
        result.add(Path.of(each));
      } else {
        mistake("network.ca", "network.ca: no readable file " + start(each));
      }
    }
    return result;
  }

  private static boolean allowed(Key key, String text) {
    return fits(text) && (key.choices().isEmpty() || key.choices().contains(text));
  }

  /// A message stays readable whatever somebody wrote.
  private static String start(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static String wanted(Key key) {
    return key.choices().isEmpty()
        ? "a text" + BOUND
        : "one of " + String.join(", ", key.choices().stream().sorted().toList());
  }

  private void mistake(@Nullable TomlPosition position, String text) {
    mistakes.add(new Mistake(place(position), text));
  }

  private String place(@Nullable TomlPosition position) {
    return position == null ? file.toString() : file + ":" + position.line();
  }

  /// The parser repeats what it found, however long that is.
  private static String line(String text) {
    return text.length() <= 4 * SHOWN ? text : text.substring(0, 4 * SHOWN) + "…";
  }
}
