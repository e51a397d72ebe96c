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
import org.jspecify.annotations.Nullable;

/// All keys and commands, searchable; the selected one is explained at the right, or below when it
/// is narrow.
final class HelpForm extends Form {
  private static final int KEYS = 12;
  private static final int MOST_KEYS = 20;
  private static final int DETAILS = 42;

  /// Below this a row has no room for the command: it stands with what is told of the selected one.
  private static final int NARROW = 72;

  private final Question.Help question;
  private final TextBox filter;
  private List<Line> lines = List.of();
  private int selected;
  private int top;

  /// What keys take, with a blank behind the widest.
  private final int keyRoom;

  /// A row of the list: an entry, or a heading.
  private record Line(String heading, Question.@Nullable Entry entry) {}

  HelpForm(Question.Help question, Ink ink) {
    super(ink);
    this.question = question;
    keyRoom =
        Math.clamp(
            question.entries().stream()
                .mapToInt(each -> Width.of(each.allKeys()) + 1)
                .max()
                .orElse(0),
            KEYS,
            MOST_KEYS);
    filter = new TextBox(new TerminalSize(3, 1), "", TextBox.Style.SINGLE_LINE);
    filter.setVerticalFocusSwitching(false);
    search();
  }

  @Override
  boolean page() {
    return true;
  }

  @Override
  String right() {
    long shown = entries();
    return shown == question.entries().size()
        ? shown + " entries"
        : shown + " of " + question.entries().size();
  }

  private long entries() {
    return lines.stream().filter(line -> line.entry() != null).count();
  }

  private String wanted() {
    return filter.getText().strip().toLowerCase(Locale.ROOT);
  }

  private void search() {
    String wanted = wanted();
    List<Line> found = new ArrayList<>();
    String section = "";
    for (Question.Entry entry : question.entries()) {
      String all = entry.allKeys() + " " + entry.words() + " " + entry.command();
      if (!wanted.isEmpty() && !all.toLowerCase(Locale.ROOT).contains(wanted)) {
        continue;
      }
      if (!entry.section().equals(section)) {
        section = entry.section();
        if (!found.isEmpty()) {
          found.add(new Line("", null));
        }
        found.add(new Line(section, null));
      }
      found.add(new Line("", entry));
    }
    lines = found;
    selected = 0;
    top = 0;
    move(1);
  }

  /// To the next entry in a direction; stays when there is none.
  private void move(int by) {
    for (int i = selected + by; i >= 0 && i < lines.size(); i += by) {
      if (lines.get(i).entry() != null) {
        selected = i;
        return;
      }
    }
  }

  @Override
  int rows(int columns) {
    return Integer.MAX_VALUE;
  }

  @Override
  void fill(int columns, int rows) {
    boolean beside = columns >= 100;
    int width = beside ? columns - DETAILS - 2 : columns;
    int below = beside ? 0 : Math.min(6, rows * 2 / 5);
    line(MARGIN, 1, 2, Piece.of("/ ", Role.FIELD));
    put(filter, MARGIN + 2, 1, columns - 2 * MARGIN - 2, 1);
    int room = Math.max(1, rows - 3 - below);
    top = Math.clamp(top, Math.max(0, selected - room + 1), Math.max(0, selected - 1));
    for (int i = top; i < Math.min(lines.size(), top + room); i++) {
      entry(lines.get(i), 3 + i - top, width, i == selected);
    }
    if (lines.isEmpty()) {
      String none = "no match for \"" + filter.getText() + "\"";
      line(MARGIN, 3, width, Piece.of(none, Role.MUTED));
    }
    Question.Entry entry = selected < lines.size() ? lines.get(selected).entry() : null;
    if (entry != null && beside) {
      for (int row = 3; row < rows; row++) {
        line(width, row, 1, Piece.of("│", Role.FRAME));
      }
      details(entry, width + 2, 3, columns - width - 2 - MARGIN);
    } else if (entry != null && below > 2) {
      details(entry, MARGIN, rows - below, columns - 2 * MARGIN);
    }
  }

