package agenttui.command.agents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Texts that people have written for panes: each is typed when the pane's program rests, or at
/// once, and never into a question. Any thread.
public interface Outbox {
  /// Where a text is.
  enum Status {
    /// Its pane's program works, or asks.
    WAITING,
    /// It is being typed: Enter follows in a moment.
    SENDING,
    /// It was typed, with Enter behind it.
    SENT,
    /// The program has written something since.
    TAKEN,
    /// It was taken back, or its pane is gone.
    DROPPED
  }

  /// A text and its receipt.
  ///
  /// @param number what `outbox drop` names it by
  /// @param pane the id of its pane
  /// @param written when it was put there
  /// @param sent when it was typed
  /// @param taken when the program wrote next
  record Text(
      int number,
      String pane,
      String words,
      Status status,
      Instant written,
      Optional<Instant> sent,
      Optional<Instant> taken) {}

  /// Puts a text there.
  ///
  /// @param pane a pane's id
  /// @param now whether it is typed at once although the program works
  /// @return as it is then: `SENDING` or `SENT` where it could be typed
  /// @throws agenttui.command.CommandException when there is no such pane, or its program has
  ///   ended; with `now` also while it asks something
  Text put(String pane, String words, boolean now);

  /// Takes a text back that waits.
  ///
  /// @return whether it waited
  boolean drop(int number);

  /// Texts, the oldest first: all that wait, and some that were sent.
  List<Text> all();
}
