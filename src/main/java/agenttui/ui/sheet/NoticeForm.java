package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import java.util.List;

/// Text to read.
final class NoticeForm extends Form {
  private final Question.Notice question;
  private final Pick lines;

  NoticeForm(Question.Notice question, Ink ink) {
    super(ink);
    this.question = question;
    lines = new Pick(ink, true, question.lines().size(), this::line, this::close);
  }

  private List<Piece> line(int index) {
    return List.of(Piece.of("  " + question.lines().get(index), Role.TEXT));
  }

  @Override
  int rows(int columns) {
    return question.lines().size() + 2;
  }

  @Override
  void fill(int columns, int rows) {
    put(lines, 0, 1, columns, rows - 2);
  }

  @Override
  boolean letter(char letter) {
    if (letter == 'q') {
      close();
    }
    return letter == 'q';
  }

  @Override
  List<KeyHint> hints() {
    return List.of(hint("↑ ↓", "scroll"), hint("Esc", "close"));
  }
}
