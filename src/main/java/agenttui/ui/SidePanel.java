package agenttui.ui;

import agenttui.mux.Panel;
import agenttui.mux.Question;
import agenttui.mux.Rect;
import agenttui.mux.keys.Binding;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// WAITING, ACTIVITY, SIGNALS and FORKS in columns, or the rail: one mark a pane and counters.
final class SidePanel {
  private static final int TIME = 1;
  private static final int PANE = 7;
  private static final int MARK = 11;
  private static final int TEXT = 13;

  /// Rows of SIGNALS below its heading.
  private static final int SIGNAL_ROWS = 2;

  /// From this height on a fork has a second row, and a blank row parts the sections.
  private static final int TALL = 40;

  private final Theme theme;
  private final Map<Integer, Hit> shown = new HashMap<>();

  /// A row of the panel.
  record Hit(Panel.Section section, int row) {}

  SidePanel(Theme theme) {
    this.theme = theme;
  }

  /// Where the sections begin, rows counted from 0 at the top of the panel.
  ///
  /// @param activity row of the heading ACTIVITY; 0: nothing waits, and it is the first
  /// @param signals row of the heading SIGNALS
  /// @param forks row of the heading FORKS
  /// @param each rows of a fork
  record Sections(int activity, int signals, int forks, int each) {}

  /// Shares the panel's rows out: WAITING, FORKS and SIGNALS take what they need, ACTIVITY the
  /// rest.
  static Sections sections(Panel panel, Rect area, int screenRows) {
    int each = screenRows >= TALL ? 2 : 1;
    int most = Math.max(1, area.rows() / 3);
    int forks = Math.clamp((long) panel.forks().size() * each, 1, most);
    int signals = panel.signals().isEmpty() && area.rows() >= 24 ? 3 : SIGNAL_ROWS;
    int forksAt = area.rows() - forks - 1;
    int signalsAt = Math.max(1, forksAt - signals - 1);
    int waiting = Math.min(1 + 2 * panel.waiting().size(), Math.max(2, signalsAt - 3));
    int activityAt = panel.waiting().isEmpty() || signalsAt < 4 ? 0 : waiting;
    return new Sections(activityAt, signalsAt, Math.max(2, forksAt), each);
  }

  /// Draws headings and rows over the rules of the three sections.
  void draw(View view, Frame frame) {
    Rect area = view.areas().side();
    Panel panel = view.seat().panel();
    Sections sections = sections(panel, area, view.areas().rows());
    shown.clear();
    int top = area.row();
    int activity = sections.activity();
    if (activity > 0) {
      heading(frame, area, top, Panel.Section.WAITING, panel, approve());
      waiting(view, frame, new Rect(area.column(), top + 1, area.columns(), activity - 1));
    }
    heading(frame, area, top + activity, Panel.Section.ACTIVITY, panel, follow(panel));
    int rows = sections.signals() - activity - 1;
    activity(view, frame, new Rect(area.column(), top + activity + 1, area.columns(), rows));
    heading(frame, area, top + sections.signals(), Panel.Section.SIGNALS, panel, new Runs());
    int signalRows = sections.forks() - sections.signals() - 1;
    Rect signals =
        new Rect(area.column(), top + sections.signals() + 1, area.columns(), signalRows);
    signals(view, frame, signals);
    heading(frame, area, top + sections.forks(), Panel.Section.FORKS, panel, merge(panel));
    int forkRows = area.rows() - sections.forks() - 1;
    Rect forks = new Rect(area.column(), top + sections.forks() + 1, area.columns(), forkRows);
    forks(view, frame, forks, sections.each());
  }

  private Runs follow(Panel panel) {
    int behind = panel.activity().size() - 1 - panel.selected(Panel.Section.ACTIVITY);
    String text = panel.follow() || behind <= 0 ? "follow" : "paused ↑" + behind;
    return panel.activity().isEmpty() && !panel.focused()
        ? new Runs().add("follow", theme.attribute(Token.TEXT_MUTED))
        : new Runs().add(text, theme.attribute(Token.TEXT_MUTED));
  }

  private Runs approve() {
    return new Runs()
        .add("a", theme.attribute(Token.HINT_KEY))
        .add(" approve", theme.attribute(Token.HINT_TEXT));
  }

