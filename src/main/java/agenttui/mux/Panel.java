package agenttui.mux;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/// What the side panel holds and where its selection is. Owned by the event loop; rows are set by
/// the server.
public final class Panel {
  private List<Waiting> waiting = List.of();
  private List<Row> activity = List.of();
  private List<Row> signals = List.of();
  private List<ForkRow> forks = List.of();
  private boolean visible = true;
  private boolean focused;
  private Section section = Section.ACTIVITY;
  private final Map<Section, Integer> selected = new EnumMap<>(Section.class);
  private boolean follow = true;

  /// The lists, in the order of `Tab`; WAITING is there while something waits.
  public enum Section {
    WAITING,
    ACTIVITY,
    SIGNALS,
    FORKS
  }

  /// How a row of ACTIVITY or SIGNALS stands.
  public enum Standing {
    RUNNING,
    /// It waits for an answer; nothing of it runs.
    HELD,
    DONE,
    FAILED
  }

  /// One thing that a pane ran, or one signal that was sent.
  ///
  /// @param at when it began
  /// @param pane the id of its pane: `%2`
  /// @param text what: a command line or a host, any text
  /// @param host whether `text` is a host that was called (drawn after an arrow, cut at its start)
  /// @param result how it ended, short: `3.2s`, `exit 1`, `ended`; empty while it runs (then its
  ///   age stands there)
  /// @param times how often the same came in a row
  /// @param command what Enter runs; empty: nothing
  public record Row(
      Instant at,
      String pane,
      Standing standing,
      String text,
      boolean host,
      String result,
      int times,
      String command) {}

  /// A question that waits for an answer.
  ///
  /// @param id names question and call
  /// @param pane the id of its pane: `%2`; of another session its name and number: `api:2`
  /// @param since when it was put
  /// @param text what is asked for: a command line or a host, any text
  /// @param why what made it wait, any text
  /// @param command what Enter runs
  public record Waiting(
      String id, String pane, Instant since, String text, String why, String command) {}

  /// How a fork would merge.
  public enum Verdict {
    CLEAN,
    CONFLICTS,
    CHECKING,
    NOTHING
  }

  /// One fork.
  ///
  /// @param number of the fork (and of its pane)
  /// @param branch made for it; panes in its clone name the same one
  /// @param dirty files that are not committed, or [#NOT_KNOWN]
  /// @param words the verdict in words: `clean`, `with 1`
  /// @param detail what it is about, shown where there is room
  /// @param command what Enter runs
  public record ForkRow(
      int number,
      String agent,
      String branch,
      int ahead,
      int added,
      int removed,
      int dirty,
      Verdict verdict,
      String words,
      String detail,
      String command) {
    /// Nobody can tell: its sandbox does not run.
    public static final int NOT_KNOWN = -1;

    /// Whether it has commits that no branch of the user's has yet.
    public boolean isToMerge() {
      return ahead > 0 && (verdict == Verdict.CLEAN || verdict == Verdict.CONFLICTS);
    }

    /// How many lines its commits add and remove: `+120 −8`; empty while it has none.
    public String size() {
      return ahead > 0 ? "+" + added + " −" + removed : "";
    }

    /// What it holds, in marks: `↑3 +120 −8 *3` (`*?` where its files are not known), or that there
    /// is nothing yet; nothing while that is not known.
    public String facts() {
      List<String> facts = new ArrayList<>();
      if (ahead > 0) {
        facts.add("↑" + ahead);
        facts.add(size());
      }
      if (dirty > 0 || (dirty == NOT_KNOWN && verdict != Verdict.CHECKING)) {
        facts.add(dirty == NOT_KNOWN ? "*?" : "*" + dirty);
      }
      return facts.isEmpty() && verdict != Verdict.CHECKING
          ? "no commits yet"
          : String.join(" ", facts);
    }
  }

  /// Another that shows the same.
  Panel copy() {
    Panel copy = new Panel();
    copy.waiting = waiting;
    copy.activity = activity;
    copy.signals = signals;
    copy.forks = forks;
    copy.visible = visible;
    copy.section = section;
    copy.selected.putAll(selected);
    copy.follow = follow;
    return copy;
  }

  /// Rows of WAITING, the first one to be answered first.
  public List<Waiting> waiting() {
    return waiting;
  }

  /// Replaces WAITING; the selection stays on its row, and when nothing waits any more the
  /// selection leaves it.
  public void waiting(List<Waiting> rows) {
    int row = found(Section.WAITING, waiting, rows, same(Waiting::id));
    waiting = List.copyOf(rows);
    keep(Section.WAITING, row);
    if (rows.isEmpty() && section == Section.WAITING) {
      section = Section.ACTIVITY;
    }
  }

  /// Rows of ACTIVITY, oldest first.
  public List<Row> activity() {
    return activity;
  }

  /// Rows of SIGNALS, oldest first.
  public List<Row> signals() {
    return signals;
  }

  /// Rows of FORKS, by number.
  public List<ForkRow> forks() {
    return forks;
  }

