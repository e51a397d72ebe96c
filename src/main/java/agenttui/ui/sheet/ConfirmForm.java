package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Yes or no, with what would be lost, what stays, and better ways. The safe answer is selected.
final class ConfirmForm extends Form {
  /// Where the second and the third column begin, or further on where the texts before need that.
  private static final int FIELD = 18;

  private static final int THIRD = 42;
  private static final int GAP = 2;

  private final Question.Confirm question;
  private final Button no;
  private final Button yes;

  ConfirmForm(Question.Confirm question, Ink ink) {
    super(ink);
    this.question = question;
    no = button(question.no().label(), false, () -> run(question.no().command()));
    yes = button(question.yes().label(), question.destroys(), () -> run(question.yes().command()));
  }

  @Override
  int rows(int columns) {
    int lost = question.lost().isEmpty() ? 1 : 1 + question.lost().size();
    int stays = question.stays().isEmpty() ? 0 : 2;
    int first = question.first().isEmpty() ? 0 : 2;
    return 1 + lost + stays + first + 4;
  }

  private int widest(Function<Question.Fact, String> part) {
    return question.lost().stream()
        .mapToInt(fact -> Width.of(Ink.plain(part.apply(fact))))
        .max()
        .orElse(0);
  }

  @Override
  void fill(int columns, int rows) {
    int row = 1;
    int room = columns - MARGIN;
    int second = Math.max(FIELD, MARGIN + 2 + widest(Question.Fact::what) + GAP);
    int third = Math.max(THIRD, second + widest(Question.Fact::how) + GAP);
    if (third + widest(Question.Fact::which) > room) {
      second = Math.min(second, Math.max(FIELD, columns / 3));
      third = Math.min(third, Math.max(THIRD, columns * 2 / 3));
    }
    if (question.lost().isEmpty()) {
      line(MARGIN, row++, room, Piece.of("Nothing would be lost.", Role.MUTED));
    } else {
      Role heading = question.destroys() ? Role.DANGER : Role.HEADING;
      line(MARGIN, row++, room, Piece.of("Would be lost", heading));
      for (Question.Fact fact : question.lost()) {
        line(MARGIN + 2, row, second - MARGIN - 3, Piece.of(fact.what(), Role.STRONG));
        line(second, row, third - second - 1, Piece.of(fact.how(), Role.TEXT));
        if (columns > third + 10) {
          line(third, row, columns - third - MARGIN, Piece.of(fact.which(), Role.MUTED));
        }
        row++;
      }
    }
    if (!question.stays().isEmpty()) {
      row++;
      line(MARGIN, row, FIELD - MARGIN, Piece.of("Stays", Role.HEADING));
      line(second, row++, columns - second - MARGIN, Piece.of(question.stays(), Role.TEXT));
    }
    if (!question.first().isEmpty()) {
      row++;
      line(MARGIN, row, FIELD - MARGIN, Piece.of("First", Role.HEADING));
      List<Piece> ways = new ArrayList<>();
      for (Question.Way way : question.first()) {
        ways.add(Piece.of(Character.toString(way.key()), Role.KEY));
        ways.add(Piece.of(" " + way.label() + "    ", Role.TEXT));
      }
      line(second, row, columns - second - MARGIN, ways.toArray(Piece[]::new));
    }
    buttons(rows - 2, columns, no, no, yes);
  }

  @Override
  List<KeyHint> hints() {
    List<KeyHint> hints = new ArrayList<>();
    hints.add(hint("Enter", no.isFocused() ? "no" : "yes"));
    hints.add(hint("Tab", "button"));
    for (Question.Way way : question.first()) {
      hints.add(hint(Character.toString(way.key()), way.label()));
    }
    hints.add(hint("Esc", "no"));
    return hints;
  }

  @Override
  boolean letter(char letter) {
    for (Question.Way way : question.first()) {
      if (way.key() == letter) {
        run(way.command());
        return true;
      }
    }
    if (letter == 'y' || letter == 'n') {
      // Only selects: the answer itself is Enter.
      (letter == 'y' ? yes : no).takeFocus();
      return true;
    }
    return false;
  }
}