  /// Two rows each: what is asked for and how long it waits, and why.
  private void waiting(View view, Frame frame, Rect area) {
    Panel panel = view.seat().panel();
    List<Panel.Waiting> rows = panel.waiting();
    boolean here = panel.focused() && panel.section() == Panel.Section.WAITING;
    int room = Math.max(1, area.rows() / 2);
    int end =
        Math.min(
            rows.size(), here ? Math.max(panel.selected(Panel.Section.WAITING) + 1, room) : room);
    int first = Math.max(0, end - room);
    for (int i = first; i < end; i++) {
      int y = area.row() + 2 * (i - first);
      boolean marked = marked(panel, Panel.Section.WAITING, i) || asked(view, rows.get(i));
      shown.put(y, new Hit(Panel.Section.WAITING, i));
      shown.put(y + 1, new Hit(Panel.Section.WAITING, i));
      waiting(view, frame, new Rect(area.column(), y, area.columns(), 2), rows.get(i), marked);
    }
  }

  /// Whether the open strip asks that question.
  private static boolean asked(View view, Panel.Waiting row) {
    return view.sheet()
        .filter(
            sheet -> sheet.question() instanceof Question.Held held && held.id().equals(row.id()))
        .isPresent();
  }

  private void waiting(View view, Frame frame, Rect area, Panel.Waiting row, boolean marked) {
    int x = area.column();
    int y = area.row();
    int right = area.endColumn() - 1;
    if (marked) {
      frame.fill(x, y, area.columns(), theme.attribute(Token.SELECT));
      frame.fill(x, y + 1, area.columns(), theme.attribute(Token.SELECT));
    }
    String age = Ages.running(Duration.between(row.since(), view.now()));
    Runs waits = new Runs().add(age, attribute(Token.STATE_NEEDS_MARK, marked));
    put(frame, x + TIME, y, right, "▲", Token.STATE_NEEDS_MARK, marked);
    put(
        frame,
        x + TIME + 2,
        y,
        right,
        Runs.start(view.seat().place(row.pane()), 3),
        Token.PANEL_ROW,
        marked);
    waits.draw(frame, right - waits.width(), y, right);
    int room = right - waits.width() - 1 - (x + PANE);
    put(frame, x + PANE, y, right, Runs.start(row.text(), room), Token.PANEL_ROW, marked);
    String why = Runs.start(row.why(), right - x - PANE);
    put(frame, x + PANE, y + 1, right, why, Token.TEXT_MUTED, marked);
  }

  private Runs merge(Panel panel) {
    return panel.forks().isEmpty()
        ? new Runs()
        : new Runs()
            .add("M", theme.attribute(Token.HINT_KEY))
            .add(" merge", theme.attribute(Token.HINT_TEXT));
  }

  private void heading(
      Frame frame, Rect area, int row, Panel.Section section, Panel panel, Runs right) {
    boolean here = panel.focused() && panel.section() == section;
    boolean waits = section == Panel.Section.WAITING;
    Token words = waits ? Token.PANEL_HEADING_NEEDS : Token.PANEL_HEADING;
    long attribute = theme.attribute(here ? Token.ACCENT : words);
    Runs left = new Runs().add(" " + section.name(), attribute);
    if (section == Panel.Section.FORKS && !panel.forks().isEmpty()) {
      left.add(" " + panel.forks().size(), theme.attribute(Token.TEXT_MUTED));
    }
    if (waits) {
      left.add(" " + panel.waiting().size(), attribute);
    }
    left.add(" ", attribute);
    left.draw(frame, area.column() + 1, row, area.endColumn());
    if (!right.isEmpty()) {
      long muted = theme.attribute(Token.TEXT_MUTED);
      Runs padded = new Runs().add(" ", muted).add(right).add(" ", muted);
      padded.draw(frame, area.endColumn() - 1 - padded.width(), row, area.endColumn());
    }
  }

  private void activity(View view, Frame frame, Rect area) {
    Panel panel = view.seat().panel();
    List<Panel.Row> rows = panel.activity();
    if (rows.isEmpty()) {
      empty(view, frame, area);
      return;
    }
    int room = area.rows() - (view.areas().rows() >= TALL ? 1 : 0);
    int selected = panel.selected(Panel.Section.ACTIVITY);
    int end = Math.min(rows.size(), Math.max(selected + 1, panel.follow() ? rows.size() : room));
    int first = Math.max(0, end - room);
    for (int i = first; i < end; i++) {
      boolean marked = marked(panel, Panel.Section.ACTIVITY, i);
      shown.put(area.row() + i - first, new Hit(Panel.Section.ACTIVITY, i));
      row(view, frame, area, area.row() + i - first, rows.get(i), marked);
    }
  }

