package agenttui.ui;

import agenttui.mux.Areas;
import agenttui.mux.Badge;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Panel;
import agenttui.mux.Placement;
import agenttui.mux.Rect;
import agenttui.mux.copy.CopyMode;
import agenttui.term.Screen;
import agenttui.term.Size;
import agenttui.term.Style;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts the damaged cells of panes and the chrome around them into one frame. One per client, event
/// loop only; it takes the damage of the panes' screens.
public final class Compositor {
  /// How long a program may hold its frame (mode 2026); as alacritty has it.
  private static final Duration HOLD = Duration.ofMillis(150);

  /// DECSCUSR: a steady block.
  private static final int BLOCK = 2;

  private final Theme theme;
  private final CopyMarks copyMarks;
  private final Glyphs glyphs = new Glyphs();
  private final Titles titles;
  private final Bands bands;
  private final SidePanel sidePanel;
  private final Rail rail;
  private final PaneNotes notes;
  private final Map<PaneId, Instant> held = new HashMap<>();
  private final Map<PaneId, Long> taken = new HashMap<>();
  private Frame frame = new Frame(1, 1, glyphs);
  private Rules rules = new Rules(1, 1);
  private @Nullable Arranged arranged;
  private @Nullable ChromeKey chrome;
  private Instant drawn = Instant.MAX;
  private Instant fresh = Instant.MIN;

  /// @param theme the colours of the chrome
  public Compositor(Theme theme) {
    this.theme = theme;
    titles = new Titles(theme);
    bands = new Bands(theme);
    sidePanel = new SidePanel(theme);
    rail = new Rail(theme);
    notes = new PaneNotes(theme);
    copyMarks = new CopyMarks(theme);
  }

  /// What must be the same for copying damage only.
  private record Arranged(Areas areas, Placement placement, List<Shown> panes, boolean covered) {
    static Arranged of(View view, Placement placement, boolean covered) {
      List<Shown> panes = view.seat().window().panes().stream().map(Shown::of).toList();
      return new Arranged(view.areas(), placement, panes, covered);
    }
  }

  /// What of a pane shows.
  ///
  /// @param back rows of history above its first row; another number in copy mode, where another
  ///   screen shows
  /// @param noted whether words of ours lie over its screen
  private record Shown(int back, Size size, boolean noted) {
    static Shown of(Pane pane) {
      boolean copying = pane.copying().isPresent();
      return new Shown(
          copying ? -1 - pane.scrolledBack() : pane.scrolledBack(),
          pane.emulator().screen().size(),
          !(pane.state() instanceof PaneState.Running));
    }
  }

  /// Draws a view. The frame is the compositor's own and changes with the next call.
  public Frame compose(View view) {
    return compose(view, glyphs.trim());
  }

  /// Draws what programs have written since the last call, when only that has changed: nothing is
  /// compared or drawn around the panes, which is most of the work for the echo of a key.
  ///
  /// @param view the last one, at another time
  public Frame update(View view) {
    boolean full = glyphs.trim();
    Arranged before = arranged;
    if (full || before == null || before.covered() || aged(view)) {
      return compose(view, full);
    }
    frame.hideCursor();
    panes(view, before.placement(), false);
    return frame;
  }

  private boolean aged(View view) {
    return view.now().isBefore(drawn) || !view.now().isBefore(fresh);
  }

