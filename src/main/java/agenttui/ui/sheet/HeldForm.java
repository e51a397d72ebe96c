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

/// The answer strip: who asks what and why, and the answers as letters. There is no default: Enter
/// shows details. A reason, an edited command line, and the rule for always are steps of their own.
/// What an agent asks on its own screen has its own choices: the first on `a`, the last on `x`, and
/// what may stand between them on `s` and `w`, so that a letter never means the opposite.
final class HeldForm extends Form {
  private static final int LABEL = 5;
  private static final int NAME = 10;

  /// The letters of an agent's choices but for the last one.
  private static final String CHOICES = "asw";

  private Question.Held question;
  private final TextBox reason = field("");
  private final TextBox command;
  private final boolean editable;
  private Step step = Step.ANSWERS;

  /// What it shows.
  private enum Step {
    ANSWERS,
    DETAILS,
    /// The rule that would be written.
    ALWAYS,
    /// Why not.
    REASON,
    /// What to run instead.
    EDIT
  }

  HeldForm(Question.Held question, Ink ink) {
    super(ink);
    this.question = question;
    // What a cell cannot hold would be lost by editing.
    editable = !question.edit().isEmpty() && Ink.plain(question.edit()).equals(question.edit());
    command = field(editable ? question.edit() : "");
  }

  private static TextBox field(String text) {
    TextBox box = new TextBox(new TerminalSize(3, 1), text, TextBox.Style.SINGLE_LINE);
    box.setVerticalFocusSwitching(false);
    box.setCaretPosition(text.length());
    return box;
  }

  /// Takes a newer version of the same question; what was typed stays. False when it is another.
  boolean take(Question.Held newer) {
    boolean same = newer.id().equals(question.id());
    if (same) {
      question = newer;
    }
    return same;
  }

  @Override
  int rows(int columns) {
    return 7 + (step == Step.DETAILS ? question.details().size() + 1 : 0);
  }

  @Override
  void fill(int columns, int rows) {
    int room = columns - 2 * MARGIN;
    line(
        MARGIN,
        1,
        room,
        Piece.of(question.verb() + " ", Role.TEXT),
        Piece.of(Ink.cut(question.object(), room - fixed()), Role.STRONG),
        Piece.of(question.rest(), Role.TEXT));
    switch (step) {
      case ANSWERS, DETAILS -> {
        label(2, room, "by", Piece.of(question.by() + "   ", Role.TEXT), muted(question.where()));
        label(3, room, "why", muted(question.why()));
        details(rows, room);
        answers(rows - 2, room);
      }
      case ALWAYS -> {
        label(2, room, "rule", Piece.of(question.rule(), Role.STRONG));
        label(3, room, "", muted("holds for exactly this, in every pane of this project"));
        keys(rows - 2, room, "y", "write it and allow", "Esc", "back");
      }
      case REASON -> {
        label(2, room, "why", Piece.of("", Role.TEXT));
        put(reason, MARGIN + LABEL, 2, room - LABEL, 1);
        label(3, room, "", muted("its caller reads this line; it may be empty"));
        keys(rows - 2, room, "Enter", "deny", "Esc", "back");
      }
      case EDIT -> {
        label(2, room, "run", Piece.of("", Role.TEXT));
        put(command, MARGIN + LABEL, 2, room - LABEL, 1);
        label(3, room, "", muted("instead, once"));
        keys(rows - 2, room, "Enter", "run this", "Esc", "back");
      }
    }
  }

  /// Cells of the sentence beside its object.
  private int fixed() {
    return Width.of(question.verb()) + 1 + Width.of(question.rest());
  }

  private void details(int rows, int room) {
    if (step != Step.DETAILS) {
      return;
    }
    int row = 5;
    for (Question.Detail each : question.details()) {
      if (row < rows - 3) {
        Piece name = Piece.of(Width.pad(each.name(), NAME), Role.MUTED);
        line(MARGIN, row++, room, name, Piece.of(each.value(), Role.TEXT));
      }
    }
  }

  private static Piece muted(String text) {
    return Piece.of(text, Role.MUTED);
  }

  private void label(int row, int room, String label, Piece... pieces) {
    List<Piece> all = new ArrayList<>(List.of(Piece.of(Width.pad(label, LABEL), Role.MUTED)));
    all.addAll(List.of(pieces));
    line(MARGIN, row, room, all.toArray(Piece[]::new));
  }

  /// The letter of an agent's choice; blank for one too many.
  private char letterOf(int choice) {
    int last = question.choices().size() - 1;
    return choice > 0 && choice == last
        ? 'x'
        : choice < CHOICES.length() ? CHOICES.charAt(choice) : ' ';
  }

  private boolean choose(char letter) {
    for (int i = 0; i < question.choices().size(); i++) {
      if (letterOf(i) == letter && letter != ' ') {
        run(question.choices().get(i).command());
        return true;
      }
    }
    return false;
  }