  /// What the last frame showed in a row of the screen.
  Optional<Hit> at(int screenRow) {
    return Optional.ofNullable(shown.get(screenRow));
  }

  private void signals(View view, Frame frame, Rect area) {
    Panel panel = view.seat().panel();
    List<Panel.Row> rows = panel.signals();
    if (rows.isEmpty()) {
      int at = area.row() + (area.rows() > 2 ? 1 : 0);
      boolean works = view.context().running();
      muted(frame, area, at, works ? "None sent. S interrupts a program." : "None sent.");
      return;
    }
    int selected = panel.selected(Panel.Section.SIGNALS);
    boolean here = panel.focused() && panel.section() == Panel.Section.SIGNALS;
    int end = here ? Math.max(selected + 1, Math.min(rows.size(), area.rows())) : rows.size();
    int first = Math.max(0, end - area.rows());
    for (int i = first; i < end; i++) {
      boolean marked = marked(panel, Panel.Section.SIGNALS, i);
      shown.put(area.row() + i - first, new Hit(Panel.Section.SIGNALS, i));
      row(view, frame, area, area.row() + i - first, rows.get(i), marked);
    }
  }

  private static boolean marked(Panel panel, Panel.Section section, int row) {
    return panel.focused() && panel.section() == section && panel.selected(section) == row;
  }

  private void row(View view, Frame frame, Rect area, int y, Panel.Row row, boolean marked) {
    boolean held = row.standing() == Panel.Standing.HELD;
    boolean live = row.standing() == Panel.Standing.RUNNING || held;
    boolean failed = row.standing() == Panel.Standing.FAILED;
    Token words = live || failed ? Token.PANEL_ROW : Token.PANEL_OLD;
    Token end =
        held
            ? Token.TEXT_MUTED
            : live ? Token.STATE_WORKING : failed ? Token.PANEL_BAD : Token.PANEL_OLD;
    Token sign = held ? Token.STATE_NEEDS_MARK : end;
    String mark = held ? "▲" : live ? "●" : failed ? "✗" : "✓";
    String age = Ages.running(Duration.between(row.at(), view.now()));
    String result = live && !held ? age : Runs.start(row.result(), 10);
    if (marked) {
      frame.fill(area.column(), y, area.columns(), theme.attribute(Token.SELECT));
    }
    int x = area.column();
    int right = area.endColumn() - 1;
    boolean narrow = area.columns() < 30;
    int shift = narrow ? PANE - TIME : 0;
    if (!narrow) {
      put(frame, x + TIME, y, right, Ages.clock(row.at(), view.zone()), Token.PANEL_TIME, marked);
    }
    Token number = live || failed ? Token.PANEL_ROW : Token.PANEL_TIME;
    put(
        frame,
        x + PANE - shift,
        y,
        right,
        Runs.start(view.seat().place(row.pane()), 3),
        number,
        marked);
    put(frame, x + MARK - shift, y, right, mark, sign, marked);
    Runs result1 = new Runs().add(result, attribute(end, marked));
    int resultAt = right - result1.width();
    result1.draw(frame, resultAt, y, right);
    int room = resultAt - 1 - (x + TEXT - shift);
    put(frame, x + TEXT - shift, y, right, words(row, room), words, marked);
  }

  /// What ran, cut to the room: a command keeps its start, a host its end.
  private static String words(Panel.Row row, int room) {
    String times = row.times() > 1 ? " ×" + row.times() : "";
    int left = room - times.length();
    return row.host()
        ? "→ " + Runs.end(row.text(), left - 2) + times
        : Runs.start(row.text(), left) + times;
  }