  private Frame compose(View view, boolean trimmed) {
    Areas areas = view.areas();
    boolean full = trimmed;
    if (frame.columns() != areas.columns() || frame.rows() != areas.rows()) {
      frame = new Frame(areas.columns(), areas.rows(), glyphs);
      rules = new Rules(areas.columns(), areas.rows());
      full = true;
    }
    if (areas.tier() == Areas.Tier.TOO_SMALL) {
      arranged = null;
      held.clear();
      frame.regions(List.of());
      tooSmall(areas);
      return frame;
    }
    Placement placement = view.seat().placement();
    Rect none = new Rect(0, 0, 0, 0);
    Rect sheet = view.sheet().map(open -> open.area(areas)).orElse(none);
    Arranged now = Arranged.of(view, placement, !sheet.isEmpty() || areas.over());
    full |= now.covered() || !now.equals(arranged);
    arranged = now;
    if (full) {
      frame.clear();
    }
    frame.hideCursor();
    frame.regions(sheet.isEmpty() ? contents(placement) : List.of());
    panes(view, placement, full);
    if (areas.tier() == Areas.Tier.BARE) {
      return frame;
    }
    ChromeKey key = ChromeKey.of(view);
    if (full || aged(view) || !key.equals(chrome)) {
      Borders.enter(view, placement, sheet, rules);
      chrome(view, placement, sheet);
      view.sheet().ifPresent(open -> open.draw(frame, view.now()));
      if (areas.hints()) {
        bands.hints(view, frame);
      }
      chrome = key;
      drawn = view.now();
      fresh = drawn.plus(ages(view).orElse(Duration.ofDays(1)));
    }
    return frame;
  }

  private static List<Rect> contents(Placement placement) {
    return placement.boxes().keySet().stream().map(placement::content).toList();
  }

  private void tooSmall(Areas areas) {
    frame.clear();
    frame.hideCursor();
    String size = Areas.LEAST_COLUMNS + "x" + Areas.LEAST_ROWS;
    String least = size + " at least";
    String all = least + "; now " + areas.columns() + "x" + areas.rows();
    String text =
        Stream.of(all, least)
            .filter(words -> words.length() <= areas.columns())
            .findFirst()
            .orElse(size);
    int column = Math.max(0, (areas.columns() - text.length()) / 2);
    long attribute = theme.attribute(Token.TEXT);
    frame.put(column, areas.rows() / 2, areas.columns(), text, attribute);
  }

  private void panes(View view, Placement placement, boolean full) {
    Optional<Pane> focused = view.seat().focused();
    held.keySet().retainAll(placement.boxes().keySet());
    for (PaneId id : placement.boxes().keySet()) {
      Pane pane = view.seat().window().pane(id).orElse(null);
      Rect content = placement.content(id);
      if (pane == null || content.isEmpty()) {
        continue;
      }
      if (pane.state() instanceof PaneState.Starting starting) {
        blank(content);
        notes.starting(frame, content, starting, view.now());
        continue;
      }
      boolean hasFocus = focused.filter(pane::equals).isPresent();
      screen(view, pane, content, full);
      if (hasFocus && view.sheet().isEmpty() && !view.seat().panel().focused()) {
        cursor(pane, content);
      }
      if (pane.state() instanceof PaneState.Exited) {
        notes.ended(frame, content, view.tables().keysOf("kill-pane"), pane.startsAgain());
      }
      if (pane.state() instanceof PaneState.Lost lost) {
        notes.lost(frame, content, lost.why());
      }
    }
  }

  private void blank(Rect area) {
    for (int row = area.row(); row < area.endRow(); row++) {
      frame.fill(area.column(), row, area.columns(), Style.DEFAULT);
    }
  }

  private void screen(View view, Pane pane, Rect content, boolean full) {
    Screen screen = pane.shown();
    boolean copying = pane.copying().isPresent();
    if (screen.synchronizedOutput() && !full && !copying) {
      Instant since = held.computeIfAbsent(pane.id(), _ -> view.now());
      if (Duration.between(since, view.now()).compareTo(HOLD) < 0) {
        return;
      }
    } else {
      held.remove(pane.id());
    }
    int back = pane.scrolledBack();
    int rows = Math.min(content.rows(), screen.rows());
    int columns = Math.min(content.columns(), screen.columns());
    // Another client's compositor may have taken changes that this one has not seen.
    boolean missed = taken.getOrDefault(pane.id(), -1L) != pane.takings();
    int hidden = hidden(pane, content);
    boolean cut = screen.rows() > rows;
    boolean all = full || missed || copying || back > 0 || cut || screen.scrolls() > 0;
    for (int row = 0; row < rows; row++) {
      int line = row + hidden;
      int from = all ? 0 : screen.dirtyFrom(line);
      int to = all ? columns : Math.min(columns, screen.dirtyTo(line));
      if (from < to) {
        frame.copy(screen, line - back, from, to, content.column(), content.row() + row);
      }
    }
    pane.copying().ifPresent(copy -> copyMarks.draw(frame, copy, content, hidden));
    taken.put(pane.id(), pane.damageTaken());
  }

