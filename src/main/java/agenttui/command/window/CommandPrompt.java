package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/// The command palette: every verb, found by a few letters of its name or of what it does, with its
/// key; a whole command line can be typed too.
@CommandLine.Command(
    name = "command-prompt",
    aliases = {"palette"},
    description = "Find a command by a few letters, or type a whole line.")
public final class CommandPrompt implements Command {
  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public boolean looks() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    Map<String, Question.Item> items = new LinkedHashMap<>();
    for (Question.Entry entry : stage.help(context.caller())) {
      if (!entry.command().startsWith("copy-mode -")) {
        items.putIfAbsent(entry.command(), item(entry));
      }
    }
    stage
        .verbs()
        .descriptions()
        .forEach((name, words) -> items.putIfAbsent(name, item(name, words)));
    List<Question.Item> all = new ArrayList<>(items.values());
    return new Outcome.Ask(
        new Question.Finder("Commands", "COMMAND", ":", all, "do it", stage.verbs().words()));
  }

  private static Question.Item item(Question.Entry entry) {
    return new Question.Item(
        entry.key(),
        entry.command() + "  " + entry.words(),
        entry.where(),
        entry.command(),
        entry.whyNot(),
        List.of());
  }

  private static Question.Item item(String name, String words) {
    return new Question.Item("", name + "  " + words, "", name, Optional.empty(), List.of());
  }
}
