package agenttui.mux.copy;

import agenttui.term.Emulator;
import agenttui.term.Screen;
import agenttui.term.Size;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pane's screen and history as they were when copy mode began, with a cursor, a selection and a
/// search in them. The program goes on writing to its own screen beneath. Owned by the event loop.
public final class CopyMode {
  private final Emulator frozen;
  private Cells cells;
  private Spot cursor;

  /// Where vertical moves want to be, also over short lines.
  private int wanted;

  /// Rows of history above the first row that shows.
  private int back;

  private Selection.@Nullable Kind kind;
  private Spot anchor = new Spot(0, 0);

  /// The lines of anchor and cursor, as they were asked for last.
  private LogicalLine.Rows anchored = LogicalLine.Rows.NONE;

  private LogicalLine.Rows reached = LogicalLine.Rows.NONE;

  /// The link that the cursor was sent to.
  private Links.@Nullable Range link;

  private Search search = Search.NONE;
  private boolean backwards;

  /// Where the cursor was before somebody began to enter what to look for.
  private Spot origin;

  /// @param live what is frozen; its cursor is where copy mode begins
  /// @param scrolledBack rows of history that show above its screen
  public CopyMode(Emulator live, int scrolledBack) {
    frozen = Emulator.restore(live.checkpoint());
    cells = new Cells(frozen.screen());
    back = Math.clamp(scrolledBack, 0, frozen.screen().historySize());
    Screen screen = frozen.screen();
    int row = scrolledBack == 0 ? screen.cursorRow() : screen.rows() - 1 - back;
    cursor = new Spot(row, Math.min(screen.cursorColumn(), screen.columns() - 1));
    origin = cursor;
    wanted = cursor.column();
  }

  /// What is copied from.
  public Screen screen() {
    return frozen.screen();
  }

  /// Rows of history above the first row that shows.
  public int back() {
    return back;
  }

  /// Where the cursor is.
  public Spot cursor() {
    return cursor;
  }

  /// What is selected.
  public Optional<Selection> selection() {
    if (kind == null) {
      return Optional.ofNullable(link)
          .map(it -> new Selection(Selection.Kind.CHARACTERS, it.to(), it.from()));
    }
    return Optional.of(
        kind == Selection.Kind.LINES ? lines() : new Selection(kind, anchor, cursor));
  }

  /// All rows of the lines that anchor and cursor are in.
  private Selection lines() {
    anchored = anchored.around(screen(), anchor.row());
    reached = (anchored.holds(cursor.row()) ? anchored : reached).around(screen(), cursor.row());
    return new Selection(
        Selection.Kind.LINES,
        new Spot(Math.min(anchored.first(), reached.first()), 0),
        new Spot(Math.max(anchored.last(), reached.last()), 0));
  }

  /// Where the link goes whose text is selected, as its program wrote it (hostile): an address of
  /// printable characters. Empty when its text is no link's.
  public Optional<String> target() {
    return selection()
        .filter(selected -> selected.kind() == Selection.Kind.CHARACTERS)
        .map(selected -> {
          int first = screen().link(selected.from().row(), selected.from().column());
          int last = screen().link(selected.to().row(), selected.to().column());
          return first == last ? screen().linkTarget(first) : "";
        })
        .filter(target -> !target.isEmpty());
  }

  /// What is looked for.
  public Search search() {
    return search;
  }

  /// The text of the selection; empty without one.
  public String text() {
    return selection().map(selected -> selected.text(screen(), cells)).orElse("");
  }

  /// The terminal has another size: lines are wrapped anew, the cursor stays on its text, and the
  /// selection is given up.
  public void resize(Size size) {
    if (size.equals(screen().size())) {
      return;
    }
    Place first = Place.of(screen(), cells, new Spot(-back, 0));
    Place returning = Place.of(screen(), cells, origin);
    Place here = Place.of(screen(), cells, cursor);
    frozen.resize(size);
    cells = new Cells(screen());
    kind = null;
    anchored = LogicalLine.Rows.NONE;
    reached = LogicalLine.Rows.NONE;
    back = back == 0 ? 0 : Math.max(0, -first.spot(screen(), cells).row());
    origin = returning.spot(screen(), cells);
    to(here.spot(screen(), cells));
    search = Search.of(screen(), search.text(), cursor.row());
  }

  /// Scrolls without the cursor, which stays on the screen.
  ///
  /// @param rows positive towards the past
  public void scroll(int rows) {
    back = Math.clamp((long) back + rows, 0, screen().historySize());
    int row = Math.clamp(cursor.row(), -back, screen().rows() - 1 - back);
    link = row == cursor.row() ? link : null;
    cursor = new Spot(row, cursor.column());
  }

  /// Puts the cursor on a cell that shows.
  ///
  /// @param row of the view, from 0; beyond it, it scrolls
  public void point(int row, int column) {
    int place = Math.clamp((long) row - back, cells.firstRow(), cells.lastRow());
    to(new Spot(place, Math.clamp(column, 0, screen().columns() - 1)));
  }

  /// Begins a selection at the cursor.
  public void select(Selection.Kind how) {
    anchor = cursor;
    kind = how;
    link = null;
  }

