package agenttui.ui;

import agenttui.mux.Rect;
import agenttui.mux.copy.CopyMode;
import agenttui.mux.copy.Search;
import agenttui.mux.copy.Selection;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.util.List;
import java.util.Optional;

/// Selection and matches of copy mode, over the cells of its pane.
final class CopyMarks {
  private final Theme theme;

  CopyMarks(Theme theme) {
    this.theme = theme;
  }

  /// Colours the cells that are drawn already.
  ///
  /// @param hidden rows of the view above the first one that there is room for
  void draw(Frame frame, CopyMode copy, Rect content, int hidden) {
    int first = hidden - copy.back();
    int last = first + content.rows() - 1;
    List<Search.Match> matches =
        copy.search().matches().stream()
            .filter(match -> match.to().row() >= first && match.from().row() <= last)
            .toList();
    Optional<Selection> selection = copy.selection();
    if (matches.isEmpty() && selection.isEmpty()) {
      return;
    }
    int columns = Math.min(content.columns(), copy.screen().columns());
    int rows = Math.min(content.rows(), copy.screen().rows());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        Optional<Token> token = token(copy, matches, selection, first + row, column);
        if (token.isPresent()) {
          long attribute = theme.attribute(token.get());
          frame.restyle(content.column() + column, content.row() + row, attribute);
        }
      }
    }
  }

  private static Optional<Token> token(
      CopyMode copy,
      List<Search.Match> matches,
      Optional<Selection> selection,
      int row,
      int column) {
    for (Search.Match match : matches) {
      if (match.holds(row, column)) {
        boolean now = match.holds(copy.cursor().row(), copy.cursor().column());
        return Optional.of(now ? Token.MATCH_NOW : Token.MATCH);
      }
    }
    return selection.filter(it -> it.holds(row, column)).map(_ -> Token.SELECT);
  }

  /// How many matches there are and which this is: `3 of 17`; empty while nothing is looked for.
  static String found(CopyMode copy) {
    int all = copy.search().matches().size();
    if (copy.search().text().isEmpty()) {
      return "";
    }
    int number = copy.search().number(copy.cursor());
    return all == 0 ? "no match" : number == 0 ? all + " matches" : number + " of " + all;
  }
}
