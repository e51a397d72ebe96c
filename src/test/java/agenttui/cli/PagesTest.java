package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.command.Registry;
import agenttui.config.Look;
import agenttui.server.Verbs;
import agenttui.ui.theme.Themes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The pages that `--help` and `completion` print: made from the registry, kept as resources so
/// that they are printed before any library is loaded. [#main] writes them again.
class PagesTest {
  private static final Path DIRECTORY = Path.of("src/main/resources/agenttui/cli");
  private static final Path COMMANDS = Path.of("docs/commands.md");

  @Test
  void thePagesAreThoseOfTheRegistry() throws IOException {
    for (Map.Entry<String, String> page : pages().entrySet()) {
      String kept = Files.readString(DIRECTORY.resolve(page.getKey()));
      assertEquals(page.getValue(), kept, page.getKey() + " is stale: run PagesTest.main");
    }
  }

  @Test
  void theCommandsPageIsThatOfTheRegistry() throws IOException {
    assertEquals(
        CommandsPage.text(specs()),
        Files.readString(COMMANDS),
        COMMANDS + " is stale: run PagesTest.main");
  }

  /// What bash completes the last word of a line to.
  private static List<String> completed(String... line) throws Exception {
    String script =
        Files.readString(DIRECTORY.resolve("completion.bash"))
            + "COMP_WORDS=(agent-tui \"$@\"); COMP_CWORD=$#; _agent_tui\n"
            + "for each in \"${COMPREPLY[@]}\"; do echo \"$each\"; done\n";
    List<String> command = new ArrayList<>(List.of("bash", "-uc", script, "bash"));
    command.addAll(List.of(line));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process.inputReader().lines().toList();
  }

  @Test
  void bashCompletesVerbsAndWhatStandsBelowThem() throws Exception {
    assertEquals(List.of("fork"), completed("for"));
    assertEquals(List.of("fork"), completed("-L", "work", "for"));
    assertEquals(List.of("fork"), completed("-Lw", "for"));
    assertEquals(List.of(), completed("-L", "for"));
    assertEquals(List.of("merge"), completed("-Lw", "fork", "me"));
    assertEquals(List.of("--strategy"), completed("fork", "merge", "--str"));
    assertEquals(List.of("--family", "--force"), completed("fork", "clean", "3", "--f"));
    assertEquals(List.of("--json"), completed("config", "show", "--js"));
    assertEquals(List.of("dark"), completed("theme", "set", "d"));
    assertEquals(List.of("--help"), completed("outbox", "put", "--h"));
    assertEquals(List.of(), completed("outbox", "put", "--js"));
    assertEquals(List.of("zsh"), completed("completion", "z"));
  }

