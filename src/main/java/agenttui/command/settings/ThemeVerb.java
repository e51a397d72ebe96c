package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.JsonOption;
import agenttui.command.Outcome;
import agenttui.config.ConfigException;
import agenttui.config.Key;
import agenttui.mux.Question;
import agenttui.store.Json;
import agenttui.term.Printable;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Themes: which there are, how they look, and which one holds.
@CommandLine.Command(
    name = "theme",
    description = "List, preview or set the theme: colours of everything but panes.",
    subcommands = {
      ThemeVerb.ListThemes.class,
      ThemeVerb.Preview.class,
      ThemeVerb.Set.class,
      ThemeVerb.TryOn.class
    })
public final class ThemeVerb implements Command {
  @Override
  public Outcome run(Context context) {
    return context.caller().onScreen()
        ? new Outcome.Then("theme preview")
        : Outcome.usage("theme: one of list, preview and set");
  }

  /// All of them.
  @CommandLine.Command(name = "list", description = "List all themes, the chosen one marked.")
  public static final class ListThemes implements Alone {
    private static final int NAME = 20;

    @CommandLine.Mixin private JsonOption json = new JsonOption();

    @Override
    public Outcome run(
        Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
      List<Configuration.ThemeRow> rows = configuration.themes();
      if (json.json()) {
        out.print(Json.pretty(rows));
        return Outcome.OK;
      }
      for (Configuration.ThemeRow row : rows) {
        String mark = row.chosen() ? "* " : "  ";
        out.println(
            mark
                + Columns.fill(Printable.of(row.name()), NAME)
                + "  "
                + Printable.of(row.origin()));
      }
      return Outcome.OK;
    }
  }

  /// How they look: printed in a shell, chosen from a list on a screen.
  @CommandLine.Command(
      name = "preview",
      description = "Show a theme, or all; on a screen of ours a list to choose from.")
  public static final class Preview implements Alone {
    @CommandLine.Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this one.")
    private @Nullable String name;

    @Override
    public Outcome run(
        Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
      if (caller.onScreen()) {
        return name == null
            ? new Outcome.Ask(choice(configuration))
            : new Outcome.Then("theme try " + name);
      }
      try {
        for (Configuration.ThemeRow row : configuration.themes()) {
          if (name == null ? !row.name().equals("auto") : row.name().equals(name)) {
            out.println(row.name());
            configuration
                .sample(row.name(), caller.environment())
                .forEach(line -> out.println("  " + line));
            out.println();
          }
        }
        if (name != null
            && configuration.themes().stream().noneMatch(row -> row.name().equals(name))) {
          configuration.sample(name, caller.environment());
        }
        return Outcome.OK;
      } catch (ConfigException e) {
        return ConfigVerb.wrong(e.mistakes(), err);
      }
    }

    private static Question choice(Configuration configuration) {
      List<Question.Item> items =
          configuration.themes().stream()
              .map(row ->
                  new Question.Item(
                      row.chosen() ? "●" : "",
                      row.name(),
                      row.origin(),
                      "theme set " + row.name(),
                      Optional.empty(),
                      List.of()))
              .toList();
      Question.Finder finder = new Question.Finder("Themes", "THEME", "/", items, "take it");
      return new Question.Trying(finder, "theme try ", "theme try");
    }
  }

  /// Takes one into use and writes it into the user's file.
  @CommandLine.Command(
      name = "set",
      description = "Use a theme from now on: it is written into the configuration file.")
  public static final class Set implements Alone {
    @CommandLine.Parameters(paramLabel = "NAME", description = "Which; auto goes by the terminal.")
    private String name = "";

    @Override
    public Outcome run(Context context) {
      Configuration configuration = context.the(Configuration.class);
      Outcome outcome = run(configuration, context.caller(), context.out(), context.err());
      if (outcome.equals(Outcome.OK)) {
        try {
          configuration.reload();
        } catch (ConfigException e) {
          return ConfigVerb.wrong(e.mistakes(), context.err());
        }
      }
      return outcome;
    }

    @Override
    public Outcome run(
        Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
      try {
        configuration.sample(name, caller.environment());
        configuration.file().set("theme", name);
        String file = Printable.of(configuration.file().path() + "");
        String origin = configuration.settings().places().of("theme");
        boolean hidden = Key.named("theme").orElseThrow().variable().equals(origin);
        String but = hidden ? "; but " + origin + " holds" : "";
        out.println("theme " + name + ", in " + file + but);
        return Outcome.OK;
      } catch (ConfigException e) {
        return ConfigVerb.wrong(e.mistakes(), err);
      }
    }
  }

  /// Shows the caller's screen in a theme until another is set: what the list does at each step.
  @CommandLine.Command(
      name = "try",
      description = "Show this screen in a theme for now; without a name in its own again.")
  public static final class TryOn implements Command {
    @CommandLine.Parameters(arity = "0..1", paramLabel = "NAME", description = "Which.")
    private @Nullable String name;

    @Override
    public boolean looks() {
      return true;
    }

    @Override
    public Outcome run(Context context) {
      try {
        context.the(Configuration.class).tryOn(context.caller(), Optional.ofNullable(name));
        return Outcome.OK;
      } catch (ConfigException e) {
        return ConfigVerb.wrong(e.mistakes(), context.err());
      }
    }
  }
}
