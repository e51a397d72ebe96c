package agenttui.docker;

/// Whether there is an engine to work with.
public sealed interface EngineState {
  /// It answers.
  ///
  /// @param address where, for people
  /// @param api the newest API version that it speaks
  record Ready(String address, String api) implements EngineState {}

  /// None was ever set up: no `DOCKER_HOST`, and no socket in any usual place.
  ///
  /// @param line what to do to get one
  record Absent(String line) implements EngineState {}

  /// One was set up and does not answer.
  ///
  /// @param line what happened and what to do
  record Down(String line) implements EngineState {}

  /// Its socket exists and this user may not open it.
  ///
  /// @param line what happened and what to do, with what that means for safety
  record Forbidden(String line) implements EngineState {}
}
