package agenttui.command.agents;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Texts that people have written for panes: each is typed when the pane's program rests, or at
/// once, and never into a question, nor into another program than the one it was written for. What
/// waits is on disk and outlives the server. Any thread.
public interface Outbox {
  /// Where a text is.
  enum Status {
    /// Its pane's program works, or asks.
    WAITING,
    /// The program that it was written for has ended, or nobody knows whether it was typed: it
    /// waits for a person.
    HELD,
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
  /// @param sent when it was typed; null: it was not
  /// @param taken when the program wrote next; null: it has not
  /// @param why the reason why it is held, one line; else empty
  record Text(
      int number,
      String pane,
      String words,
      Status status,
      Instant written,
      @Nullable Instant sent,
      @Nullable Instant taken,
      String why) {
    /// Whether it is still to be typed.
    public boolean pends() {
      return status == Status.WAITING || status == Status.HELD || status == Status.SENDING;
    }
  }

  /// Puts a text there.
  ///
  /// @param pane a pane's id
  /// @param now whether it is typed at once although the program works
  /// @return as it is then: `SENDING` or `SENT` where it could be typed
  /// @throws agenttui.command.CommandException when there is no such pane, or its program has
  ///   ended, or too much waits already; with `now` also while it asks something
  Text put(String pane, String words, boolean now);

  /// Takes a text back that waits or is held.
  ///
  /// @return whether it did
  boolean drop(int number);

  /// Lets a text go that is held: it waits for what its pane runs now, and is typed at once where
  /// that rests.
  ///
  /// @return it, as it is then
  /// @throws agenttui.command.CommandException when no text of that number is held, or no program
  ///   runs in its pane
  Text release(int number);

  /// Texts, the oldest first: all that wait or are held, and some that were sent.
  List<Text> all();
}
