package agenttui.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import agenttui.command.Registry;
import agenttui.server.Verbs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
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

  private static String options(CommandSpec spec) {
    TreeSet<String> words = new TreeSet<>(spec.subcommands().keySet());
    spec.options().forEach(option -> words.addAll(List.of(option.names())));
    words.add("--help");
    return String.join(" ", words);
  }

  private static String verbs() {
    StringBuilder all = new StringBuilder();
    specs().forEach(spec -> all.append(spec.name()).append(' '));
    return all + "completion vt --help --version";
  }

  private static String bash() {
    StringBuilder text = new StringBuilder("_agent_tui() {\n");
    text.append("  local words i=1\n");
    text.append("  [ \"${COMP_WORDS[1]}\" = -L ] && i=3\n");
    text.append("  if [ \"$COMP_CWORD\" -le $i ]; then words=\"").append(verbs()).append("\"\n");
    text.append("  else\n    case ${COMP_WORDS[$i]} in\n");
    for (CommandSpec spec : specs()) {
      text.append("      ").append(spec.name()).append(") words=\"");
      text.append(options(spec)).append("\" ;;\n");
    }
    text.append("      completion) words=\"bash zsh fish\" ;;\n    esac\n  fi\n");
    text.append("  COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[$COMP_CWORD]}\"))\n}\n");
    return text.append("complete -o default -F _agent_tui agent-tui\n").toString();
  }

  private static String fish() {
    StringBuilder text = new StringBuilder("complete -c agent-tui -s L -r -d 'Another server'\n");
    for (CommandSpec spec : specs()) {
      String description = words(spec).replace("'", "\\'");
      text.append("complete -c agent-tui -n __fish_use_subcommand -a ").append(spec.name());
      text.append(" -d '").append(description).append("'\n");
      for (String word : options(spec).split(" ")) {
        text.append("complete -c agent-tui -n '__fish_seen_subcommand_from ").append(spec.name());
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