  /// The size of the fork that has this branch, as [ForkRow#size]; empty when there is none.
  public String size(String branch) {
    return forks.stream()
        .filter(fork -> fork.branch().equals(branch))
        .findFirst()
        .map(ForkRow::size)
        .orElse("");
  }

  /// Replaces ACTIVITY; the selection stays on its row when it is not following.
  public void activity(List<Row> rows) {
    int row = follow ? last(rows) : found(Section.ACTIVITY, activity, rows, Panel::alike);
    activity = List.copyOf(rows);
    keep(Section.ACTIVITY, row);
  }

  /// Replaces SIGNALS; the selection stays on its row.
  public void signals(List<Row> rows) {
    int row = found(Section.SIGNALS, signals, rows, Panel::alike);
    signals = List.copyOf(rows);
    keep(Section.SIGNALS, row);
  }

  /// Replaces FORKS; the selection stays on its row.
  public void forks(List<ForkRow> rows) {
    int row = found(Section.FORKS, forks, rows, same(ForkRow::branch));
    forks = List.copyOf(rows);
    keep(Section.FORKS, row);
  }

  /// Where the selected row is in the new rows: Enter must not do what another row says. Among
  /// those that are equally alike it is the nearest one; where there is none, the place stays.
  ///
  /// @param alike how much a new row is the old one; 0: not at all
  private <T> int found(Section in, List<T> old, List<T> rows, ToIntBiFunction<T, T> alike) {
    int place = selected(in);
    if (place >= old.size()) {
      return place;
    }
    int found = place;
    int most = 0;
    for (int i = 0; i < rows.size(); i++) {
      int now = alike.applyAsInt(old.get(place), rows.get(i));
      boolean nearer = Math.abs(i - place) < Math.abs(found - place);
      if (now > most || (now > 0 && now == most && nearer)) {
        found = i;
        most = now;
      }
    }
    return found;
  }

  private static <T> ToIntBiFunction<T, T> same(Function<T, String> name) {
    return (one, other) -> name.apply(one).equals(name.apply(other)) ? 1 : 0;
  }

  /// A host that is called again begins anew, and a call that ended has nothing to run any more.
  private static int alike(Row one, Row other) {
    if (!one.pane().equals(other.pane()) || !one.text().equals(other.text())) {
      return 0;
    }
    return (one.at().equals(other.at()) ? 2 : 0) + (one.command().equals(other.command()) ? 1 : 0);
  }

  private void keep(Section in, int row) {
    selected.put(in, Math.clamp(row, 0, last(rows(in))));
  }

  private static int last(List<?> rows) {
    return Math.max(0, rows.size() - 1);
  }

  /// Whether panel or rail are shown at all.
  public boolean visible() {
    return visible;
  }

  /// Shows or hides it; hiding gives the focus back to the panes.
  public void visible(boolean now) {
    visible = now;
    focused &= now;
  }

  /// Whether keys go to the panel.
  public boolean focused() {
    return focused;
  }

  /// Gives the panel the focus (and shows it), or takes it away.
  public void focused(boolean now) {
    focused = now;
    visible |= now;
    if (!now) {
      follow = true;
      keep(Section.ACTIVITY, last(activity));
    }
  }

  /// The section with the selection.
  public Section section() {
    return section;
  }

  /// The selected row of a section.
  public int selected(Section of) {
    return selected.getOrDefault(of, 0);
  }

  /// Whether ACTIVITY stays at its newest row.
  public boolean follow() {
    return follow;
  }

  /// Goes to the next section, around.
  public void nextSection() {
    section =
        switch (section) {
          case WAITING -> Section.ACTIVITY;
          case ACTIVITY -> Section.SIGNALS;
          case SIGNALS -> Section.FORKS;
          case FORKS -> waiting.isEmpty() ? Section.ACTIVITY : Section.WAITING;
        };
  }

  /// Goes to a section and row: a click.
  public void select(Section to, int row) {
    section = to;
    move(row - selected(to));
  }

  /// Moves the selection by rows, not beyond the ends. Leaving the last row of ACTIVITY pauses it,
  /// coming back follows.
  public void move(int rows) {
    int last = last(rows(section));
    keep(section, Math.clamp((long) selected(section) + rows, 0, last));
    if (section == Section.ACTIVITY) {
      follow = selected(section) == last;
    }
  }

  private List<?> rows(Section of) {
    return switch (of) {
      case WAITING -> waiting;
      case ACTIVITY -> activity;
      case SIGNALS -> signals;
      case FORKS -> forks;
    };
  }

  /// The command line of the selected row; empty when it has none.
  public String command() {
    int row = selected(section);
    return switch (section) {
      case WAITING -> waiting.isEmpty() ? "" : waiting.get(row).command();
      case ACTIVITY -> activity.isEmpty() ? "" : activity.get(row).command();
      case SIGNALS -> signals.isEmpty() ? "" : signals.get(row).command();
      case FORKS -> forks.isEmpty() ? "" : forks.get(row).command();
    };
  }
}
