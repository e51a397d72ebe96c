package agenttui.command.agents;

import agenttui.approval.Approvals;
import agenttui.approval.QuestionId;

/// What agents ask on their own screens: the front door for verbs that answer.
public interface Dialogs {
  /// Sends the answer to the agent, as keys to its pane, but only while the question stands on its
  /// screen just then, untouched. For a thread that may wait.
  ///
  /// @param id names the question
  /// @param label the choice, as the question names it
  /// @param by who says so, for the journal: `key`, `command`
  Approvals.Taken choose(QuestionId id, String label, String by);
}
