package agenttui.term;

import agenttui.term.cells.Invariants;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// An emulator for tests: takes text, checks the invariants after each feed, gives back text.
final class TestTerminal {
  final Emulator emulator;

  TestTerminal(int columns, int rows) {
    this(columns, rows, 100);
  }

  TestTerminal(int columns, int rows, int history) {
    this(new Emulator(new Size(columns, rows), history));
  }

  TestTerminal(Emulator emulator) {
    this.emulator = emulator;
  }

  TestTerminal feed(String text) {
    return feed(text.getBytes(StandardCharsets.UTF_8));
  }

  TestTerminal feed(byte[] bytes) {
    emulator.feed(bytes);
    Invariants.check(emulator.terminal.grid);
    return this;
  }

  TestTerminal resize(int columns, int rows) {
    emulator.resize(new Size(columns, rows));
    Invariants.check(emulator.terminal.grid);
    return this;
  }

  Screen screen() {
    return emulator.screen();
  }

  /// A row's text, blanks at the end left out.
  String row(int y) {
    return screen().line(y);
  }

  /// All rows, empty ones at the end left out, joined by `|`.
  String rows() {
    List<String> rows = new ArrayList<>();
    for (int y = 0; y < screen().rows(); y++) {
      rows.add(row(y));
    }
    while (!rows.isEmpty() && rows.getLast().isEmpty()) {
      rows.removeLast();
    }
    return String.join("|", rows);
  }

  /// The history, joined by `|`.
  String history() {
    List<String> rows = new ArrayList<>();
    for (int y = -screen().historySize(); y < 0; y++) {
      rows.add(row(y));
    }
    return String.join("|", rows);
  }

  /// `column,row`.
  String cursor() {
    return screen().cursorColumn() + "," + screen().cursorRow();
  }

  /// Answers since the last call, ESC as `^[`, BEL as `^G`.
  String replies() {
    return new String(emulator.takeReplies(), StandardCharsets.UTF_8)
        .replace("\u001b", "^[")
        .replace("\u0007", "^G");
  }

  long style(int x, int y) {
    return (x < screen().used(y) ? screen().attr(y)[x] : screen().fill(y)) & ~Style.EXTRA;
  }

  /// Everything that shows, and the modes: for comparing two terminals.
  String everything() {
    StringBuilder all = new StringBuilder();
    Screen screen = screen();
    all.append(screen.size()).append(' ').append(cursor()).append(' ').append(screen.title());
    all.append(screen.modes().all()).append(screen.modes().keyboardFlags());
    all.append(screen.modes().modifyOtherKeys()).append(screen.cursorShape()).append('\n');
    for (int y = -screen.historySize(); y < screen.rows(); y++) {
      all.append(y).append(screen.wrapped(y) ? '+' : ' ').append(screen.fill(y)).append(' ');
      for (int x = 0; x < screen.used(y); x++) {
        screen.append(all, screen.text(y)[x]);
        all.append('<').append(Long.toHexString(screen.attr(y)[x]));
        all.append(',').append(screen.underlineColour(y, x));
        all.append(',').append(screen.linkTarget(screen.link(y, x))).append('>');
      }
      all.append('\n');
    }
    return all.toString();
  }
}