  private void forks(View view, Frame frame, Rect area, int each) {
    Panel panel = view.seat().panel();
    List<Panel.ForkRow> forks = panel.forks();
    if (forks.isEmpty()) {
      boolean works = view.context().repository();
      muted(frame, area, area.row(), works ? "None yet. f copies this pane." : "None.");
      return;
    }
    int room = Math.max(1, area.rows() / each);
    int names = forks.stream().mapToInt(f -> Math.min(10, f.agent().length())).max().orElse(0);
    boolean here = panel.focused() && panel.section() == Panel.Section.FORKS;
    int end =
        Math.min(
            forks.size(), here ? Math.max(panel.selected(Panel.Section.FORKS) + 1, room) : room);
    int first = Math.max(0, end - room);
    for (int i = first; i < end; i++) {
      int y = area.row() + (i - first) * each;
      boolean marked = marked(panel, Panel.Section.FORKS, i);
      for (int line = 0; line < each; line++) {
        shown.put(y + line, new Hit(Panel.Section.FORKS, i));
      }
      fork(frame, area, y, forks.get(i), names, marked);
      if (each > 1 && y + 1 < area.endRow()) {
        String detail = Runs.start(forks.get(i).detail(), area.columns() - 4);
        put(frame, area.column() + 3, y + 1, area.endColumn() - 1, detail, Token.TEXT_MUTED, false);
      }
    }
  }

  private void fork(Frame frame, Rect area, int y, Panel.ForkRow fork, int names, boolean marked) {
    if (marked) {
      frame.fill(area.column(), y, area.columns(), theme.attribute(Token.SELECT));
    }
    int right = area.endColumn() - 1;
    String name = fork.number() + " " + Runs.start(fork.agent(), names);
    put(frame, area.column() + 1, y, right, name, Token.PANEL_ROW, marked);
    Runs verdict = verdict(fork, marked);
    verdict.draw(frame, right - verdict.width(), y, right);
    int factsAt = area.column() + 1 + Integer.toString(fork.number()).length() + 1 + names + 1;
    String facts = Runs.start(fork.facts(), right - verdict.width() - 1 - factsAt);
    put(frame, factsAt, y, right, facts, Token.TEXT_MUTED, marked);
  }

  private Runs verdict(Panel.ForkRow fork, boolean marked) {
    return switch (fork.verdict()) {
      case CLEAN -> new Runs().add("✓ " + fork.words(), attribute(Token.PANEL_GOOD, marked));
      case CONFLICTS -> new Runs().add("≠ " + fork.words(), attribute(Token.PANEL_BAD, marked));
      case CHECKING -> new Runs().add("… " + fork.words(), attribute(Token.TEXT_MUTED, marked));
      case NOTHING -> new Runs().add(fork.words(), attribute(Token.TEXT_MUTED, marked));
    };
  }

  private void empty(View view, Frame frame, Rect area) {
    int y = area.row() + 1;
    muted(frame, area, y, "Commands that agents run through");
    muted(frame, area, y + 1, "the tool proxy appear here.");
    if (area.rows() < 12) {
      return;
    }
    y += 4;
    put(
        frame,
        area.column() + 1,
        y,
        area.endColumn() - 1,
        "Good first keys",
        Token.PANEL_HEADING,
        false);
    for (Binding binding :
        view.tables().afterPrefix().hints(view.context()).stream().limit(4).toList()) {
      y++;
      String keys = view.prefix() + " " + binding.chord();
      int x = area.column() + 1;
      put(frame, x, y, area.endColumn() - 1, keys, Token.HINT_KEY, false);
      String words = Runs.start(binding.description(), area.columns() - keys.length() - 3);
      put(frame, x + keys.length() + 1, y, area.endColumn() - 1, words, Token.TEXT_MUTED, false);
    }
  }

  private void muted(Frame frame, Rect area, int row, String text) {
    if (row < area.endRow()) {
      String cut = Runs.start(text, area.columns() - 2);
      put(frame, area.column() + 1, row, area.endColumn() - 1, cut, Token.TEXT_MUTED, false);
    }
  }

  private void put(
      Frame frame, int column, int row, int limit, String text, Token token, boolean marked) {
    new Runs().add(text, attribute(token, marked)).draw(frame, column, row, limit);
  }

  private long attribute(Token token, boolean marked) {
    return marked ? theme.selected(token) : theme.attribute(token);
  }

  /// When something in the panel shows another age, from now.
  static java.util.Optional<Duration> nextChange(Panel panel, Instant now) {
    return panel.activity().stream()
        .filter(row -> row.standing() == Panel.Standing.RUNNING)
        .map(row -> Ages.untilChange(row.at(), now))
        .min(Duration::compareTo);
  }
}
