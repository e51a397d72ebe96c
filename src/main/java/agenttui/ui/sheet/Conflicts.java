package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import java.util.List;

/// The part of the merge page that shows where two sides do not fit: one place at a time, what
/// either side made of it beside the other, or above it where there is no room for that.
final class Conflicts {
  /// From this width on the sides stand beside each other.
  private static final int WIDE = 100;

  /// Columns of a line's number.
  private static final int NUMBER = 4;

  private final Form form;
  private final List<Question.Conflict> places;
  private int place;

  /// @param form where it puts its lines
  Conflicts(Form form, List<Question.Conflict> places) {
    this.form = form;
    this.places = places;
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  boolean several() {
    return places.size() > 1;
  }

  /// Goes to the next or previous place, around.
  void step(int by) {
    place = places.isEmpty() ? 0 : Math.floorMod(place + by, places.size());
  }

  /// Shows the place that an older page with the same conflicts showed.
  void follow(Conflicts older) {
    place = places.equals(older.places) ? older.place : 0;
  }

  /// Puts itself into rows `from` to `limit` (exclusive).
  ///
  /// @return the row behind it
  int fill(int columns, int from, int limit) {
    if (places.isEmpty() || from + 2 > limit) {
      return from;
    }
    Question.Conflict shown = places.get(place);
    int row = from;
    form.rule(row, columns, Piece.of(count(), Role.DANGER));
    if (several()) {
      String which = " place " + (place + 1) + " of " + places.size() + " ";
      note(columns, row, columns, Piece.of(which, Role.MUTED));
    }
    row++;
    form.line(
        Form.MARGIN,
        row++,
        columns - 2 * Form.MARGIN,
        Piece.of(shown.file(), Role.STRONG),
        Piece.of("  " + shown.lines() + ", " + shown.who(), Role.MUTED));
    if (shown.sides().size() == 2) {
      row =
          columns >= WIDE
              ? beside(columns, row, limit, shown)
              : stacked(columns, row, limit, shown);
    }
    return row;
  }

  private String count() {
    long files = places.stream().map(Question.Conflict::file).distinct().count();
    return "≠ "
        + places.size()
        + (places.size() == 1 ? " place in " : " places in ")
        + files
        + (files == 1 ? " file" : " files");
  }

  /// Both sides in columns of their own, with a line between them.
  private int beside(int columns, int from, int limit, Question.Conflict shown) {
    int rows = limit - from - 2;
    if (rows < 2) {
      return from;
    }
    int row = from + 1;
    int middle = columns / 2;
    Question.Side left = shown.sides().getFirst();
    Question.Side right = shown.sides().getLast();
    form.rule(row, middle, Piece.of(left.title(), Role.STRONG));
    note(columns, row, middle, Piece.of(" " + left.note() + " ", Role.MUTED));
    form.line(middle - 1, row, 3, Piece.of("─┬─", Role.FRAME));
    Piece title = Piece.of(" " + right.title() + " ", Role.STRONG);
    form.line(middle + 2, row, columns - middle - 2, title);
    note(columns, row, columns, Piece.of(" " + right.note() + " ", Role.MUTED));
    row++;
    int most = Math.min(rows, Math.max(left.lines().size(), right.lines().size()));
    lines(left, 0, middle, row, most);
    lines(right, middle + 1, columns - middle - 1, row, most);
    for (int i = 0; i < most; i++) {
      form.line(middle, row + i, 1, Piece.of("│", Role.FRAME));
    }
    return row + most;
  }

  /// One side above the other.
  private int stacked(int columns, int from, int limit, Question.Conflict shown) {
    int rows = limit - from - shown.sides().size();
    if (rows < 2 * shown.sides().size()) {
      return from;
    }
    int row = from;
    int left = rows;
    int sides = shown.sides().size();
    for (Question.Side side : shown.sides()) {
      form.rule(row, columns, Piece.of(side.title(), Role.STRONG));
      note(columns, row++, columns, Piece.of(" " + side.note() + " ", Role.MUTED));
      int other = sides > 1 ? Math.min(rows / 2, shown.sides().getLast().lines().size()) : 0;
      int most = Math.min(left - other, side.lines().size());
      lines(side, 0, columns, row, most);
      row += most;
      left -= most;
      sides--;
    }
    return row;
  }

  /// At most `most` lines of a side: where not all fit, those that both have are left out first,
  /// and the last row says how many more there are.
  private void lines(Question.Side side, int column, int columns, int row, int most) {
    List<Question.Line> lines =
        side.lines().size() > most
            ? side.lines().stream().filter(line -> line.sign() != ' ').toList()
            : side.lines();
    int all = lines.size();
    int shown = all > most ? most - 1 : all;
    for (int i = 0; i < shown; i++) {
      line(lines.get(i), column, row + i, columns);
    }
    if (all > shown) {
      String more = " ".repeat(NUMBER + 1) + "… " + (all - shown) + " more lines";
      form.line(column, row + shown, columns, Piece.of(more, Role.MUTED));
    }
  }

  private void line(Question.Line line, int column, int row, int columns) {
    Role role =
        switch (line.sign()) {
          case '+' -> Role.ADDED;
          case '-' -> Role.REMOVED;
          default -> Role.TEXT;
        };
    String number = line.number() == 0 ? "" : Integer.toString(line.number());
    String before = " ".repeat(Math.max(0, NUMBER - number.length())) + number + " " + line.sign();
    String text = Width.pad(Ink.cut(before + " " + line.text(), columns), columns);
    form.line(column, row, columns, Piece.of(text, role));
  }

  /// Words in a rule, right-aligned so that one cell of it is left before column `end`.
  private void note(int columns, int row, int end, Piece words) {
    String text = Ink.cut(words.text(), columns / 3);
    int width = Width.of(text);
    form.line(end - 1 - width, row, width, Piece.of(text, words.role()));
  }
}
