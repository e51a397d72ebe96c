package agenttui.state;

import agenttui.agent.StateRule;
import java.util.List;
import java.util.Optional;

/// A question that an agent asks on its own screen, by a mark of its record that knows the answers.
/// Equal ones are the same question: its whole text counts, not only what people are told of it.
///
/// @param text what it asks in half a line, safe to print: ``asks to run `make` ``
/// @param lines the rows that its mark was found in, as the program drew them, so hostile
/// @param answers what can be sent to it, in the record's order
public record Asked(String text, List<String> lines, List<StateRule.Answer> answers) {
  /// Copies.
  public Asked {
    lines = List.copyOf(lines);
    answers = List.copyOf(answers);
  }

  /// The question that stands on a screen as it is now. Only the program of an agent's own pane
  /// asks: whatever else prints the same marks prints a picture of a question.
  ///
  /// @param marks what the agent's marks say of that screen
  static Optional<Asked> of(Observation seen, Optional<Claim> marks) {
    boolean counts =
        seen.kind() == Observation.Kind.AGENT && seen.life() instanceof Observation.Life.Runs;
    return marks
        .filter(claim -> counts && claim.doing() == Doing.NEEDS && !claim.answers().isEmpty())
        .map(claim -> new Asked(claim.reason(), claim.lines(), claim.answers()));
  }
}
