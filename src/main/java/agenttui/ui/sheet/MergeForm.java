package agenttui.ui.sheet;

import agenttui.mux.Panel;
import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.gui2.Button;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;

/// The merge page: which forks, how, where they conflict, and whether the checked-out branch
/// follows. Each change asks anew, so what the button says is always true.
final class MergeForm extends Form {
  private static final int FACTS = 18;
  private static final int SUBJECT = 36;
  private static final int VERDICT = 24;

  /// Below so many rows no row is left blank.
  private static final int ROOMY = 26;

  private final Question.MergePage question;
  private final List<Boolean> marked = new ArrayList<>();
  private final Pick forks;
  private final Pick how;
  private final Pick forward;
  private final Button cancel;
  private final Button merge;
  private final Conflicts conflicts;
  private boolean ticked;

  /// Whether Enter was pressed while nothing was marked.
  private boolean early;

  private int width = 80;

  MergeForm(Question.MergePage question, Ink ink) {
    super(ink);
    this.question = question;
    question.forks().forEach(candidate -> marked.add(candidate.marked()));
    ticked = question.ticked();
    conflicts = new Conflicts(this, question.conflicts());
    forks = new Pick(ink, true, question.forks().size(), this::fork, this::mark);
    how = new Pick(ink, false, question.strategies().size(), this::strategy, () -> {});
    how.cursor(chosen());
    forward = new Pick(ink, true, 1, _ -> forward(), this::tick);
    cancel = button("Cancel", false, this::close);
    merge = button(label(), false, () -> run(command("")));
    merge.setEnabled(question.refused().isEmpty() && marked.contains(true));
  }

  private int chosen() {
    List<String> words = question.strategies().stream().map(Question.Strategy::word).toList();
    return Math.max(0, words.indexOf(question.strategy()));
  }

  private String label() {
    long count = marked.stream().filter(mark -> mark).count();
    return count == 1 ? "Merge 1 fork" : "Merge " + count + " forks";
  }

  private void mark() {
    marked.set(forks.cursor(), !marked.get(forks.cursor()));
    ask(command("--ask "));
  }

  private void tick() {
    if (question.fastForward().whyNot().isEmpty()) {
      ticked = !ticked;
      ask(command("--ask "));
    }
  }

  private String command(String asking) {
    StringBuilder line = new StringBuilder(start(asking));
    for (int i = 0; i < marked.size(); i++) {
      if (marked.get(i)) {
        line.append(' ').append(question.forks().get(i).fork().number());
      }
    }
    return line.toString();
  }

  private String start(String asking) {
    String word = question.strategies().get(how.cursor()).word();
    return question.command()
        + " "
        + asking
        + "--strategy "
        + word
        + (ticked ? " --fast-forward" : "");
  }

  @Override
  boolean letter(char letter) {
    if (conflicts.several() && (letter == 'n' || letter == 'p')) {
      conflicts.step(letter == 'n' ? 1 : -1);
      return true;
    }
    for (Question.Way way : question.ways()) {
      if (way.key() == letter) {
        ask(start("--ask ") + " " + way.command());
        return true;
      }
    }
    return false;
  }

  /// Enter merges from every part: one key takes a merge back. Where that cannot be, it stays: the
  /// next part is a way out, and the next key could go to a shell.
  @Override
  boolean key(KeyType type) {
    if (type != KeyType.Enter || cancel.isFocused()) {
      return false;
    }
    if (merge.isEnabled()) {
      run(command(""));
    } else {
      early = !marked.contains(true);
    }
    return true;
  }

  private List<Piece> fork(int index) {
    Panel.ForkRow fork = question.forks().get(index).fork();
    boolean on = marked.get(index);
    String name = pad(fork.number() + " " + fork.agent(), FACTS - 6 - 1);
    String facts = pad(fork.facts(), SUBJECT - FACTS - 2);
    int room = Math.max(0, width - SUBJECT - VERDICT - MARGIN);
    String subject = pad(fork.detail(), room);
    Role verdict =
        switch (fork.verdict()) {
          case CLEAN -> Role.GOOD;
          case CONFLICTS -> Role.BAD;
          case CHECKING, NOTHING -> Role.MUTED;
        };
    String mark =
        switch (fork.verdict()) {
          case CLEAN -> "✓ ";
          case CONFLICTS -> "≠ ";
          case CHECKING -> "… ";
          case NOTHING -> "";
        };
    return List.of(
        Piece.of(on ? "  [x] " : "  [ ] ", on ? Role.ACCENT : Role.MUTED),
        Piece.of(name + " ", Role.STRONG),
        Piece.of(facts + "  ", Role.MUTED),
        Piece.of(subject + "  ", Role.MUTED),
        Piece.of(mark + words(fork), verdict));
  }