  private void entry(Line line, int row, int width, boolean here) {
    Question.Entry entry = line.entry();
    if (entry == null) {
      line(MARGIN, row, width - MARGIN, Piece.of(line.heading(), Role.HEADING));
      return;
    }
    boolean works = entry.whyNot().isEmpty();
    boolean narrow = width < NARROW;
    String keys = entry.keys().isEmpty() && narrow ? entry.command() + " " : entry.allKeys();
    int right = narrow ? width : width - 26;
    List<Piece> pieces = new ArrayList<>();
    pieces.add(
        Piece.of(
            "  " + Width.pad(keys, narrow ? Math.max(KEYS, Width.of(keys)) : keyRoom),
            works ? Role.KEY : Role.MUTED));
    hits(pieces, entry.words(), works ? Role.TEXT : Role.MUTED, right - width(pieces) - 1);
    if (!narrow) {
      pieces.add(Piece.of(" ".repeat(Math.max(1, right - width(pieces))), Role.TEXT));
      hits(pieces, entry.whyNot().orElse(entry.command()), Role.MUTED, width - right - 1);
    }
    pieces.add(Piece.of(" ".repeat(Math.max(0, width - width(pieces))), Role.TEXT));
    put(new Words(ink, here ? Role.SELECT : Role.TEXT, () -> pieces), 0, row, width, 1);
  }

  private static int width(List<Piece> pieces) {
    return pieces.stream().mapToInt(piece -> Width.of(piece.text())).sum();
  }

  /// A text with what was searched for in the colour of hits.
  private void hits(List<Piece> into, String text, Role role, int room) {
    String cut = Ink.cut(text, room);
    String wanted = wanted();
    int at = wanted.isEmpty() ? -1 : cut.toLowerCase(Locale.ROOT).indexOf(wanted);
    if (at < 0 || at + wanted.length() > cut.length()) {
      into.add(Piece.of(cut, role));
      return;
    }
    into.add(Piece.of(cut.substring(0, at), role));
    into.add(Piece.of(cut.substring(at, at + wanted.length()), Role.HIT));
    into.add(Piece.of(cut.substring(at + wanted.length()), role));
  }

  private void details(Question.Entry entry, int column, int row, int width) {
    line(column, row, width, Piece.of(entry.words(), Role.STRONG));
    int at = row + 2;
    String[][] facts = {
      {"key", entry.allKeys()}, {"command", entry.command()}, {"where", entry.where()},
    };
    for (String[] fact : facts) {
      if (!fact[1].isEmpty()) {
        fact(fact[0], column, at++, width, Piece.of(fact[1], Role.TEXT));
      }
    }
    fact(
        "now",
        column,
        at,
        width,
        entry
            .whyNot()
            .map(why -> Piece.of(why, Role.MUTED))
            .orElse(Piece.of("✓ ready", Role.GOOD)));
  }

  private void fact(String name, int column, int row, int width, Piece value) {
    line(column, row, width, Piece.of(Width.pad(name, 9), Role.MUTED), value);
  }

  /// Keys before the field takes them: arrows move the selection, Enter runs.
  @Override
  boolean key(KeyType type) {
    switch (type) {
      case ArrowDown -> move(1);
      case ArrowUp -> move(-1);
      case PageDown -> repeat(10, 1);
      case PageUp -> repeat(10, -1);
      case Enter -> {
        Question.Entry entry = selected < lines.size() ? lines.get(selected).entry() : null;
        if (entry != null && entry.whyNot().isEmpty() && !entry.keys().isEmpty()) {
          run(entry.command());
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void repeat(int times, int by) {
    for (int i = 0; i < times; i++) {
      move(by);
    }
  }

  @Override
  void typed() {
    search();
  }

  @Override
  void escape() {
    if (filter.getText().isEmpty()) {
      close();
    } else {
      filter.setText("");
      search();
    }
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("↑ ↓", "move"), hint("Enter", "do it now"), hint("Esc", "clear, then close"));
  }
}
