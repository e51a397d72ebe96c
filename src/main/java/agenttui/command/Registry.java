package agenttui.command;

import agenttui.config.Nearest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// All verbs by name. Immutable; any thread.
///
/// Only the verb that a line names is loaded: picocli builds its model by reflection, and a key
/// must not wait for the models of forty others.
public final class Registry {
  /// A command line that was understood, or not.
  public sealed interface Parsed {
    /// It means this verb, with its fields filled in.
    ///
    /// @param name the full name (`fork list`)
    record Runs(String name, Command command) implements Parsed {}

    /// It asked for help.
    ///
    /// @param text the page, several lines
    record Help(String text) implements Parsed {}

    /// It is wrong.
    ///
    /// @param line one line why, with the nearest name where there is one; exit code 2
    record Wrong(String line) implements Parsed {}
  }

  /// Of verbs that start a program: only picocli knows which words are the program's.
  private static final CommandLine.Model.OptionSpec HELP =
      CommandLine.Model.OptionSpec.builder("--help")
          .usageHelp(true)
          .hidden(true)
          .description("Print this.")
          .build();

  /// Verbs that end or remove something, beside `kill-…`.
  private static final Set<String> ENDING = Set.of("logout", "reset", "respawn-pane");

  private final Map<String, Supplier<? extends Command>> verbs;
  private final Map<String, String> aliases;
  private final Map<String, String> descriptions;

  private Registry(
      Map<String, Supplier<? extends Command>> verbs,
      Map<String, String> aliases,
      Map<String, String> descriptions) {
    this.verbs = verbs;
    this.aliases = aliases;
    this.descriptions = descriptions;
  }

  /// A registry of these verbs, named by their annotations.
  ///
  /// @throws IllegalArgumentException when two have one name or one lacks the annotation
  public static Registry of(Collection<Class<? extends Command>> types) {
    Map<String, Supplier<? extends Command>> verbs = new LinkedHashMap<>();
    Map<String, String> aliases = new LinkedHashMap<>();
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (Class<? extends Command> type : types) {
      CommandLine.Command found = type.getAnnotation(CommandLine.Command.class);
      if (found == null || verbs.put(found.name(), () -> made(type)) != null) {
        throw new IllegalArgumentException("no name, or a taken one: " + type.getName());
      }
      descriptions.put(found.name(), String.join(" ", found.description()));
      for (String alias : found.aliases()) {
        aliases.put(alias, found.name());
      }
    }
    return new Registry(verbs, aliases, descriptions);
  }

  private static <T> T made(Class<T> type) {
    try {
      return CommandLine.defaultFactory().create(type);
    } catch (Exception e) {
      throw new IllegalStateException("a verb needs a constructor without parameters: " + type, e);
    }
  }

  /// The names of all verbs, in the order of their registration.
  public List<String> names() {
    return List.copyOf(verbs.keySet());
  }

  /// What each verb does, in a sentence, in the order of their registration. Loads no verb.
  public Map<String, String> descriptions() {
    return Collections.unmodifiableMap(descriptions);
  }

