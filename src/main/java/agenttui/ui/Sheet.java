package agenttui.ui;

import agenttui.mux.Areas;
import agenttui.mux.Question;
import agenttui.mux.Rect;
import agenttui.term.Input;
import java.time.InstantSource;
import java.util.List;

/// One open question, drawn over the panes. Event loop only.
///
/// It takes keys and hands back command lines; it does nothing by itself. The first 400 ms after
/// opening take no letter key, so that prose typed for an agent answers nothing.
@SuppressWarnings({"DoNotCallSuggester", "UnusedMethod"})
public final class Sheet {
  private final Question question;

  private Sheet(Question question) {
    this.question = question;
  }

  /// Opens a question.
  ///
  /// @param clock for the time in which no letter is taken
  public static Sheet of(Question question, Theme theme, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  /// What a key or click led to.
  public sealed interface Reply {
    /// It stays open; draw it again.
    record Stay() implements Reply {}

    /// It was left: close it.
    record Close() implements Reply {}

    /// Close it and run a command line.
    record Run(String command) implements Reply {}

    /// Keep it open and run a command line whose answer is a new question for [Sheet#renew].
    record Ask(String command) implements Reply {}
  }

  /// Takes a key, a paste, or a mouse event with cells of the whole screen.
  public Reply input(Input input) {
    throw new UnsupportedOperationException();
  }

  /// The question that it asks.
  public Question question() {
    return question;
  }

  /// Shows a newer version of the same question; the selection stays where it was.
  public void renew(Question newer) {
    throw new UnsupportedOperationException();
  }

  /// The word in the hint rule: `FORK`.
  public String mode() {
    return question.mode();
  }

  /// Keys that work in it.
  public List<View.Hint> hints() {
    throw new UnsupportedOperationException();
  }

  /// The cells that it covers, its top rule included.
  Rect area(Areas areas) {
    throw new UnsupportedOperationException();
  }

  /// Draws itself into its cells; the top rule is drawn already.
  void draw(Frame frame, Rect area) {
    throw new UnsupportedOperationException();
  }
}
