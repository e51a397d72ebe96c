package agenttui.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `docs/commands.md`, printed from the registry.
final class CommandsPage {
  private static final String HEAD =
      """
      # Commands

      Printed from the registry of verbs; a test fails when this page is stale. Each is a command line of the shell (`agent-tui VERB …`,
      `-L NAME` before it chooses another server) and of the session's keys and sheets alike. Without a verb, `agent-tui` means `start`.

      Exit codes: 0 done · 1 refused or failed, one line why · 2 usage · the program's own code from `run` and `exec` · 124 time limit ·
      86 a tool call that could not reach its proxy · 127 engine missing, down or forbidden, or git missing (the starter itself: 1) ·
      128+n after signal n.

      Besides these: `--version`, `--help`, `completion bash|zsh|fish`, and `vt`, the terminal emulator driven by JSON lines.
      """;

  private CommandsPage() {}

  static String text(List<CommandSpec> specs) {
    StringBuilder text = new StringBuilder(HEAD);
    specs.forEach(spec -> add(text, spec, spec.name()));
    return text.toString();
  }

  private static void add(StringBuilder text, CommandSpec spec, String name) {
    text.append("\n## `").append(name).append("`\n\n").append(words(spec)).append('\n');
    if (spec.aliases().length > 0) {
      text.append("Also `").append(String.join("`, `", spec.aliases())).append("`.\n");
    }
    List<PositionalParamSpec> places = spec.positionalParameters();
    List<OptionSpec> options = spec.options().stream().filter(o -> !o.hidden()).toList();
    if (!places.isEmpty() || !options.isEmpty()) {
      text.append("\n| | |\n|---|---|\n");
      places.forEach(each -> row(text, each.paramLabel(), each));
      options.forEach(each -> row(text, named(each), each));
    }
    for (CommandLine inner : spec.subcommands().values().stream().distinct().toList()) {
      add(text, inner.getCommandSpec(), name + " " + inner.getCommandSpec().name());
    }
  }

  private static String named(OptionSpec option) {
    String names = String.join(", ", option.names());
    return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
  }

  private static void row(StringBuilder text, String what, ArgSpec spec) {
    String description = String.join(" ", spec.description()).replace("%%", "%");
    text.append("| `").append(what.replace("|", "\\|")).append("` | ");
    text.append(description.replace("|", "\\|")).append(" |\n");
  }

  private static String words(CommandSpec spec) {
    return List.of(spec.usageMessage().description()).stream()
        .collect(Collectors.joining(" "))
        .replace("%%", "%");
  }
}
