package agenttui.command.settings;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.config.ConfigException;
import agenttui.mux.Question;
import agenttui.term.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// The dialog of the first run: prefix, theme and agent, once. A file with every key as a comment
/// is written before it opens, so it is never shown twice, however it is left; an answer sets the
/// keys in it.
@CommandLine.Command(
    name = "first-run",
    description = "Ask for prefix, theme and agent, and write the configuration file.")
public final class FirstRun implements Command {
  private static final List<Question.Option> PREFIXES =
      List.of(
          new Question.Option("C-b", "C-b", "as in tmux; some agents use it themselves", true),
          new Question.Option("C-a", "C-a", "as in screen; a shell's start of the line", false),
          new Question.Option("C-Space", "C-Space", "hardly any program uses it", false));

  @CommandLine.Option(names = "--prefix", paramLabel = "KEY", description = "The prefix.")
  private @Nullable String prefix;

  @CommandLine.Option(names = "--theme", paramLabel = "NAME", description = "The theme.")
  private @Nullable String theme;

  @CommandLine.Option(
      names = "--agent",
      paramLabel = "A",
      description = "The agent of later sessions.")
  private @Nullable String agent;

  @CommandLine.Option(names = "--leave", description = "Choose nothing: the defaults hold.")
  private boolean leave;

  @Override
  public Outcome run(Context context) {
    Configuration configuration = context.the(Configuration.class);
    Map<String, String> chosen = chosen();
    try {
      if (chosen.isEmpty() && !leave) {
        return configuration.file().make(Map.of())
            ? new Outcome.Ask(question(context, configuration))
            : Outcome.failed("there is a configuration already: config edit opens it");
      }
      chosen.forEach(configuration.file()::set);
      String line = configuration.reload();
      configuration.tryOn(context.caller(), Optional.empty());
      String more = line.contains(";") ? line.substring(line.indexOf(';')) : "";
      context.out().println(path(context, configuration) + ": config edit opens it" + more);
      return Outcome.OK;
    } catch (ConfigException e) {
      return ConfigVerb.wrong(e.mistakes(), context.err());
    }
  }

  /// Where the file is, as a shell would say it.
  private static String path(Context context, Configuration configuration) {
    String home = context.caller().environment().getOrDefault("HOME", "");
    String path = configuration.file().path().toString();
    boolean below = !home.isEmpty() && path.startsWith(home + "/");
    return "kept in " + Printable.of(below ? "~" + path.substring(home.length()) : path);
  }

  private Map<String, String> chosen() {
    Map<String, String> chosen = new LinkedHashMap<>();
    if (prefix != null) {
      chosen.put("prefix", prefix);
    }
    if (theme != null) {
      chosen.put("theme", theme);
    }
    if (agent != null) {
      chosen.put("agent", agent);
    }
    return chosen;
  }

  private static Question question(Context context, Configuration configuration) {
    List<Question.Option> themes = new ArrayList<>();
    for (Configuration.ThemeRow row : configuration.themes()) {
      String note = row.name().equals("auto") ? "dark or light, as your terminal is" : "";
      themes.add(new Question.Option(row.name(), row.name(), note, row.chosen()));
    }
    String usual = configuration.settings().agent();
    List<Question.Option> agents = new ArrayList<>();
    for (Agent each : context.doors().find(Agents.class).map(Agents::all).orElse(List.of())) {
      agents.add(
          new Question.Option(
              each.name(),
              each.name(),
              each.title() + "; the first pane of sessions to come",
              each.name().equals(usual)));
    }
    return new Question.Form(
        "Welcome",
        "FIRST RUN",
        List.of(
            "Three things, asked once. What runs behind this runs on.",
            "Later: the palette has config edit, theme and keys."),
        List.of(
            new Question.Setting("--prefix", "Prefix", PREFIXES, ""),
            new Question.Setting("--theme", "Theme", themes, "theme try "),
            new Question.Setting("--agent", "Agent", agents, "")),
        "first-run",
        "Take them",
        "first-run --leave");
  }
}
