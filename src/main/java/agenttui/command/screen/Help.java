package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.mux.Question;
import picocli.CommandLine;

/// All keys and commands, on the caller's screen.
@CommandLine.Command(name = "help", description = "Show all keys and commands.")
public final class Help implements Command {
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
    return new Outcome.Ask(new Question.Help(context.the(Stage.class).help(context.caller())));
  }
}
