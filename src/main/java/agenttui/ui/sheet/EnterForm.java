package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.TextBox;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;

/// One line of text, which Enter puts behind a command line.
final class EnterForm extends Form {
  private final Question.Entering question;
  private final TextBox field;

  EnterForm(Question.Entering question, Ink ink) {
    super(ink);
    this.question = question;
    String text = Ink.plain(question.text());
    field = new TextBox(new TerminalSize(3, 1), text, TextBox.Style.SINGLE_LINE);
    field.setVerticalFocusSwitching(false);
    field.setCaretPosition(text.length());
  }

  @Override
  int rows(int columns) {
    return 3;
  }

  @Override
  void fill(int columns, int rows) {
    line(MARGIN, 1, 2, Piece.of("> ", Role.FIELD));
    put(field, MARGIN + 2, 1, columns - 2 * MARGIN - 2, 1);
  }

  @Override
  boolean key(KeyType type) {
    if (type != KeyType.Enter) {
      return false;
    }
    // What begins with a dash is a text too, and no option.
    String text = field.getText();
    run(
        question.command()
            + " -- "
            + quoted(lines() ? text.replace(Question.Entering.BREAK, '\n') : text));
    return true;
  }

  @Override
  boolean lines() {
    return question.lines();
  }

  @Override
  void escape() {
    if (field.getText().isEmpty()) {
      close();
    } else {
      field.setText("");
    }
  }

  @Override
  List<KeyHint> hints() {
    return List.of(hint("Enter", question.act()), hint("Esc", "clear, then close"));
  }
}