  /// The panel's words, as long as a page has room for.
  private static String words(Panel.ForkRow fork) {
    return switch (fork.verdict()) {
      case CLEAN -> fork.words().equals("clean") ? "merges cleanly" : fork.words();
      case CONFLICTS -> "conflicts " + fork.words();
      case CHECKING, NOTHING -> fork.words();
    };
  }

  private static String pad(String text, int columns) {
    return Width.pad(Ink.cut(text, columns), Math.max(0, columns));
  }

  private List<Piece> strategy(int index) {
    return List.of(Piece.of(question.strategies().get(index).word(), Role.TEXT));
  }

  private List<Piece> forward() {
    boolean can = question.fastForward().whyNot().isEmpty();
    return List.of(
        Piece.of(ticked && can ? "  [x] " : "  [ ] ", ticked && can ? Role.ACCENT : Role.MUTED),
        Piece.of(question.fastForward().label(), can ? Role.TEXT : Role.MUTED),
        Piece.of(question.fastForward().whyNot().map(why -> "   " + why).orElse(""), Role.MUTED));
  }

  @Override
  boolean page() {
    return true;
  }

  @Override
  String right() {
    return question.note();
  }

  @Override
  int rows(int columns) {
    return Integer.MAX_VALUE;
  }

  @Override
  void fill(int columns, int rows) {
    width = columns;
    if (how.cursor() != chosen()) {
      ask(command("--ask "));
    }
    int gap = rows < ROOMY ? 0 : 1;
    int row = gap;
    int most = Math.max(1, rows - 12);
    int shown = Math.min(most, Math.max(1, question.forks().size()));
    put(forks, 0, row, columns, shown);
    row += shown + gap;
    rule(row++, columns, Piece.of("How", Role.HEADING));
    int options =
        question.strategies().stream().mapToInt(s -> s.word().length() + 3).sum() + MARGIN;
    put(how, MARGIN, row, Math.min(options, columns - MARGIN), 1);
    if (!question.strategies().isEmpty()) {
      String words = question.strategies().get(how.cursor()).explanation();
      line(MARGIN + options, row, columns - options - 2 * MARGIN, Piece.of(words, Role.MUTED));
    }
    row += 1 + gap;
    int last = rows - 1 - gap;
    // Kept free below: the ways out with their rule, the branch, the buttons.
    int below = question.ways().isEmpty() ? 0 : question.ways().size() + 1;
    row = conflicts.fill(columns, row, last - 1 - 2 * gap - below);
    row = ways(columns, row, last - 1) + gap;
    put(forward, 0, Math.min(row, last - 1), columns, 1);
    int left = buttons(last, columns, merge, cancel, merge);
    String refused = question.refused().map(why -> "refused: " + why).orElse("");
    String cut = Ink.cut(refused, left - 2 * MARGIN);
    int at = left - MARGIN - Width.of(cut);
    if (!cut.isEmpty()) {
      line(at, last, left - at, Piece.of(cut, Role.BAD));
    } else if (early) {
      unmarked(last, left);
    }
  }

  private int ways(int columns, int from, int limit) {
    int row = from;
    if (question.ways().isEmpty() || row + 1 >= limit) {
      return row;
    }
    rule(row++, columns, Piece.of("Ways out", Role.HEADING));
    for (Question.Way way : question.ways()) {
      line(
          MARGIN,
          row++,
          columns - 2 * MARGIN,
          Piece.of(way.key() + "  ", Role.KEY),
          Piece.of(way.label(), Role.TEXT));
    }
    return row;
  }

  @Override
  List<KeyHint> hints() {
    List<KeyHint> hints = new ArrayList<>();
    hints.add(hint("Space", "mark"));
    if (cancel.isFocused() || merge.isEnabled()) {
      hints.add(hint("Enter", cancel.isFocused() ? "cancel" : "merge"));
    }
    hints.add(hint("Tab", "section"));
    hints.add(hint("← →", "how"));
    if (conflicts.several()) {
      hints.add(hint("n p", "next place"));
    }
    if (!question.ways().isEmpty()) {
      List<String> keys = question.ways().stream().map(w -> Character.toString(w.key())).toList();
      hints.add(hint(String.join(" ", keys), keys.size() == 1 ? "way out" : "ways out"));
    }
    hints.add(hint("Esc", "cancel"));
    return hints;
  }

  /// Where the cursor was in an older version of the same page, and which place it showed.
  void takeCursor(MergeForm older) {
    conflicts.follow(older.conflicts);
    forks.cursor(older.forks.cursor());
  }

  /// Which of its parts has the focus: 0 forks, 1 how, 2 forward, 3 others.
  int part() {
    return forks.isFocused() ? 0 : how.isFocused() ? 1 : forward.isFocused() ? 2 : 3;
  }

  void focusPart(int part) {
    switch (part) {
      case 0 -> forks.takeFocus();
      case 1 -> how.takeFocus();
      case 2 -> forward.takeFocus();
      default -> cancel.takeFocus();
    }
  }
}
