package agenttui.approval;

import java.time.Instant;

/// A question that waits for a person.
///
/// @param id its name; another call has another one
/// @param request what is asked
/// @param since when it was put, by the wall clock: for showing only
/// @param why what made it wait, for people: `rule: ask npm publish`
public record Waiting(QuestionId id, Request request, Instant since, String why) {
  /// The pane that it came from.
  public String pane() {
    return request.asker().pane();
  }

  /// What is asked for in one line, raw.
  public String line() {
    return request.subject().line();
  }
}
