package agenttui.model;

import java.time.Duration;

/// One thing that the scripted model does within an answer.
sealed interface Step {
  /// Says a text, word by word, over a time; `{result}` in it is what the last tool answered.
  record Say(String text, Duration over) implements Step {}

  /// Says nothing for a time, with the answer begun.
  record Wait(Duration time) implements Step {}

  /// Asks for a shell command; ends the answer.
  record Run(String command) implements Step {}

  /// Asks for a new file; ends the answer.
  ///
  /// @param path as the script names it: absolute, or below the script's directory
  record Write(String path, String content) implements Step {}

  /// Refuses with an HTTP status.
  ///
  /// @param retryAfter zero for no such header
  /// @param times how many requests are refused before the steps behind it are played; each answer
  ///   of a script counts for itself
  record Refuse(int status, String message, Duration retryAfter, int times) implements Step {}

  /// Never goes on: without a first byte when it is the first step.
  record Hang() implements Step {}

  /// Cuts the connection.
  record Cut() implements Step {}
}
