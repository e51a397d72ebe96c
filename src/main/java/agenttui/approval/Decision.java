package agenttui.approval;

/// What came of a question.
public sealed interface Decision {
  /// It may go on.
  ///
  /// @param subject exactly what may be done: what was asked, or what a person made of it
  /// @param asked whether a person was asked
  record Allowed(Subject subject, boolean asked) implements Decision {}

  /// It may not.
  ///
  /// @param reason one line for whoever asked
  record Denied(String reason) implements Decision {}

  /// A person has chosen an answer to an agent's own question.
  ///
  /// @param label which
  record Chosen(String label) implements Decision {}

  /// Nobody waits for it any more, or nobody can answer it any more.
  ///
  /// @param why one line
  record Withdrawn(String why) implements Decision {}
}
