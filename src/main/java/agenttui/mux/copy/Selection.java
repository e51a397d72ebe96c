package agenttui.mux.copy;

import agenttui.term.Screen;
import java.util.ArrayList;
import java.util.List;

/// Cells between two others, both included.
///
/// @param kind how they are meant
/// @param anchor where it was begun
/// @param cursor where it has been taken to; before the anchor or behind it
public record Selection(Kind kind, Spot anchor, Spot cursor) {
  /// What lies between two cells.
  public enum Kind {
    /// All text from one to the other.
    CHARACTERS,
    /// The whole rows; [CopyMode] takes all those of a line.
    LINES,
    /// The rectangle.
    BLOCK
  }

  /// The one that comes first.
  public Spot from() {
    return anchor.compareTo(cursor) <= 0 ? anchor : cursor;
  }

  /// The one that comes last.
  public Spot to() {
    return anchor.compareTo(cursor) <= 0 ? cursor : anchor;
  }

  /// Whether it holds a cell.
  public boolean holds(int row, int column) {
    if (row < from().row() || row > to().row()) {
      return false;
    }
    return switch (kind) {
      case LINES -> true;
      case BLOCK ->
          column >= Math.min(anchor.column(), cursor.column())
              && column <= Math.max(anchor.column(), cursor.column());
      case CHARACTERS -> {
        Spot spot = new Spot(row, column);
        yield from().compareTo(spot) <= 0 && spot.compareTo(to()) <= 0;
      }
    };
  }

  /// Its text: wrapped rows are joined, blanks at the ends of lines left out.
  String text(Screen screen, Cells cells) {
    StringBuilder text = new StringBuilder();
    List<String> lines = new ArrayList<>();
    for (int row = from().row(); row <= to().row(); row++) {
      int start = kind == Kind.LINES ? 0 : kind == Kind.BLOCK ? left() : start(row);
      int end =
          kind == Kind.LINES ? screen.columns() : kind == Kind.BLOCK ? right() : end(row, screen);
      start = cells.head(row, start);
      end = end >= screen.columns() ? screen.columns() : cells.behind(row, end - 1);
      boolean joins = kind != Kind.BLOCK && row < to().row() && screen.wrapped(row);
      // Before a wide character that did not fit, the last cell of a row is no text.
      end = joins ? Math.min(end, screen.used(row)) : end;
      String part = screen.line(row, start, Math.max(start, end));
      text.append(joins ? part : part.stripTrailing());
      if (!joins) {
        lines.add(text.toString());
        text.setLength(0);
      }
    }
    return String.join("\n", lines) + (kind == Kind.LINES ? "\n" : "");
  }

  private int left() {
    return Math.min(anchor.column(), cursor.column());
  }

  private int right() {
    return Math.max(anchor.column(), cursor.column()) + 1;
  }

  private int start(int row) {
    return row == from().row() ? from().column() : 0;
  }

  private int end(int row, Screen screen) {
    return row == to().row() ? to().column() + 1 : screen.columns();
  }
}
