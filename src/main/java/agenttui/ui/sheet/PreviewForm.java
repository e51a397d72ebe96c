package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import java.util.List;

/// What would be done, row by row, and two buttons; the one that does nothing is selected.
final class PreviewForm extends Form {
  private static final int HOW = 24;
  private static final int WHICH = 52;

  private final Question.Preview question;
  private final Button no;
  private final Button yes;

  PreviewForm(Question.Preview question, Ink ink) {
    super(ink);
    this.question = question;
    no = button(question.no().label(), false, () -> run(question.no().command()));
    yes = button(question.yes().label(), false, () -> run(question.yes().command()));
  }

  @Override
  int rows(int columns) {
    return question.rows().size() + 5;
  }

  @Override
  void fill(int columns, int rows) {
    int row = 1;
    for (Question.Fact fact : question.rows()) {
      if (row < rows - 3) {
        String what = Width.pad(Ink.cut(fact.what(), HOW - MARGIN - 1), HOW - MARGIN);
        line(MARGIN, row, HOW - MARGIN, Piece.of(what, Role.STRONG));
        line(HOW, row, WHICH - HOW - 1, Piece.of(fact.how(), Role.TEXT));
        if (columns > WHICH + 10) {
          line(WHICH, row, columns - WHICH - MARGIN, Piece.of(fact.which(), Role.MUTED));
        }
        row++;
      }
    }
    buttons(rows - 2, columns, no, no, yes);
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("Enter", no.isFocused() ? "no" : question.yes().label()),
        hint("Tab", "button"),
        hint("Esc", "no"));
  }

  @Override
  boolean letter(char letter) {
    if (letter == 'y' || letter == 'n') {
      // Only selects: the answer itself is Enter.
      (letter == 'y' ? yes : no).takeFocus();
      return true;
    }
    return false;
  }
}
