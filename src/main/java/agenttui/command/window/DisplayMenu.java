package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.mux.Window;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/// The menu of a right click: what is most often done with a pane, or with a window, each with its
/// key.
@CommandLine.Command(
    name = "display-menu",
    aliases = {"menu"},
    description = "Open the menu of the focused pane, or of the window.")
public final class DisplayMenu implements Command {
  private static final List<String> PANE =
      List.of(
          "resize-pane -Z",
          "split-window -h",
          "split-window -v",
          "fork",
          "shell",
          "copy-mode",
          "paste-buffer",
          "outbox put",
          "signal",
          "why",
          "swap-pane -D",
          "break-pane",
          "join-pane --ask",
          "kill-pane");

  private static final List<String> WINDOW =
      List.of(
          "new-window",
          "rename-window",
          "next-layout",
          "select-layout -E",
          "rotate-window",
          "choose-tree",
          "kill-window");

  @CommandLine.Option(names = "--window", description = "That of the window.")
  private boolean window;

  @CommandLine.Option(
      names = "-x",
      paramLabel = "COLUMN",
      description = "Where, from 0; else at the left.")
  private int column;

  @CommandLine.Option(
      names = "-y",
      paramLabel = "ROW",
      description = "Where, from 0; else at the top.")
  private int row;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Stage stage = context.the(Stage.class);
    List<Question.Entry> keys = stage.help(context.caller());
    List<Question.Item> items =
        (window ? WINDOW : PANE).stream().flatMap(command -> item(keys, command).stream()).toList();
    return new Outcome.Ask(new Question.Menu(title(stage, context), items, column, row));
  }

  private String title(Stage stage, Context context) {
    if (window) {
      Window meant = stage.window(context.caller(), Optional.empty());
      return meant.number() + " " + meant.name();
    }
    Pane pane = stage.pane(context.caller(), Optional.empty());
    return pane.number() + " " + pane.name();
  }

  /// An entry of the table of keys, under the last word of its key: the prefix is understood.
  private static Optional<Question.Item> item(List<Question.Entry> keys, String command) {
    return keys.stream()
        .filter(entry -> entry.command().equals(command))
        .findFirst()
        .map(entry ->
            new Question.Item(
                entry.key().substring(entry.key().lastIndexOf(' ') + 1),
                entry.words(),
                "",
                command,
                entry.whyNot(),
                List.of()));
  }
}
