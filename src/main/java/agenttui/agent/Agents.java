package agenttui.agent;

import agenttui.config.ConfigException;
import agenttui.config.DataFile;
import agenttui.config.Mistake;
import agenttui.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All agents that are known: those that ship with the program, and the user's. Immutable; any
/// thread.
public final class Agents {
  /// The resources, in the order in which people see them.
  private static final List<String> NAMES =
      List.of("shell", "claude", "codex", "opencode", "gemini");

  private final List<Agent> all;

  private Agents(Map<String, DataFile> records) {
    List<Agent.Seed> home = seeds(file("home"));
    this.all =
        records.entrySet().stream()
            .map(each -> read(each.getKey(), each.getValue(), home))
            .toList();
  }

  /// What a record of the user may be called.
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  /// Reads the records that ship with the program. About 0.1 s cold: not on the loop.
  public static Agents builtIn() {
    return new Agents(ours());
  }

  /// Reads the records that ship with the program, and the user's, `NAME.toml` in `directory`
  /// (which need not exist): one of a known name is laid over ours, any other is a further agent.
  /// About 0.1 s cold: not on the loop.
  ///
  /// @throws ConfigException for a mistake in one of the user's
  /// @throws StoreException when they cannot be read
  public static Agents load(Path directory) {
    Map<String, DataFile> records = ours();
    for (Path file : files(directory)) {
      String name = file.getFileName().toString().replaceFirst("\\.toml$", "");
      if (!NAME.matcher(name).matches()) {
        String wanted = "an agent's name is small letters, digits and -, a letter first";
        throw new ConfigException(List.of(new Mistake(file.toString(), wanted)));
      }
      DataFile own = DataFile.user(file);
      records.merge(name, own, (ours, theirs) -> theirs.over(ours));
    }
    return new Agents(records);
  }

  private static Map<String, DataFile> ours() {
    Map<String, DataFile> records = new LinkedHashMap<>();
    NAMES.forEach(name -> records.put(name, file(name)));
    return records;
  }

  private static List<Path> files(Path directory) {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.toml")) {
      found.forEach(all::add);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw new StoreException("cannot read " + directory + ": " + e.getMessage(), e);
    }
    all.sort(Comparator.naturalOrder());
    return all;
  }

  private static DataFile file(String name) {
    return DataFile.resource(Agents.class, "/agents/" + name + ".toml");
  }

  /// @param home what every HOME starts with where the record has no file of that name
  static Agent read(String name, DataFile file, List<Agent.Seed> home) {
    file.only(
        "title",
        "install",
        "command",
        "flags",
        "environment",
        "passed",
        "state",
        "hosts",
        "hosts_with",
        "prompt",
        "conversation",
        "login",
        "seed",
        "mark",
        "hook");
    List<String> command = file.texts("command");
    if (command.isEmpty() || !command.getFirst().startsWith("/")) {
      throw file.wrong("command", "command must begin with the path of a program in the sandbox");
    }
    List<Agent.Seed> seeds = new ArrayList<>(seeds(file));
    seeds.addAll(home);
    return new Agent(
        name,
        file.text("title"),
        part(file, "install").map(Agents::install),
        command,
        file.texts("flags"),
        texts(file, "environment"),
        file.texts("passed"),
        file.texts("state"),
        seeds,
        hosts(file),
        file.tables("mark").stream().map(Agents::rule).toList(),
        file.tables("hook").stream().map(Agents::hook).toList(),
        file.texts("prompt"),
        part(file, "conversation").map(Agents::conversation),
        part(file, "login").map(Agents::login));
  }

  private static Optional<DataFile> part(DataFile file, String key) {
    return Optional.of(file).filter(it -> it.keys().contains(key)).map(it -> it.table(key));
  }

  private static Login login(DataFile table) {
    table.only("files", "command", "key", "variable");
    return new Login(
        table.texts("files"),
        table.texts("command"),
        table.text("key", ""),
        table.text("variable", ""));
  }

  private static StateRule rule(DataFile table) {
    table.only("tells", "where", "lines", "skip", "all", "none", "last", "reason", "answer");
    return new StateRule(
        table.choice("tells", StateRule.Tells.class),
        table.choice("where", StateRule.Where.class),
        table.number("lines", StateRule.LINES),
        table.texts("skip", Mark::of),
        table.texts("all", Mark::of),
        table.texts("none", Mark::of),
        table.keys().contains("last")
            ? Optional.of(table.text("last", Mark::of))
            : Optional.empty(),
        table.text("reason"),
        table.tables("answer").stream()
            .map(a -> a.only("label", "keys"))
            .map(a -> new StateRule.Answer(a.text("label"), a.texts("keys")))
            .toList());
  }

  private static HookRule hook(DataFile table) {
    table.only("event", "tells", "reasons");
    return new HookRule(
        table.text("event"), table.choice("tells", StateRule.Tells.class), table.texts("reasons"));
  }

  private static List<Agent.Hosts> hosts(DataFile file) {
    List<Agent.Hosts> all = new ArrayList<>();
    all.add(new Agent.Hosts("", file.texts("hosts")));
    file.tables("hosts_with").stream()
        .map(t -> t.only("when", "names"))
        .forEach(t -> all.add(new Agent.Hosts(t.text("when"), t.texts("names"))));
    return all;
  }

  private static Agent.Conversation conversation(DataFile table) {
    table.only("there", "take", "resume", "fork");
    return new Agent.Conversation(
        table.text("there"), table.text("take"), table.texts("resume"), table.texts("fork"));
  }

  private static List<Agent.Seed> seeds(DataFile file) {
    return file.tables("seed").stream()
        .map(s -> s.only("path", "when", "content"))
        .map(s -> new Agent.Seed(s.text("path"), 0600, s.text("when", ""), s.text("content")))
        .toList();
  }

  private static Agent.Install install(DataFile table) {
    table.only("package", "version", "scripts", "drop");
    return new Agent.Install(
        table.text("package"), table.text("version"), table.texts("scripts"), table.texts("drop"));
  }

  private static Map<String, String> texts(DataFile file, String key) {
    Map<String, String> values = new HashMap<>();
    if (file.keys().contains(key)) {
      DataFile table = file.table(key);
      table.keys().forEach(name -> values.put(name, table.text(name)));
    }
    return values;
  }

  /// All of them, the shell first.
  public List<Agent> all() {
    return all;
  }

  /// The agent of that name.
  public Optional<Agent> find(String name) {
    return all.stream().filter(a -> a.name().equals(name)).findFirst();
  }

  /// The known name that `word` comes nearest to: the one that shares the longest beginning.
  public Optional<String> nearest(String word) {
    return all.stream()
        .map(Agent::name)
        .filter(name -> shared(name, word) > 0)
        .max(Comparator.comparingInt(name -> shared(name, word)));
  }

  private static int shared(String a, String b) {
    int n = 0;
    while (n < Math.min(a.length(), b.length()) && a.charAt(n) == b.charAt(n)) {
      n++;
    }
    return n;
  }
}
