package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.Button;
import com.googlecode.lanterna.gui2.Interactable;
import com.googlecode.lanterna.gui2.TextBox;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.List;

/// The fork dialog: agent, copies, from, include; then what it will make.
final class ForkDialog extends Form {
  private static final int FIELD = 14;

  private final Question.ForkForm question;
  private final Pick agents;
  private final TextBox copies;
  private final Pick bases;
  private final Pick include;
  private final Button cancel;
  private final Button fork;
  private boolean dirty = true;

  ForkDialog(Question.ForkForm question, Ink ink) {
    super(ink);
    this.question = question;
    agents = new Pick(ink, false, question.agents().size(), this::agent, () -> {});
    copies = new TextBox(new TerminalSize(3, 1), "1", TextBox.Style.SINGLE_LINE);
    copies.setInputFilter((_, key) -> digit(key));
    bases = new Pick(ink, true, question.bases().size(), this::base, () -> {});
    include = new Pick(ink, true, 1, _ -> included(), () -> dirty = !dirty);
    cancel = button("Cancel", false, this::close);
    fork = button("Fork", false, () -> run(command()));
  }

  /// One digit: typing another replaces it.
  private boolean digit(KeyStroke key) {
    if (key.getKeyType() != KeyType.Character) {
      return true;
    }
    char typed = key.getCharacter();
    if (typed >= '1' && typed <= '9') {
      copies.setText(Character.toString(typed));
    }
    return false;
  }

  private List<Piece> agent(int index) {
    return List.of(Piece.of(question.agents().get(index), Role.TEXT));
  }

  private List<Piece> base(int index) {
    Question.Base base = question.bases().get(index);
    boolean chosen = index == bases.cursor();
    int width =
        question.bases().stream().mapToInt(b -> Ink.plain(b.label()).length()).max().orElse(0);
    String label = Width.pad(Ink.plain(base.label()), width);
    return List.of(
        Piece.of(chosen ? "● " : "○ ", chosen ? Role.ACCENT : Role.TEXT),
        Piece.of(label, chosen ? Role.STRONG : Role.TEXT),
        Piece.of("   " + base.note(), Role.MUTED));
  }

  private List<Piece> included() {
    boolean marked = dirty && bringsDirty();
    return List.of(
        Piece.of(marked ? "[x]" : "[ ]", marked ? Role.ACCENT : Role.MUTED),
        Piece.of(" files not committed (" + question.dirty() + ")", Role.TEXT));
  }

  private boolean bringsDirty() {
    return question.dirty() > 0 && question.bases().get(bases.cursor()).uncommitted();
  }

  private int number() {
    String text = copies.getText().strip();
    int wanted = text.matches("[1-9]") ? Integer.parseInt(text) : 1;
    return Math.clamp(wanted, 1, Math.max(1, question.most()));
  }

  private String command() {
    StringBuilder line = new StringBuilder(question.command());
    if (number() > 1) {
      line.append(' ').append(number());
    }
    line.append(" --agent ").append(quoted(question.agents().get(agents.cursor())));
    Question.Base base = question.bases().get(bases.cursor());
    if (!base.option().isEmpty()) {
      line.append(' ').append(base.option());
    }
    if (dirty && bringsDirty()) {
      line.append(" --include-dirty");
    }
    return line.toString();
  }

  private int includeRows() {
    return question.dirty() > 0 ? 1 : 0;
  }

  /// The rows of the fields and of the buttons.
  private int least() {
    return 4 + question.bases().size() + includeRows();
  }

  @Override
  int rows(int columns) {
    return least() + 9;
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
  void fill(int columns, int rows) {
    int room = columns - FIELD - MARGIN;
    // A low sheet has first no blank rows between the fields, then nothing but fields and buttons.
    int spare = rows - least();
    int gap = spare >= 8 ? 1 : 0;
    int edge = spare >= 2 ? 1 : 0;
    int last = rows - 1 - edge;
    int row = edge;
    label(row, "Agent", agents);
    put(agents, FIELD, row++, room, 1);
    label(row, "Copies", copies);
    put(new Words(ink, Role.FIELD, () -> List.of(Piece.of(" ", Role.FIELD))), FIELD, row, 1, 1);
    put(copies, FIELD + 1, row, 2, 1);
    line(FIELD + 5, row++, room - 5, Piece.of(question.room(), Role.MUTED));
    row += gap;
    int shown = Math.max(1, question.bases().size() + Math.min(0, spare));
    label(row, "From", bases);
    put(bases, FIELD, row, room, shown);
    row += shown + gap;
    if (includeRows() > 0 && row < last) {
      label(row, "Include", include);
      put(include, FIELD, row++, room, 1);
    }
    if (row < last) {
      line(MARGIN, row, FIELD - MARGIN, Piece.of("Network", Role.MUTED));
      line(FIELD, row++, room, Piece.of(question.network(), Role.TEXT));
    }
    row += gap;
    if (row + 1 < last) {
      rule(row++, columns, Piece.of("Will make", Role.HEADING));
      String count = number() == 1 ? "1 fork" : number() + " forks";
      line(MARGIN, row, FIELD - MARGIN, Piece.of(count, Role.STRONG));
      line(FIELD, row, room, Piece.of(question.branches(), Role.TEXT));
    }
    fork.setLabel(number() == 1 ? "Fork" : "Fork " + number() + " times");
    buttons(last, columns, fork, cancel, fork);
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("Tab", "next field"),
        hint("← →", "choose"),
        hint("Space", "mark"),
        hint("Enter", cancel.isFocused() ? "cancel" : "fork"),
        hint("Esc", "cancel"));
  }

  /// Enter forks from every field: nothing is lost by a fork.
  @Override
  boolean key(KeyType type) {
    boolean forks = type == KeyType.Enter && !cancel.isFocused();
    if (forks) {
      run(command());
    }
    return forks;
  }
}
