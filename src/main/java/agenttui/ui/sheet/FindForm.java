package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.TextBox;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A text is looked for in all panes: each change of it asks anew, and what is found comes while
/// one types. Below the list, where there is room, stand the rows around the selected line.
final class FindForm extends Form {
  private static final int KEYS = 8;
  private static final int NAME = 16;
  private static final int ROWS = 20;

  /// Below that, the rows around a line have no room.
  private static final int TALL = 14;

  private Question.Find question;
  private final TextBox field;
  private String asked;
  private int selected;
  private int top;

  FindForm(Question.Find question, Ink ink) {
    super(ink);
    this.question = question;
    asked = Ink.plain(question.text());
    field = new TextBox(new TerminalSize(3, 1), asked, TextBox.Style.SINGLE_LINE);
    field.setVerticalFocusSwitching(false);
    field.setCaretPosition(asked.length());
  }

  /// Shows what is known now; what is typed stays, and the selection where the list only grew.
  void take(Question.Find newer) {
    boolean same = newer.text().equals(question.text());
    question = newer;
    selected = same ? Math.clamp(selected, 0, Math.max(0, newer.hits().size() - 1)) : 0;
    top = same ? top : 0;
  }

  @Override
  String right() {
    if (question.text().isEmpty()) {
      return "";
    }
    int listed = question.hits().size();
    String found =
        question.lines() == 0
            ? question.searching() ? "" : "nothing found"
            : number(question.lines(), "line") + " in " + number(question.panes(), "pane");
    String rest = listed < question.lines() ? ", " + listed + " listed" : "";
    return question.searching() ? (found + rest + "  searching…").strip() : found + rest;
  }

  private static String number(int count, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
  }

  @Override
  int rows(int columns) {
    return ROWS;
  }

  private int around() {
    return question.hits().stream()
        .mapToInt(hit -> Math.max(hit.above().size(), hit.below().size()))
        .max()
        .orElse(0);
  }

  @Override
  void fill(int columns, int height) {
    line(MARGIN, 1, 2, Piece.of("/ ", Role.FIELD));
    put(field, MARGIN + 2, 1, columns - 2 * MARGIN - 2, 1);
    int context = height >= TALL ? around() : 0;
    int below = context > 0 ? 2 * context + 2 : 0;
    int room = Math.max(1, height - 3 - below);
    top = Math.clamp(top, Math.max(0, selected - room + 1), Math.max(0, selected));
    List<Question.Hit> hits = question.hits();
    for (int i = top; i < Math.min(hits.size(), top + room); i++) {
      row(hits.get(i), 3 + i - top, columns, i == selected);
    }
    if (hits.isEmpty()) {
      line(MARGIN, 3, columns - MARGIN, Piece.of(none(), Role.MUTED));
    }
    if (context > 0) {
      current().ifPresent(hit -> around(hit, 3 + room, context, columns));
    }
  }

  private String none() {
    if (question.text().isEmpty()) {
      return "type a text: screens and histories of all panes are searched";
    }
    return question.searching() ? "searching…" : "no pane shows \"" + question.text() + "\"";
  }

  private Optional<Question.Hit> current() {
    return selected < question.hits().size()
        ? Optional.of(question.hits().get(selected))
        : Optional.empty();
  }

  private void row(Question.Hit hit, int at, int width, boolean here) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(Piece.of("  " + Width.pad(Ink.cut(hit.place(), KEYS - 1), KEYS), Role.KEY));
    pieces.add(Piece.of(Width.pad(Ink.cut(hit.name(), NAME - 2), NAME), Role.MUTED));
    String more = hit.more() == 0 ? "" : "and " + number(hit.more(), "line") + " more";
    int room = Math.max(8, width - KEYS - NAME - 2 * MARGIN - Width.of(more) - 1);
    matched(pieces, hit, room, Role.TEXT);
    int used = pieces.stream().mapToInt(piece -> Width.of(Ink.plain(piece.text()))).sum();
    int end = width - MARGIN - Width.of(more);
    pieces.add(Piece.of(" ".repeat(Math.max(1, end - used)), Role.TEXT));
    pieces.add(Piece.of(more, Role.MUTED));
    pieces.add(Piece.of(" ".repeat(MARGIN), Role.TEXT));
    put(new Words(ink, here ? Role.SELECT : Role.TEXT, () -> pieces), 0, at, width, 1);
  }

  /// A line with its match in the colour of hits; what stands before is left out as far as the
  /// match needs the room.
  private static void matched(List<Piece> into, Question.Hit hit, int room, Role role) {
    String text = hit.text();
    String match = Ink.plain(text.substring(hit.from(), hit.to()));
    String before = Ink.plain(text.substring(0, hit.from())).stripLeading();
    int free = Math.max(0, room - Width.of(match));
    if (Width.of(before) > free * 2 / 3) {
      before = tail(before, free * 2 / 3);
    }
    into.add(Piece.of(before, role));
    String shown = Ink.cut(match, room);
    into.add(Piece.of(shown, Role.HIT));
    int left = room - Width.of(before) - Width.of(shown);
    into.add(Piece.of(Ink.cut(text.substring(hit.to()), left), role));
  }

  /// The end of a text in so many cells.
  private static String tail(String text, int columns) {
    int from = text.length();
    int used = 1;
    while (from > 0) {
      int point = text.codePointBefore(from);
      used += Width.of(point);
      if (used > columns) {
        break;
      }
      from -= Character.charCount(point);
    }
    return columns < 1 ? "" : "…" + text.substring(from);
  }

  private void around(Question.Hit hit, int row, int context, int columns) {
    rule(row, columns, Piece.of(hit.place() + " " + hit.name(), Role.MUTED));
    int width = columns - 2 * MARGIN;
    int at = row + 1 + context - hit.above().size();
    for (String line : hit.above()) {
      line(MARGIN, at++, width, Piece.of(line, Role.MUTED));
    }
    List<Piece> pieces = new ArrayList<>();
    matched(pieces, hit, width, Role.TEXT);
    line(MARGIN, at++, width, pieces.toArray(Piece[]::new));
    for (String line : hit.below()) {
      line(MARGIN, at++, width, Piece.of(line, Role.MUTED));
    }
  }

  @Override
  boolean key(KeyType type) {
    switch (type) {
      case ArrowDown -> move(1);
      case ArrowUp -> move(-1);
      case PageDown -> move(10);
      case PageUp -> move(-10);
      case Enter -> current().ifPresent(hit -> run(hit.command()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void move(int by) {
    selected = Math.clamp((long) selected + by, 0, Math.max(0, question.hits().size() - 1));
  }

  @Override
  void typed() {
    if (!field.getText().equals(asked)) {
      asked = field.getText();
      ask(question.command() + " " + quoted(asked));
    }
  }

  @Override
  void escape() {
    if (field.getText().isEmpty()) {
      close();
    } else {
      field.setText("");
      typed();
    }
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("↑ ↓", "move"), hint("Enter", "go there"), hint("Esc", "clear, then close"));
  }
}
