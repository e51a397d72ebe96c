package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Some or one of a list: the agents to install, for example. Of several, Space marks and Enter
/// goes on with what is marked; of one, Enter takes the row that it is on.
final class ChooseForm extends Form {
  private final Question.Choose question;
  private final List<Boolean> marked = new ArrayList<>();
  private final Pick options;
  private final Button no;
  private final Button act;

  /// Whether Enter was pressed while nothing was marked.
  private boolean early;

  ChooseForm(Question.Choose question, Ink ink) {
    super(ink);
    this.question = question;
    question.options().forEach(option -> marked.add(option.marked()));
    options = new Pick(ink, true, question.options().size(), this::option, this::mark).keeping();
    no = button(question.no().label(), false, () -> run(question.no().command()));
    act = button(question.act(), false, () -> run(command()));
    act.setEnabled(ready());
  }

  private boolean ready() {
    return question.several() ? marked.contains(true) : !marked.isEmpty();
  }

  private void mark() {
    if (!marked.isEmpty() && question.several()) {
      marked.set(options.cursor(), !marked.get(options.cursor()));
      act.setEnabled(ready());
      early = false;
    }
  }

  private boolean chosen(int index) {
    return question.several() ? marked.get(index) : index == options.cursor();
  }

  private String sign(boolean on) {
    return question.several() ? on ? "  [x] " : "  [ ] " : on ? "  ● " : "  ○ ";
  }

  private List<Piece> option(int index) {
    Question.Option option = question.options().get(index);
    boolean on = chosen(index);
    return List.of(
        Piece.of(sign(on), on ? Role.ACCENT : Role.MUTED),
        Piece.of(Width.pad(Ink.plain(option.label()), 14), on ? Role.STRONG : Role.TEXT),
        Piece.of("  " + option.note(), Role.MUTED));
  }

  private String command() {
    StringBuilder line = new StringBuilder(question.command());
    for (int i = 0; i < marked.size(); i++) {
      if (chosen(i)) {
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
    int left = buttons(rows - 2, columns, no, no, act);
    if (early) {
      unmarked(rows - 2, left);
    }
  }

  @Override
  boolean key(KeyType type) {
    if (type != KeyType.Enter || !options.isFocused()) {
      return false;
    }
    if (ready()) {
      run(command());
    } else {
      // Never on to the button that closes: the next key could go to a shell.
      early = !marked.isEmpty();
    }
    return true;
  }

  @Override
  List<KeyHint> hints() {
    List<KeyHint> hints = new ArrayList<>(List.of(hint("↑ ↓", "move")));
    if (question.several()) {
      hints.add(hint("Space", "mark"));
    }
    String act = Ink.plain(question.act());
    hints.add(hint("Enter", act.substring(0, 1).toLowerCase(Locale.ROOT) + act.substring(1)));
    hints.add(hint("Tab", "button"));
    hints.add(hint("Esc", "not now"));
    return hints;
  }
}
