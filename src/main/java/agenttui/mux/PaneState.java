package agenttui.mux;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a pane does, as far as its process tells.
public sealed interface PaneState {
  /// Its sandbox is being made; the pane shows this until a program has it.
  ///
  /// @param title what is made: `Building the image for claude`
  /// @param step the current step, one line of any text
  /// @param done bytes or steps so far
  /// @param total of how many; 0: not known
  /// @param amount the same in words: `step 4 of 9 142 of 310 MB`
  /// @param hint keys that work meanwhile: `Esc cancel`; may be empty
  /// @param since when it began
  record Starting(
      String title, String step, long done, long total, String amount, String hint, Instant since)
      implements PaneState {}

  /// A program runs.
  record Running(Instant since) implements PaneState {}

  /// The program ended.
  ///
  /// @param code exit status, 128+n after signal n
  /// @param took how long it ran
  /// @param why what else is known: `out of memory`
  /// @param atRest whether it was not its own end but the server's, which may start it again
  record Exited(int code, Duration took, Optional<String> why, boolean atRest)
      implements PaneState {
    /// The end of a program by itself, or by somebody who meant it.
    public Exited(int code, Duration took, Optional<String> why) {
      this(code, took, why, false);
    }
  }

  /// The stream to its container or keeper is lost; the screen is the last one seen.
  ///
  /// @param why one line: `engine lost, trying again in 8s`
  record Lost(String why) implements PaneState {}
}
