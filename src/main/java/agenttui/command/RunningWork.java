package agenttui.command;

import agenttui.mux.Question;
import java.util.ArrayList;
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

  /// `the session`, `ends`, `main`; empty where it has other panes than those that are closed.
  ///
  /// @param closed panes of one session, one or more
  public static Optional<Question.Fact> session(Screens screens, List<PaneFacts> closed) {
    String name = closed.getFirst().session();
    List<String> ids = closed.stream().map(PaneFacts::id).toList();
    boolean ends =
        screens.panes().stream()
            .filter(pane -> pane.session().equals(name))
            .allMatch(pane -> ids.contains(pane.id()));
    return ends ? Optional.of(new Question.Fact("the session", "ends", name)) : Optional.empty();
  }

  /// The rows as one line goes on with them: `: 1 process running, npm ci, the session ends: main`.
  ///
  /// @param session as [#session] tells it
  public static String told(List<Question.Fact> lost, Optional<Question.Fact> session) {
    List<String> all = new ArrayList<>();
    lost.forEach(fact -> all.add(fact.what() + " " + fact.how() + ", " + fact.which()));
    session.ifPresent(fact -> all.add(fact.what() + " " + fact.how() + ": " + fact.which()));
    return all.isEmpty() ? "" : ": " + String.join(", ", all);
  }
}
