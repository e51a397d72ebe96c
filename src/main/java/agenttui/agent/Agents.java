package agenttui.agent;

import agenttui.config.DataFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// All agents that this program knows. Immutable; any thread.
public final class Agents {
  /// The resources, in the order in which people see them.
  private static final List<String> NAMES =
      List.of("shell", "claude", "codex", "opencode", "gemini");

  private final List<Agent> all;

  private Agents(List<Agent> all) {
    this.all = List.copyOf(all);
  }

  /// Reads the records that ship with the program. About 0.1 s cold: not on the loop.
  public static Agents builtIn() {
    return new Agents(
        NAMES.stream().map(name -> with(read(name, file(name)), seeds(file("home")))).toList());
  }

  private static DataFile file(String name) {
    return DataFile.resource(Agents.class, "/agents/" + name + ".toml");
  }

  /// The agent with further seeds, behind its own.
  private static Agent with(Agent agent, List<Agent.Seed> more) {
    List<Agent.Seed> all = new ArrayList<>(agent.seeds());
    all.addAll(more);
    return new Agent(
        agent.name(),
        agent.title(),
        agent.install(),
        agent.command(),
        agent.flags(),
        agent.environment(),
        agent.passed(),
        agent.state(),
        all,
        agent.hosts(),
        agent.marks(),
        agent.prompt(),
        agent.conversation(),
        agent.login());
  }

  static Agent read(String name, DataFile file) {
    return new Agent(
        name,
        file.text("title"),
        file.keys().contains("install")
            ? Optional.of(install(file.table("install")))
            : Optional.empty(),
        file.texts("command"),
        file.texts("flags"),
        texts(file, "environment"),
        file.texts("passed"),
        file.texts("state"),
        seeds(file),
        hosts(file),
        file.tables("mark").stream().map(Agents::rule).toList(),
        file.texts("prompt"),
        file.keys().contains("conversation")
            ? Optional.of(conversation(file.table("conversation")))
            : Optional.empty(),
        file.keys().contains("login") ? Optional.of(login(file.table("login"))) : Optional.empty());
  }

  private static Login login(DataFile table) {
    return new Login(
        table.texts("files"),
        table.texts("command"),
        table.text("key", ""),
        table.text("variable", ""));
  }

  private static StateRule rule(DataFile table) {
    return new StateRule(
        StateRule.Tells.valueOf(table.text("tells").toUpperCase(Locale.ROOT)),
        StateRule.Where.valueOf(table.text("where").toUpperCase(Locale.ROOT)),
        table.number("lines", StateRule.LINES),
        table.texts("all"),
        table.texts("none"),
        table.text("last", ""),
        table.text("reason"),
        table.tables("answer").stream()
            .map(a -> new StateRule.Answer(a.text("label"), a.texts("keys")))
            .toList());
  }

  private static List<Agent.Hosts> hosts(DataFile file) {
    List<Agent.Hosts> all = new ArrayList<>();
    all.add(new Agent.Hosts("", file.texts("hosts")));
    file.tables("hosts_with")
        .forEach(t -> all.add(new Agent.Hosts(t.text("when"), t.texts("names"))));
    return all;
  }

  private static Agent.Conversation conversation(DataFile table) {
    return new Agent.Conversation(
        table.text("there"), table.text("take"), table.texts("resume"), table.texts("fork"));
  }

  private static List<Agent.Seed> seeds(DataFile file) {
    return file.tables("seed").stream()
        .map(s -> new Agent.Seed(s.text("path"), 0600, s.text("when", ""), s.text("content")))
        .toList();
  }

  private static Agent.Install install(DataFile table) {
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
