package agenttui.config;

import agenttui.store.AtomicFile;
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
  private final Path file;
  private final Map<String, String> environment;
  private final boolean ofProject;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<String>> lists = new HashMap<>();
  private final Map<String, Map<String, String>> tables = new HashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  /// @param ofProject whether the file is a project's, which may not say everything
  Reader(Path file, Map<String, String> environment, boolean ofProject) {
    this.file = file;
    this.environment = environment;
    this.ofProject = ofProject;
  }

  Project project(String text) {
    readFile(text);
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
    return new Project(
        Optional.ofNullable(texts.get("network.mode")).map(NetworkMode::of),
        lists.getOrDefault("network.deny", List.of()),
        approvals());
  }

  Settings settings() {
    AtomicFile.read(file).ifPresent(it -> readFile(new String(it, StandardCharsets.UTF_8)));
    Key.ALL.forEach(this::readVariable);
    List<Path> certificates = certificates();
    Notify notifying = notifying();
    Keys keys = keys();
    if (!mistakes.isEmpty()) {
      throw new ConfigException(mistakes);
    }
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
        new Look(text("prefix"), text("theme"), text("copy.keys")),
        text("agent"),
        text("sandbox"),
        network,
        text("image.base"),
        approvals(),
        notifying,
        keys);
  }

  private Notify notifying() {
    String quiet = text("notify.quiet");
    Optional<Notify.Hours> hours = Notify.Hours.of(quiet);
    if (!quiet.isEmpty() && hours.isEmpty()) {
      mistake("notify.quiet must be like 22:00-07:00");
    }
    List<String> command = lists.getOrDefault("notify.command", List.of());
    List<String> more = lists.getOrDefault("notify.directories", List.of());
    if (!command.isEmpty() && !Notify.mayRun(command.getFirst(), more)) {
      mistake(
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
        mistake("[login]: " + name + " is no name of a variable, as ANTHROPIC_API_KEY is");
      } else if (keys.files().containsKey(name) && keys.commands().containsKey(name)) {
        mistake("[login]: " + name + " has a file and a command: which?");
      } else if (!keys.files().getOrDefault(name, "/").startsWith("/")) {
        mistake("[login]: " + name + " needs the absolute path of a file");
      }
    }
    return keys;
  }

  private void mistake(String what) {
    mistakes.add(new Mistake(file.getFileName() + "", what));
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

  private void readFile(String text) {
    TomlParseResult toml = Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
    toml.errors().forEach(e -> mistake(e.position(), String.valueOf(e.getMessage())));
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
      if (key.isPresent() && ofProject && !key.get().project()) {
        mistake(position, path + " is for your own file: a project's can only tighten");
      } else if (key.isPresent()) {
        readValue(key.get(), value, position);
      } else if (value instanceof TomlTable inner && isTable(path)) {
        readTable(path + ".", inner, whole);
      } else {
        mistake(position, "unknown key " + path + "; the nearest is " + nearest(path));
      }
    }
  }

  private static boolean isTable(String path) {
    return Key.ALL.stream().anyMatch(key -> key.name().startsWith(path + "."));
  }

  private void readValue(Key key, @Nullable Object value, @Nullable TomlPosition position) {
    switch (key.kind()) {
      case TEXT -> {
        if (value instanceof String text && allowed(key, text)) {
          texts.put(key.name(), text);
        } else {
          mistake(position, key.name() + " must be " + wanted(key));
        }
      }
      case LIST -> {
        if (value instanceof TomlArray array
            && array.toList().stream().allMatch(String.class::isInstance)) {
          lists.put(key.name(), array.toList().stream().map(String.class::cast).toList());
        } else {
          mistake(position, key.name() + " must be a list of texts");
        }
      }
      case TABLE -> {
        if (value instanceof TomlTable table && readNames(key, "", table)) {
          return;
        }
        mistake(position, key.name() + " must be a table of names with texts");
      }
    }
  }

  /// A name with dots that was not put into quotes has become tables in tables: the same is meant.
  private boolean readNames(Key key, String above, TomlTable table) {
    for (String name : table.keySet()) {
      switch (table.get(List.of(name))) {
        case String text -> named(key).put(above + name, text);
        case TomlTable inner when readNames(key, above + name + ".", inner) -> {}
        case null, default -> {
          return false;
        }
      }
    }
    return true;
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
        } else {
          mistakes.add(new Mistake(key.variable(), "must be " + wanted(key)));
        }
      }
      case LIST -> {
        List<String> all = new ArrayList<>(lists.getOrDefault(key.name(), List.of()));
        all.addAll(Found.split(value));
        lists.put(key.name(), List.copyOf(all));
      }
      case TABLE -> {
        for (String each : Found.split(value)) {
          String[] pair = each.split("=", 2);
          if (pair.length == 2) {
            named(key).put(pair[0].strip(), pair[1].strip());
          } else {
            mistakes.add(new Mistake(key.variable(), "must be NAME=TEXT, at " + each));
          }
        }
      }
    }
  }

  private List<Path> certificates() {
    List<Path> result = new ArrayList<>();
    for (String each : lists.getOrDefault("network.ca", List.of())) {
      if (each.startsWith("/") && Files.isReadable(Path.of(each))) {
        result.add(Path.of(each));
      } else {
        mistake("network.ca: no readable file " + each);
      }
    }
    return result;
  }

  private static boolean allowed(Key key, String text) {
    return key.choices().isEmpty() || key.choices().contains(text);
  }

  private static String wanted(Key key) {
    return key.choices().isEmpty()
        ? "a text"
        : "one of " + String.join(", ", key.choices().stream().sorted().toList());
  }

  private void mistake(@Nullable TomlPosition position, String text) {
    String place = position == null ? file.toString() : file + ":" + position.line();
    mistakes.add(new Mistake(place, text));
  }

  private static String nearest(String path) {
    List<String> names = Key.ALL.stream().map(Key::name).toList();
    return Nearest.of(path, names, Integer.MAX_VALUE).orElse("");
  }
}