  private void choices(int row, int room) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < question.choices().size(); i++) {
      if (letterOf(i) != ' ') {
        all.add(String.valueOf(letterOf(i)));
        all.add(question.choices().get(i).label());
      }
    }
    keys(row, room, all.toArray(String[]::new));
  }

  private void answers(int row, int room) {
    if (!question.choices().isEmpty()) {
      choices(row, room);
      return;
    }
    List<String> all = new ArrayList<>(List.of("a", "once", "s", "this session"));
    if (!question.rule().isEmpty()) {
      all.addAll(List.of("w", "always in this project…"));
    }
    all.addAll(List.of("x", "deny"));
    if (editable) {
      all.addAll(List.of("e", "edit"));
    }
    if (width(all, 2) > room) {
      all.replaceAll(word ->
          word.equals("this session") ? "session" : word.startsWith("always") ? "project…" : word);
    }
    keys(row, room, all.toArray(String[]::new));
  }

  private static int width(List<String> keys, int gap) {
    int width = -gap;
    for (int i = 0; i < keys.size(); i += 2) {
      width += Width.of(keys.get(i)) + 3 + Width.of(keys.get(i + 1)) + gap;
    }
    return width;
  }

  /// Keys and words in turn, as far apart as there is room, at most four cells.
  private void keys(int row, int room, String... keys) {
    int gap = 4;
    while (gap > 1 && width(List.of(keys), gap) > room) {
      gap--;
    }
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < keys.length; i += 2) {
      pieces.add(Piece.of(" " + keys[i] + " ", Role.FIELD));
      pieces.add(Piece.of(" " + keys[i + 1] + " ".repeat(gap), Role.TEXT));
    }
    line(MARGIN, row, room, pieces.toArray(Piece[]::new));
  }

  @Override
  boolean letter(char letter) {
    if (step == Step.ALWAYS) {
      if (letter == 'y') {
        approve(" --project");
      }
      return true;
    }
    boolean chooses = !question.choices().isEmpty();
    if (chooses && "aswxe".indexOf(letter) >= 0) {
      return choose(letter);
    }
    switch (letter) {
      case 'a' -> approve("");
      case 's' -> approve(" --pane");
      case 'w' -> step = question.rule().isEmpty() ? step : Step.ALWAYS;
      case 'x' -> step = Step.REASON;
      case 'e' -> step = editable ? Step.EDIT : step;
      case 'n' -> run("approvals show --after " + question.id());
      case 'p' -> run("approvals show --before " + question.id());
      case '.' -> run("select-pane -t " + question.pane());
      default -> {
        return false;
      }
    }
    return true;
  }

  private void approve(String scope) {
    run("approvals approve --next " + question.id() + scope);
  }

  @Override
  boolean key(KeyType type) {
    if (type != KeyType.Enter) {
      return false;
    }
    switch (step) {
      case ANSWERS -> step = Step.DETAILS;
      case DETAILS -> step = Step.ANSWERS;
      case ALWAYS -> {}
      case REASON -> {
        String why = reason.getText().strip();
        run("approvals deny --next " + question.id() + " --reason " + quoted(why));
      }
      case EDIT -> {
        if (!command.getText().isBlank()) {
          run("approvals approve --next " + question.id() + " -- " + command.getText());
        }
      }
    }
    return true;
  }

  @Override
  void escape() {
    if (step == Step.ANSWERS || step == Step.DETAILS) {
      close();
    } else {
      step = Step.ANSWERS;
    }
  }

  @Override
  int step() {
    return step == Step.ALWAYS ? 1 : 0;
  }

  @Override
  List<KeyHint> hints() {
    return switch (step) {
      case ANSWERS, DETAILS -> {
        List<KeyHint> hints = new ArrayList<>();
        if (question.choices().isEmpty()) {
          hints.add(hint(question.rule().isEmpty() ? "a s" : "a s w", "allow"));
          hints.add(hint("x", "deny"));
        } else {
          hints.add(hint(question.choices().size() > 1 ? "a x" : "a", "answer"));
        }
        hints.add(hint("Enter", step == Step.DETAILS ? "less" : "details"));
        if (question.of() > 1) {
          hints.add(hint("n p", "next question"));
        }
        String[] asker = question.asker().split(" ", 2);
        hints.add(hint(".", "go to pane " + asker[0]));
        hints.add(hint("Esc", "later"));
        yield hints;
      }
      case ALWAYS -> List.of(hint("y", "write the rule"), hint("Esc", "back"));
      case REASON -> List.of(hint("Enter", "deny"), hint("Esc", "back"));
      case EDIT -> List.of(hint("Enter", "run this instead"), hint("Esc", "back"));
    };
  }
}
