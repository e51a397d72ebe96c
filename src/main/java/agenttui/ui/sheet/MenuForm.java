package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;

/// What can be done with what was clicked, each with the key that does the same; what cannot be
/// done now says why.
final class MenuForm extends Form {
  private static final int KEYS = 6;

  /// How the table of keys calls it.
  private static final String SPACE = "Space";

  private final Question.Menu question;
  private final Pick rows;

  MenuForm(Question.Menu question, Ink ink) {
    super(ink);
    this.question = question;
    rows = new Pick(ink, true, question.items().size(), this::row, this::chosen);
  }

  private List<Piece> row(int index) {
    Question.Item item = question.items().get(index);
    boolean works = item.whyNot().isEmpty();
    List<Piece> pieces = new ArrayList<>();
    pieces.add(Piece.of(" " + Width.pad(key(item), KEYS), works ? Role.KEY : Role.MUTED));
    pieces.add(Piece.of(item.text(), works ? Role.TEXT : Role.MUTED));
    item.whyNot().ifPresent(why -> pieces.add(Piece.of("  " + why, Role.MUTED)));
    return pieces;
  }

  /// A chord or a key without a letter never comes to [#letter]: it is not shown.
  private static String key(Question.Item item) {
    String key = item.key();
    return key.length() == 1 || key.equals(SPACE) ? key : "";
  }

  private void chosen() {
    Question.Item item = question.items().get(rows.cursor());
    if (item.whyNot().isEmpty()) {
      run(item.command());
    }
  }

  @Override
  int columns() {
    int widest =
        question.items().stream()
            .mapToInt(item ->
                Width.of(item.text()) + item.whyNot().map(why -> 2 + Width.of(why)).orElse(0))
            .max()
            .orElse(0);
    return Math.max(widest + KEYS + 3, Width.of(question.title()) + 4);
  }

  @Override
  int rows(int columns) {
    return Math.max(1, question.items().size());
  }

  @Override
  void fill(int columns, int height) {
    put(rows, 0, 0, columns, height);
  }

  @Override
  boolean letter(char letter) {
    String key = letter == ' ' ? SPACE : Character.toString(letter);
    for (int i = 0; i < question.items().size(); i++) {
      if (question.items().get(i).key().equals(key)) {
        rows.cursor(i);
        chosen();
        return true;
      }
    }
    return false;
  }

  @Override
  boolean key(KeyType type) {
    if (type == KeyType.Enter) {
      chosen();
    }
    return type == KeyType.Enter;
  }

  @Override
  List<KeyHint> hints() {
    return List.of(hint("↑ ↓", "move"), hint("Enter", "do it"), hint("Esc", "close"));
  }
}
