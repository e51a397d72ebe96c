package agenttui.ui;

import agenttui.mux.PaneState;
import agenttui.mux.Rect;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.time.Duration;
import java.time.Instant;

/// What we write into a pane that has no program: long work with its bar, and the last row of a
/// dead one.
final class PaneNotes {
  /// Columns of the bar.
  private static final int BAR = 24;

  private final Theme theme;

  PaneNotes(Theme theme) {
    this.theme = theme;
  }

  /// What is made, how far it is, and the current step.
  void starting(Frame frame, Rect area, PaneState.Starting starting, Instant now) {
    int column = area.column() + 1;
    int limit = area.endColumn();
    int row = area.row() + (area.rows() > 4 ? 1 : 0);
    long text = theme.attribute(Token.TEXT);
    long muted = theme.attribute(Token.TEXT_MUTED);
    new Runs().add(starting.title(), text).draw(frame, column, row, limit);
    String took = Ages.took(Duration.between(starting.since(), now));
    Runs amount = new Runs();
    if (starting.total() > 0) {
      int done = Math.clamp(BAR * starting.done() / starting.total(), 0, BAR);
      amount
          .add("━".repeat(done), theme.attribute(Token.PROGRESS))
          .add("─".repeat(BAR - done), theme.attribute(Token.FRAME))
          .add("  ", muted);
    }
    if (!starting.amount().isEmpty()) {
      amount.add(starting.amount() + "   ", muted);
    }
    below(frame, area, row + 1, amount.add(took, muted));
    below(frame, area, row + 2, new Runs().add(starting.step(), muted));
    below(frame, area, row + 4, new Runs().add(starting.hint(), muted));
  }

  private static void below(Frame frame, Rect area, int row, Runs runs) {
    if (row < area.endRow()) {
      runs.draw(frame, area.column() + 1, row, area.endColumn());
    }
  }

  /// Over the last row of a program whose stream is lost: why.
  void lost(Frame frame, Rect area, String why) {
    int row = area.endRow() - 1;
    frame.fill(area.column(), row, area.columns(), 0);
    new Runs()
        .add("▲ ", theme.attribute(Token.STATE_NEEDS_MARK))
        .add(why, theme.attribute(Token.HINT_TEXT))
        .draw(frame, area.column() + 1, row, area.endColumn());
  }

  /// Over the last row of a program that ended.
  ///
  /// @param close the keys that close the pane; empty: it has none
  /// @param restart whether Enter starts it again
  void ended(Frame frame, Rect area, String close, boolean restart) {
    int row = area.endRow() - 1;
    frame.fill(area.column(), row, area.columns(), 0);
    Runs runs = new Runs();
    if (restart) {
      runs.add("Enter", theme.attribute(Token.HINT_KEY))
          .add(" start again   ", theme.attribute(Token.HINT_TEXT));
    }
    if (!close.isEmpty()) {
      runs.add(close, theme.attribute(Token.HINT_KEY))
          .add(" close", theme.attribute(Token.HINT_TEXT));
    }
    runs.draw(frame, area.column() + 1, row, area.endColumn());
  }
}
