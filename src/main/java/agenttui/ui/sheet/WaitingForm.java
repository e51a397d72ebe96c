package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.TextBox;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;
import java.util.Locale;

/// All that waits for an answer, as a list that can be filtered; Enter goes in.
final class WaitingForm extends Form {
  private final Question.Waiting question;
  private final TextBox filter = new TextBox(new TerminalSize(3, 1), "", TextBox.Style.SINGLE_LINE);
  private final Pick list;
  private List<Question.HeldRow> rows;
  private boolean filtering;

  WaitingForm(Question.Waiting question, Ink ink) {
    super(ink);
    this.question = question;
    rows = question.rows();
    list = new Pick(ink, true, rows.size(), this::row, () -> {});
  }

  private List<Piece> row(int index) {
    Question.HeldRow row = rows.get(index);
    return List.of(
        Piece.of("  " + Width.pad(row.at(), 6), Role.MUTED),
        Piece.of(Width.pad(Ink.cut(row.asker(), 14), 15), Role.TEXT),
        Piece.of(row.text(), Role.STRONG),
        Piece.of("   " + row.why(), Role.MUTED));
  }

  @Override
  int rows(int columns) {
    return 1 + Math.clamp(question.rows().size(), 1, 12) + (filtering ? 2 : 1);
  }

  @Override
  void fill(int columns, int height) {
    int room = Math.max(1, height - (filtering ? 3 : 2));
    if (rows.isEmpty()) {
      String none = filtering ? "no match for \"" + filter.getText() + "\"" : "Nothing waits.";
      line(MARGIN, 1, columns - MARGIN, Piece.of(none, Role.MUTED));
    } else {
      put(list, 0, 1, columns, Math.min(room, rows.size()));
    }
    if (filtering) {
      line(MARGIN, height - 1, 2, Piece.of("/ ", Role.FIELD));
      put(filter, MARGIN + 2, height - 1, columns - 2 * MARGIN - 2, 1);
      first(filter);
    }
  }

  @Override
  boolean letter(char letter) {
    if (letter == '/') {
      filtering = true;
      focus(filter);
    }
    return letter == '/';
  }

  @Override
  void typed() {
    String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
    rows =
        question.rows().stream()
            .filter(row ->
                (row.asker() + " " + row.text() + " " + row.why())
                    .toLowerCase(Locale.ROOT)
                    .contains(wanted))
            .toList();
    list.count(rows.size());
  }

  @Override
  boolean key(KeyType type) {
    if (type == KeyType.Enter && !rows.isEmpty()) {
      run(rows.get(list.cursor()).command());
    }
    if (filtering && (type == KeyType.ArrowDown || type == KeyType.ArrowUp)) {
      list.cursor(list.cursor() + (type == KeyType.ArrowDown ? 1 : -1));
      return true;
    }
    return type == KeyType.Enter;
  }

  @Override
  void escape() {
    if (!filtering) {
      close();
      return;
    }
    filtering = false;
    filter.setText("");
    typed();
    focus(list);
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("j k", "row"), hint("Enter", "answer"), hint("/", "filter"), hint("Esc", "back"));
  }
}