  /// What a command line can begin with: the names of all verbs, and their other names.
  public Set<String> words() {
    return Stream.concat(verbs.keySet().stream(), aliases.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Picocli's model of a verb, for help, completion and `docs/commands.md`.
  public Optional<CommandSpec> spec(String name) {
    return line(name).map(CommandLine::getCommandSpec);
  }

  /// What the verb of a line does, in a sentence, sub-verbs too.
  ///
  /// @return empty when the line can't be understood
  public Optional<String> words(List<String> line) {
    if (!(parse(line) instanceof Parsed.Runs runs)) {
      return Optional.empty();
    }
    CommandLine.Command found = runs.command().getClass().getAnnotation(CommandLine.Command.class);
    return Optional.ofNullable(found).map(it -> String.join(" ", it.description()));
  }

  private Optional<CommandLine> line(String name) {
    Supplier<? extends Command> verb = verbs.get(aliases.getOrDefault(name, name));
    if (verb == null) {
      return Optional.empty();
    }
    Command command = verb.get();
    CommandLine line = new CommandLine(command);
    if (command.startsProgram()) {
      line.setStopAtPositional(true);
      line.getCommandSpec().addOption(HELP);
    }
    line.setUnmatchedOptionsArePositionalParams(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // `@README.md` is what people say to agents; picocli would read the file, here.
    line.setExpandAtFiles(false);
    return Optional.of(line);
  }

  /// Understands an argument array whose first word is a verb.
  public Parsed parse(List<String> arguments) {
    return parse(arguments, List.of());
  }

  /// Understands an argument array whose first word is a verb, or an agent: `claude …` is short for
  /// `run claude …`. A verb's name wins.
  ///
  /// @param agents the names of all agents
  public Parsed parse(List<String> arguments, List<String> agents) {
    if (arguments.isEmpty()) {
      return new Parsed.Wrong("no command: agent-tui --help lists them");
    }
    String name = arguments.getFirst();
    Optional<CommandLine> line = line(name);
    if (line.isEmpty() && agents.contains(name)) {
      List<String> whole = new ArrayList<>(List.of("run"));
      whole.addAll(arguments);
      return parse(whole);
    }
    if (line.isEmpty()) {
      return new Parsed.Wrong(
          "unknown command '"
              + name
              + "'"
              + nearest(name, agents).map(n -> ": did you mean '" + n + "'?").orElse(""));
    }
    return parse(line.get(), arguments.subList(1, arguments.size()));
  }

  private static Parsed parse(CommandLine line, List<String> rest) {
    boolean starts = line.getCommandSpec().findOption("--help") != null;
    List<String> own = starts ? List.of() : beforeDashes(rest);
    boolean brief = own.equals(List.of("-h")) && line.getCommandSpec().findOption("-h") == null;
    if (own.contains("--help") || brief) {
      return new Parsed.Help(helpOf(line, own));
    }
    try {
      CommandLine.ParseResult result = line.parseArgs(rest.toArray(String[]::new));
      if (result.isUsageHelpRequested()) {
        return new Parsed.Help(helpOf(line, List.of()));
      }
      while (result.hasSubcommand()) {
        result = result.subcommand();
      }
      CommandSpec spec = result.commandSpec();
      return new Parsed.Runs(spec.qualifiedName(" "), (Command) spec.userObject());
    } catch (CommandLine.ParameterException e) {
      String message = e.getMessage() == null ? "wrong arguments" : e.getMessage();
      return new Parsed.Wrong(
          e.getCommandLine().getCommandSpec().qualifiedName(" ")
              + ": "
              + message.lines().findFirst().orElse(message));
    }
  }

  private static List<String> beforeDashes(List<String> arguments) {
    int dashes = arguments.indexOf("--");
    return dashes < 0 ? arguments : arguments.subList(0, dashes);
  }

  private static String helpOf(CommandLine line, List<String> words) {
    CommandLine meant = line;
    for (String word : words) {
      CommandLine inner = meant.getSubcommands().get(word);
      if (inner == null) {
        break;
      }
      meant = inner;
    }
    StringWriter text = new StringWriter();
    meant.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
    return text.toString();
  }

  /// The verb or agent whose name is nearest to `word`: at most 2 edits away (a third of longer
  /// words). One that ends or removes something only for a slip of one letter: who wanted something
  /// else must not be led to it.
  private Optional<String> nearest(String word, List<String> agents) {
    List<String> names = new ArrayList<>(verbs.keySet());
    names.addAll(agents);
    names.addAll(aliases.keySet());
    Optional<String> slip = Nearest.of(word, names, 1);
    if (slip.isPresent()) {
      return slip;
    }
    names.removeIf(name -> ends(aliases.getOrDefault(name, name)));
    return Nearest.of(word, names, Math.max(2, word.length() / 3));
  }

  private static boolean ends(String verb) {
    return verb.startsWith("kill-") || ENDING.contains(verb);
  }
}
