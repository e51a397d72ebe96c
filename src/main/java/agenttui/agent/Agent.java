package agenttui.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One agent, or the plain shell.
///
/// @param name what people and command lines call it (`claude`)
/// @param title its maker's name for it
/// @param install how it gets into the tools volume; empty for what every image has
/// @param command the program with the arguments that it always gets, absolute
/// @param flags further arguments for a start in a pane; not for `--version`
/// @param environment variables that keep it quiet; in clear
/// @param passed names of the user's variables that it gets when they are set (keys, addresses);
///   their values never show in `inspect`
/// @param state folders and files below HOME that hold its settings and conversations
/// @param seeds files that a fresh HOME may start with; [#seeds(Map)] chooses
/// @param hosts what it must reach on the network; [#hosts(Map)] chooses
/// @param marks what its title and screen tell of what it does; the first that fits counts
public record Agent(
    String name,
    String title,
    Optional<Install> install,
    List<String> command,
    List<String> flags,
    Map<String, String> environment,
    List<String> passed,
    List<String> state,
    List<Seed> seeds,
    List<Hosts> hosts,
    List<StateRule> marks) {
  /// The host, and the port where one is said, of an address.
  private static final Pattern ADDRESS =
      Pattern.compile("https?://(?:[^/?#@]*@)?([A-Za-z0-9._-]+(?::[0-9]+)?)(?=[/?#]|$)");

  /// Copies.
  public Agent {
    command = List.copyOf(command);
    flags = List.copyOf(flags);
    environment = Map.copyOf(environment);
    passed = List.copyOf(passed);
    state = List.copyOf(state);
    seeds = List.copyOf(seeds);
    hosts = List.copyOf(hosts);
    marks = List.copyOf(marks);
  }

  /// An npm package that is installed below `/tools/NAME`.
  ///
  /// @param name the package
  /// @param version the version that this program was tried with
  /// @param scripts names of the packages whose install scripts must run
  /// @param drop paths below `lib/node_modules` (shell patterns) that are fetched and never used
  public record Install(String name, String version, List<String> scripts, List<String> drop) {
    /// Copies.
    public Install {
      scripts = List.copyOf(scripts);
      drop = List.copyOf(drop);
    }

    /// The same package in another version.
    public Install version(String other) {
      return new Install(name, other, scripts, drop);
    }
  }

  /// A file that a fresh HOME starts with.
  ///
  /// @param path below HOME
  /// @param mode permission bits
  /// @param when the variable that must be set for it, or empty for always
  /// @param content its text; see [Template]
  public record Seed(String path, int mode, String when, String content) {}

  /// Hosts of its maker and of its models.
  ///
  /// @param when the variable that must be set for them, or empty for always
  /// @param names rules in the grammar of `docs/network.md`; see [Template]
  public record Hosts(String when, List<String> names) {
    /// Copies.
    public Hosts {
      names = List.copyOf(names);
    }
  }

  /// What it must reach for a user with these variables: its own hosts, and those of the addresses
  /// that its variables hold (`ANTHROPIC_BASE_URL`), as rules.
  public List<String> hosts(Map<String, String> variables) {
    Set<String> all = new LinkedHashSet<>();
    for (Hosts each : hosts) {
      if (each.when().isEmpty() || !variables.getOrDefault(each.when(), "").isEmpty()) {
        each.names().forEach(name -> all.add(Template.filled(name, variables)));
      }
    }
    for (String name : passed) {
      Matcher address = ADDRESS.matcher(variables.getOrDefault(name, ""));
      if (address.lookingAt()) {
        all.add(address.group(1));
      }
    }
    return List.copyOf(all);
  }

  /// The files that a fresh HOME starts with for a user with these variables: of each path the
  /// first whose variable is set, filled in.
  public List<Seed> seeds(Map<String, String> variables) {
    Map<String, Seed> chosen = new LinkedHashMap<>();
    for (Seed seed : seeds) {
      if (seed.when().isEmpty() || !variables.getOrDefault(seed.when(), "").isEmpty()) {
        String content = Template.filled(seed.content(), variables);
        chosen.putIfAbsent(seed.path(), new Seed(seed.path(), seed.mode(), "", content));
      }
    }
    return List.copyOf(chosen.values());
  }

  /// The same agent, installed in another version.
  public Agent version(String other) {
    return new Agent(
        name,
        title,
        install.map(i -> i.version(other)),
        command,
        flags,
        environment,
        passed,
        state,
        seeds,
        hosts,
        marks);
  }

  /// The argument list for a start in a pane with `extra` arguments of the user.
  public List<String> arguments(List<String> extra) {
    List<String> all = new ArrayList<>(command);
    all.addAll(flags);
    all.addAll(extra);
    return List.copyOf(all);
  }
}
