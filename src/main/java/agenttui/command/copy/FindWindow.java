package agenttui.command.copy;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.Words;
import java.util.List;
import picocli.CommandLine;

/// What tmux calls finding a text in all panes: `find-text`, which also lists the lines.
@CommandLine.Command(
    name = "find-window",
    aliases = {"findw"},
    description = "Find a text in all panes, as find-text does.")
public final class FindWindow implements Command {
  @CommandLine.Parameters(paramLabel = "TEXT", description = "As it stands.")
  private String text = "";

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
    return new Outcome.Then(Words.line(List.of("find-text", "--", text)));
  }
}
