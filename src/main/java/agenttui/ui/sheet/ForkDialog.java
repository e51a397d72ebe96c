package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.Button;
import com.googlecode.lanterna.gui2.Interactable;
import com.googlecode.lanterna.gui2.TextBox;
import java.util.List;
import java.util.regex.Pattern;

/// The fork dialog: agent, copies, prompt, from, include; then what it will make.
final class ForkDialog extends Form {
  private static final int FIELD = 14;
  private static final int PROMPT_LEAST = 3;
  private static final int PROMPT_MOST = 8;

  private final Question.ForkForm question;
  private final Pick agents;
  private final TextBox copies;
  private final TextBox prompt;
  private final Pick bases;
  private final Pick include;
  private final Button cancel;
  private final Button fork;
  private boolean dirty = true;

  ForkDialog(Question.ForkForm question, Ink ink) {
    super(ink);
    this.question = question;
    agents = new Pick(ink, false, question.agents().size(), this::agent, () -> {});
    copies = field("1", TextBox.Style.SINGLE_LINE);
    copies.setValidationPattern(Pattern.compile("[1-9]?"));
    prompt = field("", TextBox.Style.MULTI_LINE);
    bases = new Pick(ink, true, question.bases().size(), this::base, () -> {});
    include = new Pick(ink, true, 1, _ -> included(), () -> dirty = !dirty);
    cancel = button("Cancel", false, this::close);
    fork = button("Fork", false, () -> run(command()));
  }

  private static TextBox field(String text, TextBox.Style style) {
    return new TextBox(new TerminalSize(3, 1), text, style);
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
    String text = prompt.getText().strip();
    if (!text.isEmpty()) {
      line.append(" --prompt ").append(quoted(text));
    }
    return line.toString();
  }

  private int promptRows() {
    return Math.clamp(prompt.getLineCount(), PROMPT_LEAST, PROMPT_MOST);
  }

  private int includeRows() {
    return question.dirty() > 0 ? 1 : 0;
  }

  @Override
  int rows(int columns) {
    return 1
        + 2
        + 1
        + promptRows()
        + 1
        + question.bases().size()
        + 1
        + includeRows()
        + 1
        + 1
        + 2
        + 4;
  }

  private void label(int row, String text, Interactable field) {
    line(MARGIN, row, FIELD - MARGIN, Piece.of(text, field.isFocused() ? Role.ACCENT : Role.MUTED));
  }

  @Override
  void fill(int columns, int rows) {
    int room = columns - FIELD - MARGIN;
    int row = 1;
    label(row, "Agent", agents);
    put(agents, FIELD, row++, room, 1);
    label(row, "Copies", copies);
    put(copies, FIELD, row, 3, 1);
    line(FIELD + 5, row++, room - 5, Piece.of(question.room(), Role.MUTED));
    row++;
    label(row, "Prompt", prompt);
    put(prompt, FIELD, row, room, promptRows());
    row += promptRows() + 1;
    label(row, "From", bases);
    put(bases, FIELD, row, room, question.bases().size());
    row += question.bases().size() + 1;
    if (includeRows() > 0) {
      label(row, "Include", include);
      put(include, FIELD, row++, room, 1);
    }
    line(MARGIN, row, FIELD - MARGIN, Piece.of("Network", Role.MUTED));
    line(FIELD, row++, room, Piece.of(question.network(), Role.TEXT));
    row++;
    rule(row++, columns, Piece.of("Will make", Role.HEADING));
    String count = number() == 1 ? "1 fork" : number() + " forks";
    line(MARGIN, row, FIELD - MARGIN, Piece.of(count, Role.STRONG));
    line(FIELD, row, room, Piece.of(question.branches(), Role.TEXT));
    fork.setLabel(number() == 1 ? "Fork" : "Fork " + number() + " times");
    buttons(rows - 2, columns, cancel, fork);
  }

  @Override
  List<KeyHint> hints() {
    return List.of(
        hint("Tab", "next field"),
        hint("← →", "choose"),
        hint("Space", "mark"),
        hint("Enter", "on the button"),
        hint("Esc", "cancel"));
  }
}
