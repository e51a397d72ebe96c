package agenttui.mux.copy;

import agenttui.term.Screen;

/// A screen with its history as one long row of cells, and the words in it as vi has them. Places
/// are numbers from 0, the oldest line's first cell; the screen must not change meanwhile.
final class Cells {
  private final Screen screen;
  private final int columns;
  private final int first;
  private final int end;

  /// What a cell belongs to.
  private enum Kind {
    BLANK,
    WORD,
    OTHER
  }

  Cells(Screen screen) {
    this.screen = screen;
    columns = screen.columns();
    first = -screen.historySize();
    end = (screen.rows() - first) * columns;
  }

  /// The oldest row.
  int firstRow() {
    return first;
  }

  /// The last row that shows.
  int lastRow() {
    return screen.rows() - 1;
  }

  int place(Spot spot) {
    return (spot.row() - first) * columns + spot.column();
  }

  Spot spot(int place) {
    int within = Math.clamp(place, 0, end - 1);
    return new Spot(first + within / columns, within % columns);
  }

  private int text(int place) {
    int row = first + place / columns;
    int column = place % columns;
    return column < screen.used(row) ? screen.text(row)[column] : 0;
  }

  /// @param big whether everything that is not blank is one word, as for `W`
  private Kind kind(int place, boolean big) {
    int text = text(place);
    int at = place;
    while (text == Screen.TAIL && at > 0) {
      text = text(--at);
    }
    if (text == 0 || text == ' ') {
      return Kind.BLANK;
    }
    int point = text > 0 ? text : screen.cluster(text)[0];
    return big || point == '_' || Character.isLetterOrDigit(point) ? Kind.WORD : Kind.OTHER;
  }

  /// Whether a new line begins at a place: no word goes over that.
  private boolean begins(int place) {
    return place % columns == 0 && (place == 0 || !screen.wrapped(first + place / columns - 1));
  }

  /// Where the next word begins; the last cell when there is none.
  int nextWord(int from, boolean big) {
    int at = from;
    Kind here = kind(at, big);
    if (here != Kind.BLANK) {
      do {
        at++;
      } while (at < end && !begins(at) && kind(at, big) == here);
    }
    while (at < end && kind(at, big) == Kind.BLANK) {
      at++;
    }
    return Math.min(at, end - 1);
  }

  /// Where the word begins that is before a place.
  int wordBefore(int from, boolean big) {
    int at = from - 1;
    while (at > 0 && kind(at, big) == Kind.BLANK) {
      at--;
    }
    return at <= 0 ? 0 : wordStart(at, big);
  }

  /// Where the word at a place begins.
  int wordStart(int from, boolean big) {
    int at = from;
    Kind here = kind(at, big);
    while (at > 0 && !begins(at) && kind(at - 1, big) == here) {
      at--;
    }
    return at;
  }

  /// The last cell of the word at a place.
  int wordEnd(int from, boolean big) {
    int at = from;
    Kind here = kind(at, big);
    while (at + 1 < end && !begins(at + 1) && kind(at + 1, big) == here) {
      at++;
    }
    return at;
  }

  /// The last cell of the word after a place.
  int nextWordEnd(int from, boolean big) {
    int at = from + 1;
    while (at < end && text(at) == Screen.TAIL) {
      at++;
    }
    while (at < end && kind(at, big) == Kind.BLANK) {
      at++;
    }
    return at >= end ? end - 1 : wordEnd(at, big);
  }

  /// The last column of a row that shows something; 0 of an empty one.
  int lastColumn(int row) {
    int used = Math.min(columns, screen.used(row));
    while (used > 0 && blank(row, used - 1)) {
      used--;
    }
    return Math.max(0, used - 1);
  }

  /// The first column of a row that shows something; 0 of an empty one.
  int firstColumn(int row) {
    int last = lastColumn(row);
    int column = 0;
    while (column < last && blank(row, column)) {
      column++;
    }
    return column;
  }

  /// Whether a row shows nothing.
  boolean empty(int row) {
    return lastColumn(row) == 0 && (screen.used(row) == 0 || blank(row, 0));
  }

  private boolean blank(int row, int column) {
    int text = screen.text(row)[column];
    return text == 0 || text == ' ';
  }

  /// The column where a wide character begins whose right half is asked for.
  int head(int row, int column) {
    int at = column;
    while (at > 0 && at < screen.used(row) && screen.text(row)[at] == Screen.TAIL) {
      at--;
    }
    return at;
  }

  /// The column behind the character at a column.
  int behind(int row, int column) {
    int at = column + 1;
    while (at < columns && at < screen.used(row) && screen.text(row)[at] == Screen.TAIL) {
      at++;
    }
    return at;
  }

  /// The column of the `count`-th cell with a character after or before another, in its row.
  ///
  /// @return −1 when it is not there
  int character(Spot from, int point, int by, int count) {
    int left = count;
    for (int column = from.column() + by; column >= 0 && column < columns; column += by) {
      boolean here = column < screen.used(from.row()) && screen.text(from.row())[column] == point;
      left -= here ? 1 : 0;
      if (left == 0) {
        return column;
      }
    }
    return -1;
  }
}
