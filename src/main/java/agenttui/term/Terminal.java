package agenttui.term;

import agenttui.term.cells.Cursor;
import agenttui.term.cells.Grid;
import agenttui.term.parse.Replies;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The state of a terminal beside its cells, and what concerns several control functions.
final class Terminal {
  /// Notices kept until someone takes them; the oldest go first.
  private static final int NOTICES = 256;

  /// Titles on the stack, as in xterm.
  static final int TITLES = 10;

  /// Palette, foreground, background, cursor.
  static final int COLOURS = 259;

  final Grid grid;
  final Modes modes;
  final Replies replies = new Replies();
  final Deque<String> titles = new ArrayDeque<>();
  final int[] colours = new int[COLOURS];
  String title = "";
  Palette palette = Palette.XTERM;
  int cursorShape;

  /// DECSACE: 2 when DECCARA and DECRARA work on rectangles, else on the stream between two places.
  int extent;

  private final Deque<Notice> notices = new ArrayDeque<>();
  private boolean muted;

  Terminal(Size size, int historyLimit) {
    grid = new Grid(size.columns(), size.rows(), historyLimit);
    modes = new Modes(grid);
    Arrays.fill(colours, -1);
  }

  /// While a replay runs nothing is told.
  void mute(boolean on) {
    muted = on;
    replies.mute(on);
  }

  void tell(Notice notice) {
    if (muted) {
      return;
    }
    if (notices.size() == NOTICES) {
      notices.removeFirst();
    }
    notices.addLast(notice);
  }

  List<Notice> takeNotices() {
    if (notices.isEmpty()) {
      return List.of();
    }
    List<Notice> all = new ArrayList<>(notices);
    notices.clear();
    return all;
  }

  void title(String text) {
    if (!title.equals(text)) {
      title = text;
      tell(new Notice.TitleChanged(text));
    }
  }

  void pushTitle() {
    if (titles.size() == TITLES) {
      titles.removeFirst();
    }
    titles.addLast(title);
  }

  void popTitle() {
    if (!titles.isEmpty()) {
      title(titles.removeLast());
    }
  }

  /// A colour by its number in [#colours].
  int colour(int index) {
    if (colours[index] >= 0) {
      return colours[index];
    }
    return switch (index) {
      case 256 -> palette.foreground();
      case 257 -> palette.background();
      case 258 -> palette.cursor();
      default -> palette.colour(index);
    };
  }

  /// DECSTR, as xterm does it.
  void softReset() {
    modes.softReset();
    grid.resetMargins();
    grid.protection(Grid.Protection.NONE);
    Cursor cursor = grid.cursor();
    cursor.origin = false;
    cursor.gl = 0;
    cursor.singleShift = 0;
    Arrays.fill(cursor.sets, (byte) 0);
    plainPen();
    grid.resetSaved();
  }

  /// SGR 0, no protection.
  private void plainPen() {
    Cursor cursor = grid.cursor();
    cursor.style = Style.DEFAULT;
    cursor.underline = 0;
    cursor.link = 0;
    cursor.isProtected = false;
    grid.penChanged();
  }

  /// RIS.
  void fullReset() {
    reset();
    grid.show(true);
    grid.editing().eraseDisplay(2, false);
    grid.show(false);
    grid.editing().eraseDisplay(2, false);
    grid.movement().home();
    grid.save();
    extent = 0;
  }

  /// Everything as in a fresh terminal but what is shown and where the cursor is.
  void reset() {
    softReset();
    modes.reset();
    grid.tabs().reset();
    grid.printing().reset();
    Arrays.fill(colours, -1);
    titles.clear();
    cursorShape = 0;
    title("");
  }
}
