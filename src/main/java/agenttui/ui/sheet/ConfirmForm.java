package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import java.util.ArrayList;
import java.util.List;

/// Yes or no, with what would be lost, what stays, and better ways. The safe answer is selected.
final class ConfirmForm extends Form {
  private static final int FIELD = 18;
  private static final int THIRD = 42;

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

  @Override
  void fill(int columns, int rows) {
    int row = 1;
    int room = columns - MARGIN;
    if (question.lost().isEmpty()) {
      line(MARGIN, row++, room, Piece.of("Nothing would be lost.", Role.MUTED));
    } else {
      Role heading = question.destroys() ? Role.DANGER : Role.HEADING;
      line(MARGIN, row++, room, Piece.of("Would be lost", heading));
      for (Question.Fact fact : question.lost()) {
        line(MARGIN + 2, row, FIELD - MARGIN - 3, Piece.of(fact.what(), Role.STRONG));
        line(FIELD, row, THIRD - FIELD - 1, Piece.of(fact.how(), Role.TEXT));
        if (columns > THIRD + 10) {
          line(THIRD, row, columns - THIRD - MARGIN, Piece.of(fact.which(), Role.MUTED));
        }
        row++;
      }
    }
    if (!question.stays().isEmpty()) {
      row++;
      line(MARGIN, row, FIELD - MARGIN, Piece.of("Stays", Role.HEADING));
      line(FIELD, row++, columns - FIELD - MARGIN, Piece.of(question.stays(), Role.TEXT));
    }
    if (!question.first().isEmpty()) {
      row++;
      line(MARGIN, row, FIELD - MARGIN, Piece.of("First", Role.HEADING));
      List<Piece> ways = new ArrayList<>();
      for (Question.Way way : question.first()) {
        ways.add(Piece.of(Character.toString(way.key()), Role.KEY));
        ways.add(Piece.of(" " + way.label() + "    ", Role.TEXT));
      }
      line(FIELD, row, columns - FIELD - MARGIN, ways.toArray(Piece[]::new));
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