  /// How many rows of a screen lie above what shows: another client has given it more than there is
  /// room for here, and the row with the cursor is what matters.
  private static int hidden(Pane pane, Rect content) {
    Screen screen = pane.shown();
    int most = Math.max(0, screen.rows() - content.rows());
    int row =
        pane.copying().map(copy -> copy.cursor().row() + copy.back()).orElse(screen.cursorRow());
    return Math.clamp(row - content.rows() + 1L, 0, most);
  }

  private void cursor(Pane pane, Rect content) {
    if (pane.copying().isPresent()) {
      CopyMode copy = pane.copying().get();
      int row = content.row() + copy.cursor().row() + copy.back() - hidden(pane, content);
      frame.cursor(content.column() + copy.cursor().column(), row, BLOCK);
      return;
    }
    Screen screen = pane.emulator().screen();
    int column = content.column() + screen.cursorColumn();
    int row = content.row() + screen.cursorRow() - hidden(pane, content);
    if (screen.cursorVisible() && pane.scrolledBack() == 0 && column <= content.endColumn()) {
      frame.cursor(Math.min(column, content.endColumn() - 1), row, screen.cursorShape());
    }
  }

  private void chrome(View view, Placement placement, Rect sheet) {
    Areas areas = view.areas();
    frame.fill(0, 0, areas.columns(), Style.DEFAULT);
    bands.windows(view, frame);
    boolean page = view.sheet().filter(Sheet::page).isPresent();
    if (!areas.side().isEmpty()) {
      blank(areas.side());
    }
    lines(new Rect(0, 0, frame.columns(), frame.rows()), sheet.isEmpty());
    if (page) {
      return;
    }
    scrollMarks(view, placement, sheet);
    if (areas.tier() == Areas.Tier.SINGLE) {
      switcher(view);
    } else {
      for (PaneId id : placement.boxes().keySet()) {
        view.seat().window().pane(id).ifPresent(p -> title(view, p, placement.box(id), sheet));
      }
    }
    if (areas.rail()) {
      rail.draw(view, frame);
    } else if (!areas.side().isEmpty()) {
      sidePanel.draw(view, frame);
    }
    if (view.sheet().filter(Sheet::popup).isPresent()) {
      // Titles and the panel are under it; its rule is to be whole.
      lines(sheet, false);
    }
  }

  /// @param focus whether heavy lines mean the focus; else they are a sheet's, which colours its
  ///   own
  private void lines(Rect area, boolean focus) {
    long light = theme.attribute(Token.FRAME);
    long heavy = theme.attribute(Token.FRAME_FOCUS);
    for (int row = area.row(); row < area.endRow(); row++) {
      for (int column = area.column(); column < area.endColumn(); column++) {
        if (rules.any(column, row)) {
          frame.set(
              column,
              row,
              rules.line(column, row),
              focus && rules.heavy(column, row) ? heavy : light);
        }
      }
    }
  }

  /// On the line at a pane's right, where there is one and nothing lies over it.
  private void scrollMarks(View view, Placement placement, Rect sheet) {
    Areas areas = view.areas();
    int end = areas.over() ? areas.side().column() : areas.columns();
    long attribute = theme.attribute(Token.ACCENT);
    for (Pane pane : view.seat().window().panes()) {
      Rect content = placement.content(pane.id());
      int column = content.endColumn();
      ScrollMark.row(pane, content)
          .filter(row -> column < end && !sheet.contains(sheet.column(), row))
          .ifPresent(row -> frame.set(column, row, '█', attribute));
    }
  }

