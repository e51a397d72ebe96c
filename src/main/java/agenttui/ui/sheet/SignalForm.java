package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.ui.sheet.Ink.Role;
import agenttui.ui.sheet.Words.Piece;
import java.util.List;
import java.util.Map;

/// Which running call or program gets which signal.
final class SignalForm extends Form {
  private static final Map<Character, String> SIGNALS =
      Map.of('i', "INT", 't', "TERM", 'K', "KILL", 'c', "CONT");

  private final Question.SignalChoice question;
  private final Pick targets;

  SignalForm(Question.SignalChoice question, Ink ink) {
    super(ink);
    this.question = question;
    targets = new Pick(ink, true, question.targets().size(), this::target, () -> {});
  }

  private List<Piece> target(int index) {
    Question.Target target = question.targets().get(index);
    boolean chosen = index == targets.cursor();
    return List.of(
        Piece.of(chosen ? "  ● " : "  ○ ", chosen ? Role.ACCENT : Role.TEXT),
        Piece.of(target.label(), chosen ? Role.STRONG : Role.TEXT),
        Piece.of("   " + target.note(), Role.MUTED));
  }

  @Override
  int rows(int columns) {
    return 1 + Math.min(8, Math.max(1, question.targets().size())) + 5;
  }

  @Override
  void fill(int columns, int rows) {
    if (question.targets().isEmpty()) {
      line(MARGIN, 1, columns - MARGIN, Piece.of("Nothing runs here.", Role.MUTED));
      return;
    }
    put(targets, 0, 1, columns, rows - 6);
    line(
        MARGIN + 1,
        rows - 4,
        columns - MARGIN,
        Piece.of(" i ", Role.FIELD),
        Piece.of(" INT, as Ctrl-C   ", Role.TEXT),
        Piece.of(" t ", Role.FIELD),
        Piece.of(" TERM, please end", Role.TEXT));
    line(
        MARGIN + 1,
        rows - 3,
        columns - MARGIN,
        Piece.of(" K ", Role.FIELD),
        Piece.of(" KILL, at once    ", Role.TEXT),
        Piece.of(" c ", Role.FIELD),
        Piece.of(" CONT, go on after Ctrl-Z", Role.TEXT));
  }

  @Override
  boolean letter(char letter) {
    String signal = SIGNALS.get(letter);
    if (signal == null || question.targets().isEmpty()) {
      return false;
    }
    run(question.targets().get(targets.cursor()).command() + " " + signal);
    return true;
  }

  @Override
  List<KeyHint> hints() {
    return List.of(hint("↑ ↓", "target"), hint("i t c K", "send"), hint("Esc", "cancel"));
  }
}
