package agenttui.state;

import agenttui.agent.StateRule;
import java.time.Instant;
import java.util.List;

/// What one source says of a pane at one moment.
///
/// @param doing never [Doing#DONE]: that follows from what was before
/// @param reason half a line for people, safe to print
/// @param from since when the reason holds, as far as known: a call's start
/// @param source who says so
/// @param answers what can be sent to a question that stands on the screen
/// @param lines the rows that its mark was found in, from the first to the last of them, as the
///   program drew them
public record Claim(
    Doing doing,
    String reason,
    Instant from,
    Source source,
    List<StateRule.Answer> answers,
    List<String> lines) {
  /// Copies.
  public Claim {
    answers = List.copyOf(answers);
    lines = List.copyOf(lines);
  }

  static Claim of(Doing doing, String reason, Instant from, Source source) {
    return new Claim(doing, reason, from, source, List.of(), List.of());
  }

  /// The same for another reason.
  Claim because(String other, Instant since) {
    return new Claim(doing, other, since, source, answers, lines);
  }
}
