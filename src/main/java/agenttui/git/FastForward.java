package agenttui.git;

/// What became of moving the checked-out branch forward.
public sealed interface FastForward {
  /// It moved, and index and work tree with it.
  ///
  /// @param branch the branch's short name
  /// @param from where it was
  /// @param to where it is
  record Moved(String branch, ObjectId from, ObjectId to) implements FastForward {}

  /// Nothing changed.
  ///
  /// @param why half a line, raw: "main has 2 uncommitted files"
  record Refused(String why) implements FastForward {}
}
