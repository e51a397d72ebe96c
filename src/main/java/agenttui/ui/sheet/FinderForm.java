package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.TextBox;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A list that is searched by a few letters: the command palette, the picker. The best match is at
/// the top and selected; beside it, where there is room, what is known of it.
final class FinderForm extends Form {
  private static final int KEYS = 10;
  private static final int ROWS = 16;
  private static final int PREVIEW = 70;

  /// How far what cannot run now falls back: behind an equal match, also one in a longer text.
  private static final int FALLBACK = 10;

  private final Question.Finder question;
  private final String tries;
  private final String leave;
  private final TextBox field;
  private List<Row> rows = List.of();
  private int selected;
  private int top;

  /// An item that matches.
  private record Row(Question.Item item, Fuzzy.Found found) {
    int score() {
      return found.score() - (item.whyNot().isPresent() ? FALLBACK : 0);
    }
  }

  /// @param tries shows the selected item at once, its text follows; empty: nothing does
  /// @param leave what Esc runs; empty: it only closes
  FinderForm(Question.Finder question, Ink ink, String tries, String leave) {
    super(ink);
    this.question = question;
    this.tries = tries;
    this.leave = leave;
    field = new TextBox(new TerminalSize(3, 1), "", TextBox.Style.SINGLE_LINE);
    field.setVerticalFocusSwitching(false);
    search();
    for (int i = 0; !tries.isEmpty() && i < rows.size(); i++) {
      selected = rows.get(i).item().key().isEmpty() ? selected : i;
    }
  }

  private void search() {
    String wanted = field.getText();
    List<Row> found = new ArrayList<>();
    for (Question.Item item : question.items()) {
      found(wanted, item).ifPresent(hit -> found.add(new Row(item, hit)));
    }
    if (!wanted.isBlank()) {
      found.sort(Comparator.comparingInt(Row::score).reversed());
    }
    rows = found;
    selected = 0;
    top = 0;
  }

  /// A key or number is found by its beginning, and before all texts.
  private static Optional<Fuzzy.Found> found(String wanted, Question.Item item) {
    boolean named = !wanted.isBlank() && item.key().startsWith(wanted.strip());
    return named
        ? Optional.of(new Fuzzy.Found(Integer.MAX_VALUE, new int[0]))
        : Fuzzy.find(wanted, item.text());
  }

  @Override
  String right() {
    int all = question.items().size();
    return rows.size() == all ? Integer.toString(all) : rows.size() + " of " + all;
  }

  @Override
  int rows(int columns) {
    return ROWS;
  }

  @Override
  void fill(int columns, int height) {
    line(MARGIN, 1, 2, Piece.of(question.prompt() + " ", Role.FIELD));
    put(field, MARGIN + 2, 1, columns - 2 * MARGIN - 2, 1);
    boolean beside =
        columns >= PREVIEW && current().filter(it -> !it.preview().isEmpty()).isPresent();
    int width = beside ? columns / 2 : columns;
    int room = Math.max(1, height - 3);
    top = Math.clamp(top, Math.max(0, selected - room + 1), Math.max(0, selected));
    for (int i = top; i < Math.min(rows.size(), top + room); i++) {
      row(rows.get(i), 3 + i - top, width, i == selected);
    }
    if (rows.isEmpty()) {
      line(MARGIN, 3, width - MARGIN, Piece.of(none(), Role.MUTED));
    }
    if (beside) {
      preview(width, height, columns - width - 2 - MARGIN);
    }
  }

  private String none() {
    return "no match for \"" + field.getText() + "\"";
  }

  private Optional<Question.Item> current() {
    return selected < rows.size() ? Optional.of(rows.get(selected).item()) : Optional.empty();
  }

  private void row(Row row, int at, int width, boolean here) {
    Question.Item item = row.item();
    boolean works = item.whyNot().isEmpty();
    Role role = works ? Role.TEXT : Role.MUTED;
    List<Piece> pieces = new ArrayList<>();
    pieces.add(Piece.of("  " + Width.pad(item.key(), KEYS), works ? Role.KEY : Role.MUTED));
    String note = item.whyNot().orElse(item.note());
    int noted = Math.min(Width.of(note), width / 2);
    int room = Math.max(8, width - KEYS - 2 * MARGIN - noted - 2);
    hits(pieces, item.text(), row.found().hits(), role, room);
    int used = pieces.stream().mapToInt(piece -> Width.of(piece.text())).sum();
    pieces.add(Piece.of(" ".repeat(Math.max(1, width - MARGIN - noted - used)), Role.TEXT));
    pieces.add(Piece.of(Ink.cut(note, noted), Role.MUTED));
    int left = pieces.stream().mapToInt(piece -> Width.of(piece.text())).sum();
    pieces.add(Piece.of(" ".repeat(Math.max(0, width - left)), Role.TEXT));
    put(new Words(ink, here ? Role.SELECT : Role.TEXT, () -> pieces), 0, at, width, 1);
  }

  /// A text with the letters that were meant in the colour of hits.
  private static void hits(List<Piece> into, String text, int[] hits, Role role, int room) {
    String cut = Ink.cut(text, room);
    int at = 0;
    for (int hit : hits) {
      if (hit >= at && hit < cut.length()) {
        into.add(Piece.of(cut.substring(at, hit), role));
        into.add(Piece.of(cut.substring(hit, hit + 1), Role.HIT));
        at = hit + 1;
      }
    }
    into.add(Piece.of(cut.substring(at), role));
  }

  private void preview(int column, int height, int width) {
    for (int row = 3; row < height; row++) {
      line(column, row, 1, Piece.of("│", Role.FRAME));
    }
    List<String> lines = current().map(Question.Item::preview).orElse(List.of());
    for (int i = 0; i < Math.min(lines.size(), height - 3); i++) {
      line(column + 2, 3 + i, width, Piece.of(lines.get(i), Role.MUTED));
    }
  }

  @Override
  boolean key(KeyType type) {
    switch (type) {
      case ArrowDown -> move(1);
      case ArrowUp -> move(-1);
      case PageDown -> move(10);
      case PageUp -> move(-10);
      case Tab -> {
        if (question.verbs().isEmpty()) {
          return false;
        }
        current()
            .ifPresent(item -> {
              field.setText(Ink.plain(item.command()) + " ");
              field.setCaretPosition(field.getText().length());
              search();
            });
      }
      case Enter -> enter();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int by) {
    selected = Math.clamp((long) selected + by, 0, Math.max(0, rows.size() - 1));
    show();
  }

  private void show() {
    if (!tries.isEmpty()) {
      current().ifPresent(item -> ask(tries + quoted(item.text())));
    }
  }

  private void enter() {
    String text = field.getText().strip();
    String verb = text.split(" +", 2)[0];
    boolean line = question.verbs().contains(verb) && (rows.isEmpty() || text.contains(" "));
    if (line) {
      run(text);
    } else {
      current()
          .filter(item -> item.whyNot().isEmpty() && !item.command().isEmpty())
          .ifPresent(item -> run(item.command()));
    }
  }

  @Override
  void typed() {
    search();
    show();
  }

  @Override
  void escape() {
    if (field.getText().isEmpty()) {
      run(leave);
    } else {
      field.setText("");
      search();
    }
  }

  @Override
  List<KeyHint> hints() {
    List<KeyHint> hints = new ArrayList<>();
    hints.add(hint("↑ ↓", "move"));
    hints.add(hint("Enter", question.act()));
    if (!question.verbs().isEmpty()) {
      hints.add(hint("Tab", "complete"));
    }
    hints.add(hint("Esc", "clear, then close"));
    return hints;
  }
}
