package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Areas;
import agenttui.mux.Pane;
import agenttui.mux.Panel;
import agenttui.mux.Seat;
import agenttui.mux.keys.Binding;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.LineEntry;
import agenttui.term.Printable;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The first and the last row: window list and hint rule.
final class Bands {
  private final Theme theme;
  private final WindowList windows;

  Bands(Theme theme) {
    this.theme = theme;
    windows = new WindowList(theme);
  }

  /// The number of the window whose name the last frame showed in a column of the first row.
  Optional<Integer> windowAt(int column) {
    return windows.at(column);
  }

  /// Row 0: windows, at the right the session's facts and how many panes ask.
  void windows(View view, Frame frame) {
    long muted = theme.attribute(Token.TEXT_MUTED);
    Runs chip = new Runs();
    int waiting = waiting(view.seat());
    if (waiting > 0) {
      String words = "▲ " + waiting + (frame.columns() >= 100 ? " wait" : "");
      chip.add(" " + words + " ", theme.attribute(Token.STATE_NEEDS)).add(" ", muted);
    }
    int end = windows.draw(view, frame, frame.columns() - chip.width() - 1);
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
  private static int waiting(Seat seat) {
    List<Panel.Waiting> questions = seat.panel().waiting();
    Set<String> asking =
        questions.stream().map(each -> seat.place(each.pane())).collect(Collectors.toSet());
    long others =
        seat.session().panes().stream()
            .filter(pane -> pane.activity().kind() == Activity.Kind.NEEDS)
            .filter(pane -> !asking.contains(seat.place(pane.id().toString())))
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
    if (view.entry().isPresent() && view.sheet().isEmpty()) {
      entry(view, frame, view.entry().get(), at, limit);
      return;
    }
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

  /// The line that is being entered, with how much it found at its right.
  private void entry(View view, Frame frame, LineEntry entry, int from, int limit) {
    int row = view.areas().rows() - 1;
    String found = view.seat().focused().flatMap(Pane::copying).map(CopyMarks::found).orElse("");
    Runs right = new Runs().add(" " + found + " ", theme.attribute(Token.HINT_TEXT));
    int end = limit - right.width();
    if (!found.isEmpty()) {
      right.draw(frame, end, row, limit);
    }
    int room = Math.max(4, end - from - 4);
    String before = Printable.of(entry.text().substring(0, entry.caret()));
    String shown = Runs.end(entry.prompt() + before, room);
    long text = theme.attribute(Token.TEXT);
    int caret = new Runs().add(" " + shown, text).draw(frame, from + 1, row, end);
    String after = Printable.of(entry.text().substring(entry.caret()));
    new Runs().add(Runs.start(after + " ", end - caret), text).draw(frame, caret, row, end);
    frame.cursor(Math.min(caret, limit), row, 0);
  }

  private Runs help(View view) {
    if (view.sheet().isPresent() && view.sheet().get().mode().equals("HELP")) {
      return new Runs();
    }
    return item(new View.Hint(helpKey(view), "help"));
  }

  /// What follows the prefix for help: with the usual keys `?`.
  private static String helpKey(View view) {
    return view.tables().afterPrefix().bindings().stream()
        .filter(each -> each.command().equals("help"))
        .findFirst()
        .map(each -> each.chord().toString())
        .orElse(":");
  }

  private Runs mode(View view) {
    String mode =
        view.sheet().map(Sheet::mode).orElse(passes(view) ? "LOCKED" : table(view).mode());
    return mode.isEmpty()
        ? new Runs().add(" " + view.prefix() + " ", theme.attribute(Token.ACCENT))
        : new Runs().add(" " + mode + " ", theme.attribute(Token.HINT_MODE));
  }

  /// Whether keys go to the program whatever they are.
  private static boolean passes(View view) {
    return view.locked() && table(view).name().equals("prefix");
  }

  private static KeyTable table(View view) {
    return view.seat().panel().focused() && view.keys().name().equals("prefix")
        ? view.tables().panel()
        : view.keys();
  }

  private List<View.Hint> items(View view) {
    if (view.sheet().isPresent()) {
      return view.sheet().get().hints();
    }
    if (passes(view)) {
      return List.of(new View.Hint(view.tables().unlockKeys(), "unlock"));
    }
    KeyTable table = table(view);
    List<View.Hint> items = new ArrayList<>();
    if (!view.begun().isEmpty()) {
      items.add(new View.Hint(view.begun(), "then a key"));
    }
    String found = view.seat().focused().flatMap(Pane::copying).map(CopyMarks::found).orElse("");
    if (!found.isEmpty()) {
      items.add(new View.Hint("n N", found));
    }
    if (table.name().equals("resize")) {
      items.add(new View.Hint("← ↓ ↑ →", "push"));
    } else if (table.name().equals("panel")) {
      items.add(new View.Hint("j k", "row"));
    }
    for (Binding binding : table.hints(view.context())) {
      long waiting = waiting(binding, view.seat().panel());
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
