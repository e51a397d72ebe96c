package agenttui.command.agents;

import agenttui.command.Command;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// A shell in a pane's sandbox, in a pane of its own below it.
@CommandLine.Command(name = "shell", description = "Open a shell in a pane's sandbox.")
public final class ShellVerb implements Command {
  @CommandLine.Parameters(
      arity = "0..1",
      paramLabel = "PANE",
      description = "The pane; else the focused.")
  private @Nullable String target;

  @Override
  public boolean immediate() {
    return true;
  }

  @Override
  public Outcome run(Context context) {
    List<String> line = new ArrayList<>(List.of("split-window", "-v"));
    if (target != null) {
      line.addAll(List.of("-t", target));
    }
    return new Outcome.Then(Words.line(line));
  }
}
