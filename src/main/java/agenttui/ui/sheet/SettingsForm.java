package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import com.googlecode.lanterna.gui2.Interactable;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;

/// Some settings, each one of several values beside each other. Enter takes them from every field:
/// nothing is lost by it.
final class SettingsForm extends Form {
  private static final int FIELD = 12;

  private final Question.Form question;
  private final List<Pick> picks = new ArrayList<>();
  private final List<Integer> shown = new ArrayList<>();
  private final Button act;

  SettingsForm(Question.Form question, Ink ink) {
    super(ink);
    this.question = question;
    for (Question.Setting setting : question.settings()) {
      List<Question.Option> values = setting.values();
      Pick pick = new Pick(ink, false, values.size(), i -> value(values.get(i)), () -> {});
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).marked()) {
          pick.cursor(i);
        }
      }
      picks.add(pick);
      shown.add(pick.cursor());
    }
    act = button(question.act(), false, () -> run(command()));
  }

  private static List<Piece> value(Question.Option option) {
    return List.of(Piece.of(option.label(), Role.TEXT));
  }

  private String command() {
    StringBuilder line = new StringBuilder(question.command());
    for (int i = 0; i < picks.size(); i++) {
      line.append(' ').append(question.settings().get(i).option()).append(' ');
      line.append(quoted(chosen(i).value()));
    }
    return line.toString();
  }

  private Question.Option chosen(int setting) {
    return question.settings().get(setting).values().get(picks.get(setting).cursor());
  }

  @Override
  int rows(int columns) {
    return 1 + question.text().size() + 1 + 2 * question.settings().size() + 3;
  }

  @Override
  void fill(int columns, int rows) {
    int row = 1;
    for (String text : question.text()) {
      line(MARGIN, row++, columns - 2 * MARGIN, Piece.of(text, Role.TEXT));
    }
    row++;
    for (int i = 0; i < picks.size(); i++) {
      label(row, question.settings().get(i).label(), picks.get(i));
      put(picks.get(i), FIELD, row++, columns - FIELD - MARGIN, 1);
      line(FIELD + 1, row++, columns - FIELD - MARGIN - 1, Piece.of(chosen(i).note(), Role.MUTED));
    }
    put(
        act,
        Math.max(0, columns - MARGIN - ButtonLook.width(act)),
        rows - 2,
        ButtonLook.width(act),
        1);
  }

  private void label(int row, String text, Interactable field) {
    Words words =
        new Words(
            ink,
            Role.TEXT,
            () -> List.of(Piece.of(text, field.isFocused() ? Role.ACCENT : Role.MUTED)));
    put(words, MARGIN, row, FIELD - MARGIN, 1);
  }

  @Override
  boolean key(KeyType type) {
    if (type == KeyType.Enter) {
      run(command());
      return true;
    }
    return false;
  }

  /// What is selected is shown at once where that can be.
  @Override
  void typed() {
    for (int i = 0; i < picks.size(); i++) {
      String tries = question.settings().get(i).tries();
      if (!tries.isEmpty() && shown.set(i, picks.get(i).cursor()) != picks.get(i).cursor()) {
        ask(tries + quoted(chosen(i).value()));
      }
    }
  }

  @Override
  void escape() {
    run(question.leave());
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("↑ ↓", "setting"),
        hint("← →", "choose"),
        hint("Enter", "take them"),
        hint("Esc", "leave as it is"));
  }
}
