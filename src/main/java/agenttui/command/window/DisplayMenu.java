package agenttui.command.window;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.command.screen.Stage;
import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.mux.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    return new Outcome.Ask(
        window
            ? menu(keys, stage, stage.window(context.caller(), Optional.empty()))
            : menu(keys, stage.pane(context.caller(), Optional.empty())));
  }

  private Question menu(List<Question.Entry> keys, Stage stage, Window meant) {
    String target = WindowOption.naming(stage.of(meant).name(), meant.number());
    List<Question.Item> items =
        WINDOW.stream().flatMap(command -> item(keys, command, ofWindow(command, target))).toList();
    return new Question.Menu(meant.number() + " " + meant.name(), items, column, row);
  }

  private Question menu(List<Question.Entry> keys, Pane meant) {
    String target = meant.id().toString();
    List<Question.Item> items =
        PANE.stream().flatMap(command -> item(keys, command, ofPane(command, target))).toList();
    return new Question.Menu(meant.number() + " " + meant.name(), items, column, row);
  }

  /// The command for that pane: when it ends while the menu is open, another one gets the focus.
  private static String ofPane(String command, String target) {
    return switch (command) {
      case "shell" -> command + " " + target;
      case "join-pane --ask" -> command + " -s " + target;
      default -> command + " -t " + target;
    };
  }

  private static String ofWindow(String command, String target) {
    return switch (command) {
      case "new-window", "choose-tree" -> command;
      default -> command + " " + Words.line(List.of("-t", target));
    };
  }

  /// An entry of the table of keys, under the last word of its key: the prefix is understood.
  ///
  /// @param runs that command, for one pane or window
  private static Stream<Question.Item> item(
      List<Question.Entry> keys, String command, String runs) {
    return keys.stream()
        .filter(entry -> entry.command().equals(command))
        .limit(1)
        .map(entry ->
            new Question.Item(
                entry.key().substring(entry.key().lastIndexOf(' ') + 1),
                entry.words(),
                "",
                runs,
                entry.whyNot(),
                List.of()));
  }
}
