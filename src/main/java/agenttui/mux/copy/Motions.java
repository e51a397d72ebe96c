package agenttui.mux.copy;

import agenttui.term.Screen;

/// Where a cursor goes. Nothing is kept here.
final class Motions {
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  private Motions() {}

  /// The cell that a motion leads to; the same one when it leads nowhere.
  ///
  /// @param back rows of history above the first one that shows
  static Spot of(Screen screen, Cells cells, int back, Spot from, Move move) {
    int row = from.row();
    int column = from.column();
    int place = cells.place(from);
    int last = screen.columns() - 1;
    return switch (move) {
      case LEFT -> new Spot(row, cells.head(row, Math.max(0, column - 1)));
      case RIGHT -> new Spot(row, Math.min(last, cells.behind(row, column)));
      case LINE_START -> new Spot(row, 0);
      case LINE_TEXT -> new Spot(row, cells.firstColumn(row));
      case LINE_END -> new Spot(row, cells.lastColumn(row));
      case WORD -> cells.spot(cells.nextWord(place, false));
      case WORD_END -> cells.spot(cells.nextWordEnd(place, false));
      case WORD_BACK -> cells.spot(cells.wordBefore(place, false));
      case BIG_WORD -> cells.spot(cells.nextWord(place, true));
      case BIG_WORD_END -> cells.spot(cells.nextWordEnd(place, true));
      case BIG_WORD_BACK -> cells.spot(cells.wordBefore(place, true));
      case PARAGRAPH_UP -> new Spot(paragraph(cells, row, -1), 0);
      case PARAGRAPH_DOWN -> new Spot(paragraph(cells, row, 1), 0);
      case BRACKET -> bracket(screen, cells, from);
      case VIEW_TOP -> new Spot(-back, 0);
      case VIEW_MIDDLE -> new Spot(screen.rows() / 2 - back, 0);
      case VIEW_BOTTOM -> new Spot(screen.rows() - 1 - back, 0);
      case HISTORY_TOP -> new Spot(cells.firstRow(), 0);
      case HISTORY_BOTTOM -> new Spot(cells.lastRow(), 0);
      case PROMPT_UP -> prompt(screen, cells, from, -1);
      case PROMPT_DOWN -> prompt(screen, cells, from, 1);
      default -> from;
    };
  }

  private static int paragraph(Cells cells, int from, int by) {
    int row = from;
    while (inside(cells, row + by) && cells.empty(row)) {
      row += by;
    }
    while (inside(cells, row + by) && !cells.empty(row)) {
      row += by;
    }
    return row;
  }

  private static boolean inside(Cells cells, int row) {
    return row >= cells.firstRow() && row <= cells.lastRow();
  }

  private static Spot prompt(Screen screen, Cells cells, Spot from, int by) {
    for (int row = from.row() + by; inside(cells, row); row += by) {
      if (screen.prompt(row)) {
        return new Spot(row, 0);
      }
    }
    return from;
  }

  /// Of the brackets in a row from the cursor on, the first one's other half, as `%` of vi has it.
  private static Spot bracket(Screen screen, Cells cells, Spot from) {
    for (int column = from.column(); column < screen.used(from.row()); column++) {
      int text = screen.text(from.row())[column];
      int opening = text > 0 ? OPENING.indexOf(text) : -1;
      int closing = text > 0 ? CLOSING.indexOf(text) : -1;
      if (opening >= 0) {
        char other = CLOSING.charAt(opening);
        return other(screen, cells, new Spot(from.row(), column), text, other, 1);
      }
      if (closing >= 0) {
        char other = OPENING.charAt(closing);
        return other(screen, cells, new Spot(from.row(), column), text, other, -1);
      }
    }
    return from;
  }

  private static Spot other(Screen screen, Cells cells, Spot from, int same, int other, int by) {
    int depth = 0;
    int row = from.row();
    int column = from.column();
    while (inside(cells, row)) {
      int text = column < screen.used(row) ? screen.text(row)[column] : 0;
      depth += text == same ? 1 : text == other ? -1 : 0;
      if (depth == 0) {
        return new Spot(row, column);
      }
      column += by;
      if (column < 0 || column >= screen.columns()) {
        row += by;
        column = by > 0 ? 0 : screen.columns() - 1;
      }
    }
    return from;
  }
}
