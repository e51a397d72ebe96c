package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Areas;
import agenttui.mux.Binding;
import agenttui.mux.KeyTable;
import agenttui.mux.Panel;
import agenttui.mux.Session;
import java.util.ArrayList;
import java.util.List;

/// The first and the last row: window list and hint rule.
final class Bands {
  private final Theme theme;

  Bands(Theme theme) {
    this.theme = theme;
  }

  /// Row 0: ` myapp ▸ 1:main*`, at the right the session's facts and how many panes ask.
  void windows(View view, Frame frame) {
    Session session = view.session();
    long muted = theme.attribute(Token.TEXT_MUTED);
    Runs left =
        new Runs()
            .add(" ", muted)
            .add(Runs.middle(session.name(), Math.max(6, frame.columns() / 3)) + " ▸ ", muted)
            .add("1:" + session.window().name() + "*", theme.attribute(Token.TITLE_FOCUS));
    Runs chip = new Runs();
    int waiting = waiting(session);
    if (waiting > 0) {
      String words = "▲ " + waiting + (frame.columns() >= 100 ? " wait" : "");
      chip.add(" " + words + " ", theme.attribute(Token.STATE_NEEDS)).add(" ", muted);
    }
    int end = left.draw(frame, 0, 0, frame.columns());
    int room = frame.columns() - end - 2 - chip.width();
    Runs facts = facts(view.facts(), room - (chip.isEmpty() ? 1 : 2), muted);
    int at = frame.columns() - chip.width() - facts.width() - (chip.isEmpty() ? 1 : 2);
    if (!facts.isEmpty()) {
      facts.draw(frame, at, 0, frame.columns());
    }
    if (chip.width() <= frame.columns() - end) {
      chip.draw(frame, frame.columns() - chip.width(), 0, frame.columns());
    }
  }

  /// Questions, and panes that need a person without one.
  private static int waiting(Session session) {
    List<Panel.Waiting> questions = session.panel().waiting();
    long others =
        session.panes().stream()
            .filter(pane -> pane.activity().kind() == Activity.Kind.NEEDS)
            .filter(pane ->
                questions.stream().noneMatch(q -> q.pane().equals(Integer.toString(pane.number()))))
            .count();
    return questions.size() + (int) others;
  }

  private static Runs facts(List<String> facts, int room, long attribute) {
    for (int first = 0; first < facts.size(); first++) {
      Runs runs = new Runs().add(String.join(" · ", facts.subList(first, facts.size())), attribute);
      if (runs.width() <= room) {
        return runs;
      }
    }
    return new Runs();
  }

  /// The last row: prefix or mode, then what works now, whole items only, `? help` at the right.
  ///
  /// The rule itself is drawn already; items lie over it.
  void hints(View view, Frame frame) {
    Areas areas = view.areas();
    int row = areas.rows() - 1;
    Runs help = help(view);
    int limit = areas.columns() - help.width() - 2;
    help.draw(frame, areas.columns() - help.width() - 1, row, areas.columns());
    Runs mode = mode(view);
    int at = mode.draw(frame, 1, row, limit);
    if (view.flash().isPresent()) {
      View.Flash flash = view.flash().get();
      long attribute = theme.attribute(flash.error() ? Token.ERROR : Token.TEXT);
      String text = (flash.error() ? "✗ " : "") + flash.text();
      Runs line = new Runs().add(" " + Runs.start(text, limit - at - 4) + " ", attribute);
      line.draw(frame, at + 1, row, limit);
      return;
    }
    for (View.Hint hint : items(view)) {
      Runs item = item(hint);
      if (at + 1 + item.width() > limit) {
        return;
      }
      at = item.draw(frame, at + 1, row, limit);
    }
  }

  private Runs help(View view) {
    if (view.sheet().isPresent() && view.sheet().get().mode().equals("HELP")) {
      return new Runs();
    }
    return item(new View.Hint("?", "help"));
  }

  private Runs mode(View view) {
    String mode =
        view.sheet()
            .map(Sheet::mode)
            .orElse(
                view.locked()
                    ? "LOCKED"
                    : view.session().panel().focused() && view.keys().name().equals("prefix")
                        ? KeyTable.PANEL.mode()
                        : view.keys().mode());
    return mode.isEmpty()
        ? new Runs().add(" " + view.prefix() + " ", theme.attribute(Token.ACCENT))
        : new Runs().add(" " + mode + " ", theme.attribute(Token.HINT_MODE));
  }

  private List<View.Hint> items(View view) {
    if (view.sheet().isPresent()) {
      return view.sheet().get().hints();
    }
    if (view.locked()) {
      return List.of(new View.Hint(view.prefix() + " L", "unlock"));
    }
    KeyTable table =
        view.session().panel().focused() && view.keys().name().equals("prefix")
            ? KeyTable.PANEL
            : view.keys();
    List<View.Hint> items = new ArrayList<>();
    if (table.name().equals("resize")) {
      items.add(new View.Hint("← ↓ ↑ →", "push"));
    } else if (table.name().equals("panel")) {
      items.add(new View.Hint("j k", "row"));
    }
    for (Binding binding : table.hints(view.context())) {
      long waiting = waiting(binding, view.session().panel());
      String count = waiting > 0 ? " " + waiting : "";
      items.add(new View.Hint(binding.chord().toString(), binding.hint() + count));
    }
    return items;
  }

  /// How much a key has to do.
  private static long waiting(Binding binding, Panel panel) {
    return switch (binding.command()) {
      case "fork merge" -> panel.forks().stream().filter(Panel.ForkRow::isToMerge).count();
      case "approvals show" -> panel.waiting().size();
      default -> 0;
    };
  }

  private Runs item(View.Hint hint) {
    return new Runs()
        .add(" ", theme.attribute(Token.HINT_TEXT))
        .add(hint.key(), theme.attribute(Token.HINT_KEY))
        .add(" " + hint.words() + " ", theme.attribute(Token.HINT_TEXT));
  }
}
