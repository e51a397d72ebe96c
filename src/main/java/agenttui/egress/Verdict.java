package agenttui.egress;

/// What became of a request.
public sealed interface Verdict {
  /// Allowed, and not over yet.
  ///
  /// @param by the rule's origin, for people
  record Open(String by) implements Verdict {}

  /// Allowed and over.
  ///
  /// @param by the rule's origin, for people
  record Done(String by) implements Verdict {}

  /// Not carried out.
  ///
  /// @param why one line without the host
  record Refused(String why) implements Verdict {}

  /// Allowed, but the host could not be reached or was cut off.
  ///
  /// @param why one line without the host
  record Failed(String why) implements Verdict {}
}
