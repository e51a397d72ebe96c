package agenttui.command.agents;

import agenttui.state.Transition;
import agenttui.state.Verdict;
import java.time.Instant;
import java.util.List;

/// What the programs of panes do: the front door for verbs.
public interface States {
  /// What is known of a pane.
  ///
  /// @param at when it was looked at
  /// @param verdict what it does
  /// @param recent what it did before, the newest first
  record Told(Instant at, Verdict verdict, List<Transition> recent) {
    /// Copies.
    public Told {
      recent = List.copyOf(recent);
    }
  }

  /// Any thread: looks at a pane just now. Waits for its keeper, at most 2 s.
  ///
  /// @param pane its id: `%3`
  /// @throws agenttui.command.CommandException when there is no such pane
  Told look(String pane);
}