  private void title(View view, Pane pane, Rect box, Rect sheet) {
    boolean hides = view.sheet().filter(open -> !open.popup()).isPresent();
    if (box.isEmpty() || (hides && sheet.contains(sheet.column(), box.row()))) {
      return;
    }
    boolean focused =
        view.sheet().isEmpty()
            && !view.seat().panel().focused()
            && view.seat().focused().filter(pane::equals).isPresent();
    Areas areas = view.areas();
    int limit =
        areas.over() ? Math.min(box.endColumn(), areas.side().column() - 1) : box.endColumn();
    int columns = limit - box.column();
    if (columns <= 2) {
      return;
    }
    Titles.Title title =
        titles.title(
            pane,
            Titles.shown(view, pane),
            badges(view, pane, focused),
            view.seat().panel().size(pane.branch()),
            columns,
            focused);
    int at = limit - 1;
    for (int i = title.right().size() - 1; i >= 0; i--) {
      Runs part = title.right().get(i);
      at -= part.width();
      part.draw(frame, at, box.row(), limit);
      at--;
    }
    title.left().draw(frame, box.column() + 1, box.row(), at);
  }

  /// The pane's own badges and those that come from how it is looked at.
  private static List<Badge> badges(View view, Pane pane, boolean focused) {
    List<Badge> badges = new ArrayList<>();
    if (pane.copying().isPresent()) {
      badges.add(Badge.plain("copy"));
    }
    ScrollMark.words(pane).map(Badge::plain).ifPresent(badges::add);
    Rect content = view.seat().placement().content(pane.id());
    Size size = pane.emulator().screen().size();
    if (!content.isEmpty() && !size.equals(new Size(content.columns(), content.rows()))) {
      badges.add(Badge.plain(size.columns() + "x" + size.rows()));
    }
    if (focused && view.seat().zoomed()) {
      badges.add(Badge.plain("zoom"));
    }
    if (focused && view.locked()) {
      badges.add(Badge.plain("locked"));
    }
    if (pane.state() instanceof PaneState.Lost) {
      badges.add(Badge.plain("detached"));
    }
    badges.addAll(pane.badges());
    return badges;
  }

  private void switcher(View view) {
    Areas areas = view.areas();
    Optional<Pane> focused = view.seat().focused();
    long line = theme.attribute(Token.FRAME);
    int limit = areas.over() ? areas.side().column() - 1 : areas.columns();
    if (focused.isPresent() && view.sheet().isEmpty()) {
      Runs place = titles.place(focused.get());
      int end = limit - 1 - place.width();
      place.draw(frame, end, areas.panes().row(), limit - 1);
      int room = place.isEmpty() ? limit : end;
      Runs runs = titles.switcher(view, focused.get(), room, line);
      runs.draw(frame, 1, areas.panes().row(), room - 1);
    }
  }

  /// The number of the window whose name the last frame showed in a column of the first row.
  public Optional<Integer> windowAt(int column) {
    return bands.windowAt(column);
  }

  /// A click into the side panel: the row that the last frame showed there is selected.
  public void click(Panel panel, int screenRow) {
    sidePanel.at(screenRow).ifPresent(hit -> panel.select(hit.section(), hit.row()));
  }

  /// When something changes although nothing happens: an age, or the end of a held frame. The
  /// server wakes up then, and not at all when it is empty, so an idle screen sends no byte.
  public Optional<Duration> nextChange(View view) {
    Optional<Duration> change = ages(view);
    for (Instant since : held.values()) {
      Duration left = HOLD.minus(Duration.between(since, view.now()));
      // One that is over was drawn as it is; its program may never end the frame.
      if (left.isPositive()) {
        change = change.filter(other -> other.compareTo(left) < 0).or(() -> Optional.of(left));
      }
    }
    return change;
  }

  /// When an age in the chrome shows something else.
  private static Optional<Duration> ages(View view) {
    List<Duration> changes = new ArrayList<>();
    for (Pane pane : view.seat().window().panes()) {
      Titles.counts(pane).ifPresent(since -> changes.add(Ages.untilChange(since, view.now())));
    }
    for (Panel.Waiting each : view.seat().panel().waiting()) {
      changes.add(Ages.untilChange(each.since(), view.now()));
    }
    if (!view.areas().side().isEmpty() && !view.areas().rail()) {
      SidePanel.nextChange(view.seat().panel(), view.now()).ifPresent(changes::add);
    }
    return changes.stream().min(Duration::compareTo);
  }
}
