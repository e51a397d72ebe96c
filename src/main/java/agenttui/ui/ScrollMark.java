package agenttui.ui;

import agenttui.mux.Pane;
import agenttui.mux.Rect;
import agenttui.mux.copy.CopyMode;
import java.util.Optional;

/// Where a pane stands in its history: in words for its title, and as a mark on the line at its
/// right.
final class ScrollMark {
  private ScrollMark() {}

  /// `line 120 of 3400` in copy mode, `12 lines back` without; empty while the end shows.
  static Optional<String> words(Pane pane) {
    if (pane.copying().isPresent()) {
      return Optional.of(position(pane.copying().get()));
    }
    int back = pane.scrolledBack();
    return back > 0 ? Optional.of(back + " lines back") : Optional.empty();
  }

  private static String position(CopyMode copy) {
    int history = copy.screen().historySize();
    int line = history + copy.cursor().row() + 1;
    return "line " + line + " of " + (history + copy.screen().rows());
  }

  /// The row of the mark: the first one of the content at the beginning of the history, the last
  /// one at its end. Empty while the end shows outside copy mode, and where there is no history.
  static Optional<Integer> row(Pane pane, Rect content) {
    int history = pane.shown().historySize();
    boolean away = pane.copying().isPresent() || pane.scrolledBack() > 0;
    if (!away || history == 0 || content.isEmpty()) {
      return Optional.empty();
    }
    long below = (long) (content.rows() - 1) * pane.scrolledBack() / history;
    return Optional.of(content.endRow() - 1 - (int) below);
  }
}
