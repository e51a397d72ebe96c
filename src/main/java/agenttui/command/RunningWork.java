package agenttui.command;

import agenttui.mux.Question;
import java.util.List;
import java.util.Optional;

/// The row of a sheet that says which programs would be ended.
public final class RunningWork {
  private RunningWork() {}

  /// The same of a pane, and that it cannot be told where its keeper does not answer. May wait.
  public static Optional<Question.Fact> of(Screens screens, String pane, String whose) {
    try {
      return fact(whose, screens.running(pane));
    } catch (CommandException unknown) {
      return Optional.of(
          new Question.Fact(whose + "unknown", String.valueOf(unknown.getMessage()), ""));
    }
  }

  /// `1 process`, `running`, `npm ci`; empty when nothing runs.
  ///
  /// @param of comes before the count: whose programs, or empty
  /// @param commands their command lines, raw
  public static Optional<Question.Fact> fact(String of, List<String> commands) {
    if (commands.isEmpty()) {
      return Optional.empty();
    }
    String count = commands.size() == 1 ? "1 process" : commands.size() + " processes";
    return Optional.of(new Question.Fact(of + count, "running", String.join(", ", commands)));
  }
}
