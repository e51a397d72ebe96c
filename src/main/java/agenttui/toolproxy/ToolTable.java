package agenttui.toolproxy;

import agenttui.config.DataFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which tools exist, which kind of sidecar has them, and what of a caller's environment they get.
///
/// Data: `tools.toml` beside the program.
public final class ToolTable {
  private final Map<String, Tool> tools = new HashMap<>();
  private final Map<ToolKind, List<String>> hosts = new HashMap<>();
  private final Set<String> environment;

  private record Tool(ToolKind kind, boolean pipesInput) {}

  private ToolTable(DataFile file) {
    for (DataFile each : file.tables("kind")) {
      ToolKind kind = new ToolKind(each.text("name"));
      hosts.put(kind, each.texts("hosts"));
      Set<String> named = Set.copyOf(each.texts("input_when_named"));
      each.texts("tools").forEach(tool -> add(tool, new Tool(kind, !named.contains(tool))));
    }
    environment = Set.copyOf(file.texts("environment"));
  }

  private void add(String name, Tool tool) {
    if (tools.put(name, tool) != null) {
      throw new IllegalStateException("tools.toml names " + name + " twice");
    }
  }

  /// The table that ships with the program.
  public static ToolTable builtIn() {
    return new ToolTable(DataFile.resource(ToolTable.class, "/tools.toml"));
  }

  /// Where `tool` runs; empty when no sidecar has it.
  public Optional<ToolKind> kindOf(String tool) {
    return Optional.ofNullable(tools.get(tool)).map(Tool::kind);
  }

  /// All kinds.
  public Set<ToolKind> kinds() {
    return tools.values().stream().map(Tool::kind).collect(Collectors.toUnmodifiableSet());
  }

  /// The names that shims must have for the sidecars of `attached` kinds, in order.
  public SortedSet<String> shimNames(Collection<ToolKind> attached) {
    Set<ToolKind> wanted = new HashSet<>(attached);
    return tools.entrySet().stream()
        .filter(each -> wanted.contains(each.getValue().kind()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The registries that the tools of `attached` kinds fetch from, as rules for hosts.
  public List<String> hosts(Collection<ToolKind> attached) {
    return attached.stream()
        .flatMap(kind -> hosts.getOrDefault(kind, List.of()).stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// Names of the variables that a caller may set for a tool.
  public Set<String> environment() {
    return environment;
  }

  /// Whether the shim should send its standard input.
  ///
  /// A tool that doesn't read it must not be sent it: in `while read f; do cc -c $f; done`, the
  /// first `cc` would swallow the list. Compilers read it only when an argument is `-`.
  boolean wantsInput(List<String> argv) {
    Tool tool = tools.get(argv.getFirst());
    return (tool != null && tool.pipesInput())
        || argv.subList(1, argv.size()).stream()
            .anyMatch(each -> each.equals("-") || each.equals("/dev/stdin"));
  }
}