  /// Does what a key stands for, so many times.
  ///
  /// @param count 1 or more
  public void move(Move move, int count) {
    int times = Math.clamp(count, 1, 10_000);
    switch (move) {
      case SELECT -> toggle(Selection.Kind.CHARACTERS);
      case SELECT_LINE -> toggle(Selection.Kind.LINES);
      case SELECT_BLOCK -> toggle(Selection.Kind.BLOCK);
      case SELECT_WORD -> word();
      case SELECT_OUTPUT -> output();
      case OTHER_END -> otherEnd();
      case CLEAR -> {
        kind = null;
        link = null;
        search = Search.NONE;
      }
      case UP -> vertical(-times);
      case DOWN -> vertical(times);
      case HALF_UP -> page(-times * Math.max(1, screen().rows() / 2));
      case HALF_DOWN -> page(times * Math.max(1, screen().rows() / 2));
      case PAGE_UP -> page(-times * Math.max(1, screen().rows() - 2));
      case PAGE_DOWN -> page(times * Math.max(1, screen().rows() - 2));
      case SCROLL_UP -> scroll(times);
      case SCROLL_DOWN -> scroll(-times);
      case SEARCH_NEXT -> next(backwards, times);
      case SEARCH_BACK -> next(!backwards, times);
      case LINK_NEXT -> link(false, times);
      case LINK_BACK -> link(true, times);
      default -> {
        Spot at = cursor;
        for (int i = 0; i < times; i++) {
          at = Motions.of(screen(), cells, back, at, move);
        }
        to(at);
      }
    }
  }

  /// Goes to a character of the cursor's row.
  ///
  /// @param by 1 for one behind the cursor, −1 for one before it
  /// @param till whether one cell before it is meant, as `t` has it
  /// @return whether it is there
  public boolean character(int point, int by, boolean till, int count) {
    int column = cells.character(cursor, point, by, count);
    if (column >= 0) {
      int beside = by > 0 ? column - 1 : cells.behind(cursor.row(), column);
      to(new Spot(cursor.row(), till ? beside : column));
    }
    return column >= 0;
  }

  private void toggle(Selection.Kind how) {
    if (kind == how) {
      kind = null;
    } else if (kind == null) {
      select(how);
    } else {
      kind = how;
    }
  }

  /// Goes to a link, which is selected while the cursor stays there and nothing else is.
  private void link(boolean upwards, int times) {
    for (int i = 0; i < times; i++) {
      Optional<Links.Range> next = Links.next(screen(), cursor, upwards);
      if (next.isEmpty()) {
        return;
      }
      to(next.get().from());
      link = kind == null ? next.get() : null;
    }
  }

  private void word() {
    int place = cells.place(cursor);
    Links.Range word =
        Links.at(screen(), cursor)
            .orElseGet(() ->
                new Links.Range(
                    cells.spot(cells.wordStart(place, true)),
                    cells.spot(cells.wordEnd(place, true))));
    anchor = word.from();
    kind = Selection.Kind.CHARACTERS;
    to(word.to());
  }

  private void output() {
    Output found = Output.at(screen(), cells, cursor.row());
    if (!found.isEmpty()) {
      anchor = new Spot(found.from(), 0);
      kind = Selection.Kind.LINES;
      to(new Spot(found.to(), 0));
    }
  }

  private void otherEnd() {
    if (kind == null && link != null) {
      anchor = link.to();
      kind = Selection.Kind.CHARACTERS;
    }
    if (kind != null) {
      Spot other = anchor;
      anchor = cursor;
      to(other);
    }
  }

  private void vertical(int by) {
    int row = Math.clamp((long) cursor.row() + by, cells.firstRow(), cells.lastRow());
    show(new Spot(row, Math.min(wanted, screen().columns() - 1)));
  }

  private void page(int by) {
    int shift = Math.clamp((long) back - by, 0, screen().historySize());
    back = shift;
    vertical(by);
  }

  private void to(Spot spot) {
    wanted = spot.column();
    show(spot);
  }

  private void show(Spot spot) {
    cursor = new Spot(spot.row(), cells.head(spot.row(), spot.column()));
    link = null;
    int least = -cursor.row();
    int most = screen().rows() - 1 - cursor.row();
    back = Math.clamp(back, Math.max(0, least), Math.min(screen().historySize(), most));
  }

  /// Somebody begins to enter what to look for.
  public void searching(boolean upwards) {
    backwards = upwards;
    origin = cursor;
  }

  /// So much has been entered by now: goes to the first match from where the cursor was.
  public void search(String text) {
    search = Search.of(screen(), text, origin.row());
    Optional<Search.Match> match = search.next(origin, backwards, false);
    to(match.map(Search.Match::from).orElse(origin));
  }

  /// Looks for a text and goes to where it stands in a row, or nearest to that; `n` goes on upwards
  /// from there.
  ///
  /// @param row as [Screen] counts
  /// @return whether it stands anywhere
  public boolean find(String text, int row) {
    searching(true);
    search = Search.of(screen(), text, row);
    Optional<Search.Match> match =
        search.matches().stream()
            .min(Comparator.comparingInt(each -> Math.abs(each.from().row() - row)));
    match.ifPresent(there -> {
      back = Math.clamp(screen().rows() / 2 - there.from().row(), 0, screen().historySize());
      to(there.from());
    });
    return match.isPresent();
  }

  /// The search was given up: back to where the cursor was.
  public void cancelSearch() {
    search = Search.NONE;
    to(origin);
  }

  private void next(boolean upwards, int times) {
    for (int i = 0; i < times; i++) {
      search.next(cursor, upwards, false).ifPresent(match -> to(match.from()));
    }
  }
}
