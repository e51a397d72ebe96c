package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import java.util.ArrayList;
import java.util.List;

/// Some or one of a list: the agents to install, for example.
final class ChooseForm extends Form {
  private final Question.Choose question;
  private final List<Boolean> marked = new ArrayList<>();
  private final Pick options;
  private final Button no;
  private final Button act;

  ChooseForm(Question.Choose question, Ink ink) {
    super(ink);
    this.question = question;
    question.options().forEach(option -> marked.add(option.marked()));
    options = new Pick(ink, true, question.options().size(), this::option, this::mark);
    no = button(question.no().label(), false, () -> run(question.no().command()));
    act = button(question.act(), false, () -> run(command()));
    act.setEnabled(marked.contains(true));
  }

  private void mark() {
    if (question.options().isEmpty()) {
      return;
    }
    boolean now = !marked.get(options.cursor());
    if (!question.several()) {
      marked.replaceAll(_ -> false);
    }
    marked.set(options.cursor(), now);
    act.setEnabled(marked.contains(true));
  }

  private List<Piece> option(int index) {
    Question.Option option = question.options().get(index);
    boolean on = marked.get(index);
    return List.of(
        Piece.of(on ? "  [x] " : "  [ ] ", on ? Role.ACCENT : Role.MUTED),
        Piece.of(Width.pad(Ink.plain(option.label()), 14), on ? Role.STRONG : Role.TEXT),
        Piece.of("  " + option.note(), Role.MUTED));
  }

  private String command() {
    StringBuilder line = new StringBuilder(question.command());
    for (int i = 0; i < marked.size(); i++) {
      if (marked.get(i)) {
        String before = question.each().isEmpty() ? " " : " " + question.each() + " ";
        line.append(before).append(quoted(question.options().get(i).value()));
      }
    }
    return line.toString();
  }

  @Override
  int rows(int columns) {
    int text = question.text().isEmpty() ? 0 : question.text().size() + 1;
    return 1 + text + question.options().size() + 4;
  }

  @Override
  void fill(int columns, int rows) {
    int row = 1;
    for (String text : question.text()) {
      line(MARGIN, row++, columns - 2 * MARGIN, Piece.of(text, Role.TEXT));
    }
    row += question.text().isEmpty() ? 0 : 1;
    put(options, 0, row, columns, Math.min(question.options().size(), Math.max(1, rows - 4 - row)));
    buttons(rows - 2, columns, no, no, act);
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("↑ ↓", "move"), hint("Space", "mark"), hint("Tab", "button"), hint("Esc", "not now"));
  }
}