  /// Writes the pages.
  public static void main(String[] args) throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.writeString(COMMANDS, CommandsPage.text(specs()));
    for (Map.Entry<String, String> page : pages().entrySet()) {
      Files.writeString(DIRECTORY.resolve(page.getKey()), page.getValue());
    }
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("help.txt", help());
    pages.put("completion.bash", bash());
    pages.put("completion.zsh", "autoload -U +X bashcompinit && bashcompinit\n" + bash());
    pages.put("completion.fish", fish());
    return pages;
  }

  private static List<CommandSpec> specs() {
    Registry registry = Verbs.registry();
    return registry.names().stream()
        .map(name -> registry.spec(name).orElseThrow())
        .filter(spec -> !spec.usageMessage().hidden())
        .toList();
  }

  private static String words(CommandSpec spec) {
    String[] lines = spec.usageMessage().description();
    return lines.length == 0 ? "" : lines[0].replace("%%", "%");
  }

  private static String help() {
    StringBuilder text = new StringBuilder();
    text.append("Usage: agent-tui [-L NAME] [COMMAND [OPTION]...]\n");
    text.append("A terminal multiplexer for AI coding agents in sandboxes.\n\n");
    text.append("Without a command it starts or shows the session of this repository.\n");
    text.append("-L NAME chooses another server. COMMAND --help tells more.\n\n");
    for (CommandSpec spec : specs()) {
      text.append(String.format("  %-16s %s%n", spec.name(), words(spec)));
    }
    text.append(String.format("  %-16s %s%n", "completion", "Print completion: bash, zsh, fish."));
    text.append(String.format("  %-16s %s%n", "vt", "Drive the terminal emulator by JSON lines."));
    return text.append("\n  --version, --help\n").toString();
  }

  /// What may follow a verb: its verbs, its options, and the names of themes where one is wanted.
  private static String options(CommandSpec spec) {
    TreeSet<String> words = new TreeSet<>(spec.subcommands().keySet());
    spec.options().forEach(option -> words.addAll(List.of(option.names())));
    words.add("--help");
    if (path(spec).matches("theme (set|preview|try)")) {
      words.add(Look.AUTO);
      words.addAll(Themes.OURS);
    }
    return String.join(" ", words);
  }

  /// The verb behind those above it: `fork merge`.
  private static String path(CommandSpec spec) {
    return (spec.parent() == null ? "" : path(spec.parent()) + " ") + spec.name();
  }

  /// All verbs, and those below each.
  private static List<CommandSpec> below(List<CommandSpec> specs) {
    List<CommandSpec> all = new ArrayList<>();
    for (CommandSpec spec : specs) {
      all.add(spec);
      all.addAll(
          below(spec.subcommands().values().stream().map(CommandLine::getCommandSpec).toList()));
    }
    return all;
  }

  /// The paths of verbs that stand below another, each in quotes.
  private static String paths(String between) {
    return below(specs()).stream()
        .filter(spec -> spec.parent() != null)
        .map(spec -> "'" + path(spec) + "'")
        .collect(Collectors.joining(between));
  }

  private static String verbs() {
    StringBuilder all = new StringBuilder();
    specs().forEach(spec -> all.append(spec.name()).append(' '));
    return all + "completion vt --help --version";
  }

  private static String bash() {
    StringBuilder text =
        new StringBuilder(
            """
            _agent_tui() {
              local all= said i=1 j
              while [ $i -lt $COMP_CWORD ]; do
                case ${COMP_WORDS[$i]} in
                  -L) i=$((i + 2)) ;;
                  -L*) i=$((i + 1)) ;;
                  *) break ;;
                esac
              done
            """);
    text.append("  if [ $i -eq $COMP_CWORD ]; then all=\"").append(verbs()).append("\"\n");
    text.append(
        """
          elif [ $i -lt $COMP_CWORD ]; then
            said=${COMP_WORDS[$i]}
            j=$((i + 1))
            while [ $j -lt $COMP_CWORD ]; do
              case "$said ${COMP_WORDS[$j]}" in
        """);
    text.append("        ").append(paths("|")).append(") said=\"$said ${COMP_WORDS[$j]}\" ;;\n");
    text.append(
        """
              esac
              j=$((j + 1))
            done
            case $said in
        """);
    for (CommandSpec spec : below(specs())) {
      text.append("      '").append(path(spec)).append("') all=\"");
      text.append(options(spec)).append("\" ;;\n");
    }
    text.append("      completion) all=\"bash zsh fish\" ;;\n    esac\n  fi\n");
    text.append("  COMPREPLY=($(compgen -W \"$all\" -- \"${COMP_WORDS[$COMP_CWORD]}\"))\n}\n");
    return text.append("complete -o default -F _agent_tui agent-tui\n").toString();
  }

  private static String fish() {
    StringBuilder text =
        new StringBuilder(
            """
            function __agent_tui_said
              set -l words (commandline -opc)
              set words $words[2..-1]
              while string match -q -- '-L*' "$words[1]"
                test "$words[1]" = -L; and set words $words[2..-1]
                set words $words[2..-1]
              end
              set -l said "$words[1]"
              for word in $words[2..-1]
            """);
    text.append("    contains -- \"$said $word\" ").append(paths(" "));
    text.append("; and set said \"$said $word\"\n");
    text.append(
        """
          end
          test "$said" = "$argv"
        end
        complete -c agent-tui -s L -r -d 'Another server'
        """);
    for (CommandSpec spec : specs()) {
      String description = words(spec).replace("'", "\\'");
      text.append("complete -c agent-tui -n __agent_tui_said -a ").append(spec.name());
      text.append(" -d '").append(description).append("'\n");
    }
    for (CommandSpec spec : below(specs())) {
      for (String word : options(spec).split(" ")) {
        text.append("complete -c agent-tui -n '__agent_tui_said ").append(path(spec));
        text.append("' ");
        text.append(
            word.startsWith("--")
                ? "-l " + word.substring(2)
                : word.startsWith("-") ? "-s " + word.substring(1) : "-a " + word);
        text.append('\n');
      }
    }
    return text.toString();
  }
}
