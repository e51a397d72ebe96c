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
/// @param hooks what its own hooks tell of that
/// @param prompt its arguments for a first prompt, which stands where `{}` is; none: it takes none
/// @param conversation how a conversation goes on later or elsewhere; empty where no way is known
/// @param login how it is signed in; empty where nothing is to be
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
    List<StateRule> marks,
    List<HookRule> hooks,
    List<String> prompt,
    Optional<Conversation> conversation,
    Optional<Login> login) {
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
    hooks = List.copyOf(hooks);
    prompt = List.copyOf(prompt);
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

  /// How a conversation goes on later, or in a fork. In every sandbox the clone is at one path, so
  /// that what a conversation says of files stays true.
  ///
  /// @param there a shell's pattern below HOME that some file fits once there is a conversation
  /// @param take a shell's command line that, run in HOME, writes it to standard output as tar,
  ///   with paths below HOME
  /// @param resume arguments that go on with the last one
  /// @param fork arguments that begin a new one with all that was said in the last one
  public record Conversation(String there, String take, List<String> resume, List<String> fork) {
    /// Copies.
    public Conversation {
      resume = List.copyOf(resume);
      fork = List.copyOf(fork);
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
        marks,
        hooks,
        prompt,
        conversation,
        login);
  }

  /// The argument list for a start in a pane with `extra` arguments of the user, and nothing said.
  public List<String> arguments(List<String> extra) {
    return arguments(extra, List.of(), Optional.empty());
  }

  /// The argument list for a start in a pane.
  ///
  /// @param extra arguments of the user
  /// @param conversation arguments that go on with a conversation, or none
  /// @param first the first prompt, or empty for none
  public List<String> arguments(
      List<String> extra, List<String> conversation, Optional<String> first) {
    List<String> all = new ArrayList<>(command);
    all.addAll(flags);
    all.addAll(extra);
    all.addAll(conversation);
    first.ifPresent(text -> prompt.forEach(word -> all.add(word.replace("{}", text))));
    return List.copyOf(all);
  }

  /// The user's arguments in a list that [#arguments] made: neither the conversation that it went
  /// on with nor the prompt, which are not to be said again.
  public List<String> extra(List<String> arguments) {
    List<String> head = arguments(List.of(), List.of(), Optional.empty());
    if (arguments.size() < head.size() || !arguments.subList(0, head.size()).equals(head)) {
      return List.of();
    }
    List<String> rest = arguments.subList(head.size(), arguments.size());
    int cut = prompt.size() > rest.size() ? -1 : rest.size() - prompt.size();
    if (!prompt.isEmpty() && cut >= 0 && isPrompt(rest.subList(cut, rest.size()))) {
      rest = rest.subList(0, cut);
    }
    for (List<String> words :
        conversation.map(c -> List.of(c.fork(), c.resume())).orElse(List.of())) {
      int start = rest.size() - words.size();
      if (start >= 0 && rest.subList(start, rest.size()).equals(words)) {
        return List.copyOf(rest.subList(0, start));
      }
    }
    return List.copyOf(rest);
  }

  private boolean isPrompt(List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      String form = prompt.get(i);
      int place = form.indexOf("{}");
      String start = place < 0 ? form : form.substring(0, place);
      if (place < 0 ? !words.get(i).equals(form) : !words.get(i).startsWith(start)) {
        return false;
      }
    }
    return true;
  }
}
