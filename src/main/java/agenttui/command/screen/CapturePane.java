package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.recording.Capture;
import agenttui.term.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Prints what a pane shows.
@CommandLine.Command(
    name = "capture-pane",
    aliases = {"capturep"},
    description = "Print what a pane shows.")
public final class CapturePane implements Command {
  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(names = "-p", description = "To standard output (it always is).")
  void print(boolean ignored) {}

  @CommandLine.Option(names = "-e", description = "With colours, as escape sequences.")
  private boolean escapes;

  @CommandLine.Option(names = "-J", description = "Join lines that the terminal wrapped.")
  private boolean join;

  @CommandLine.Option(
      names = "-S",
      paramLabel = "LINE",
      description =
          "First line: 0 is the first that shows, -1 the last of the history, - its start.")
  private @Nullable String start;

  @CommandLine.Option(
      names = "-E",
      paramLabel = "LINE",
      description = "Last line; - is the last that shows.")
  private @Nullable String end;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    Screen screen =
        context.the(Stage.class).pane(context.caller(), pane.target()).emulator().screen();
    int last = screen.rows() - 1;
    int first = line(start, "0", -screen.historySize());
    int until = line(end, "-", last);
    if (first == Integer.MIN_VALUE || until == Integer.MIN_VALUE) {
      return Outcome.usage("capture-pane: -S and -E take a number or -");
    }
    int from = Math.max(first, -screen.historySize());
    int to = Math.min(until, last) + 1;
    for (int row = from; row < to; row++) {
      boolean goesOn = join && screen.wrapped(row);
      String text =
          escapes ? Capture.styled(screen, row, goesOn) : Capture.plain(screen, row, goesOn);
      context.out().print(goesOn ? text : text + "\n");
    }
    return Outcome.OK;
  }

  private static int line(@Nullable String said, String otherwise, int open) {
    String word = said == null ? otherwise : said;
    if (word.equals("-")) {
      return open;
    }
    return word.matches("-?[0-9]{1,8}") ? Integer.parseInt(word) : Integer.MIN_VALUE;
  }
}
