package agenttui.command.settings;

import agenttui.command.Caller;
import agenttui.command.Context;
import agenttui.command.NewPane;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.config.Mistake;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/// Opens the user's file in the editor that the caller's environment names, and checks it then. On
/// a screen of ours the editor gets a window, and saving is noticed as always.
@CommandLine.Command(
    name = "edit",
    description = "Open the configuration file in $$VISUAL or $$EDITOR, then check it.")
public final class ConfigEdit implements Alone {
  @Override
  public Outcome run(Context context) {
    if (!context.caller().onScreen()) {
      return Outcome.failed("the file is " + file(context.the(Configuration.class)));
    }
    Configuration configuration = context.the(Configuration.class);
    configuration.file().make(Map.of());
    context
        .screens()
        .open(
            new NewPane(
                "",
                line(context.caller(), configuration),
                context.caller().directory(),
                Map.of(),
                "config",
                "",
                new NewPane.Place.NewWindow(context.caller().pane(), "config"),
                true));
    return Outcome.OK;
  }

  @Override
  public Outcome run(Configuration configuration, Caller caller, PrintStream out, PrintStream err) {
    if (!caller.interactive()) {
      return Outcome.failed("config edit needs a terminal; the file is " + file(configuration));
    }
    configuration.file().make(Map.of());
    List<String> line = line(caller, configuration);
    try {
      int code = new ProcessBuilder(line).inheritIO().start().waitFor();
      if (code != 0) {
        return Outcome.failed(line.getFirst() + " ended with " + code);
      }
    } catch (IOException e) {
      return Outcome.failed("cannot start " + line.getFirst() + ": set VISUAL or EDITOR");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed("interrupted");
    }
    List<Mistake> mistakes = configuration.check();
    return mistakes.isEmpty() ? Outcome.OK : ConfigVerb.wrong(mistakes, err);
  }

  private static String file(Configuration configuration) {
    return configuration.file().path().toString();
  }

  /// The editor may be said with arguments, as git takes it.
  private static List<String> line(Caller caller, Configuration configuration) {
    String editor = said(caller, "VISUAL").or(() -> said(caller, "EDITOR")).orElse("vi");
    List<String> line = new ArrayList<>(Words.of(editor));
    line.add(file(configuration));
    return line;
  }

  /// An empty variable says nothing, as for git.
  private static Optional<String> said(Caller caller, String variable) {
    return Optional.ofNullable(caller.environment().get(variable)).filter(it -> !it.isBlank());
  }
}
