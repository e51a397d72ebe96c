package agenttui.term.cells;

/// A terminal's screens, cursor, margins and tab stops: the state that control functions work on.
/// Coordinates count from 0; `right` and `bottom` margins are inclusive. [Printing], [Editing] and
/// [Rectangles] are its operations that need room of their own.
public final class Grid {
  /// How far erasing spares protected cells: not, DECSCA (only selective erase) or ISO 6429 (all).
  public enum Protection {
    NONE,
    DEC,
    ISO
  }

  final Buffer main;
  final Buffer alternate;
  Buffer buffer;
  final Cursor cursor = new Cursor();
  final Cursor savedMain = new Cursor();
  final Cursor savedAlternate = new Cursor();
  final Tabs tabs;
  final Clusters clusters = new Clusters();
  final Extras extras = new Extras();

  int columns;
  int rows;
  int top;
  int bottom;
  int left;
  int right;

  boolean autowrap = true;
  boolean insert;
  boolean newline;
  boolean reverseWrap;
  boolean extendedReverseWrap;
  boolean horizontalMargins;
  Protection protection = Protection.NONE;

  /// The extra number of the pen, kept beside the cursor so that printing needs no look-up.
  int penExtra;

  long penStyle;

  private final Printing printing;
  private final Editing editing;
  private final Rectangles rectangles;

  /// A fresh terminal.
  public Grid(int columns, int rows, int historyLimit) {
    this.columns = columns;
    this.rows = rows;
    main = new Buffer(columns, rows, historyLimit);
    alternate = new Buffer(columns, rows, 0);
    buffer = main;
    tabs = new Tabs(columns);
    bottom = rows - 1;
    right = columns - 1;
    printing = new Printing(this);
    editing = new Editing(this);
    rectangles = new Rectangles(this);
  }

  /// Writes text.
  public Printing printing() {
    return printing;
  }

  /// Erases, inserts and deletes.
  public Editing editing() {
    return editing;
  }

  /// Works on rectangles.
  public Rectangles rectangles() {
    return rectangles;
  }

  /// The screen that shows.
  public Buffer buffer() {
    return buffer;
  }

  /// The main screen.
  public Buffer main() {
    return main;
  }

  /// The alternate screen.
  public Buffer alternate() {
    return alternate;
  }

  /// Does the alternate screen show?
  public boolean isAlternate() {
    return buffer == alternate;
  }

  /// The cursor; after a change of its pen call [#penChanged].
  public Cursor cursor() {
    return cursor;
  }

  /// What DECSC saved on the main or the alternate screen.
  public Cursor saved(boolean onAlternate) {
    return onAlternate ? savedAlternate : savedMain;
  }

  /// The tab stops.
  public Tabs tabs() {
    return tabs;
  }

  /// The table of clusters.
  public Clusters clusters() {
    return clusters;
  }

  /// The side table.
  public Extras extras() {
    return extras;
  }

  public int columns() {
    return columns;
  }

  public int rows() {
    return rows;
  }

  public int top() {
    return top;
  }

  public int bottom() {
    return bottom;
  }

  public int left() {
    return left;
  }

  public int right() {
    return right;
  }

  /// Works out what printing writes into cells.
  public void penChanged() {
    if (cursor.underline == 0 && cursor.link == 0 && !cursor.isProtected) {
      penExtra = 0;
      penStyle = cursor.style;
      return;
    }
    if (extras.wantsSweep()) {
      sweep();
    }
    penExtra = extras.number(new Extras.Extra(cursor.underline, cursor.link, cursor.isProtected));
    penStyle = penExtra == 0 ? cursor.style : cursor.style | Row.EXTRA;
  }

  /// The number of a link, room made where possible.
  public int linkNumber(Extras.Link link) {
    if (extras.wantsSweep()) {
      sweep();
    }
    return extras.linkNumber(link);
  }

  /// What erased cells get.
  long erased() {
    return cursor.style & (0x3FFFFFFL << 26);
  }

  /// Frees clusters and extras that no cell holds.
  void sweep() {
    Sweep.run(this);
    if (penExtra != 0) {
      penExtra = extras.number(new Extras.Extra(cursor.underline, cursor.link, cursor.isProtected));
      penStyle = penExtra == 0 ? cursor.style : cursor.style | Row.EXTRA;
    }
  }

  /// The row of the cursor.
  Row row() {
    return buffer.row(cursor.y);
  }

  /// Is the cursor between the left and right margins?
  boolean isInside() {
    return cursor.x >= left && cursor.x <= right;
  }

  /// Sets a mode that lives here: 4 IRM, 20 LNM.
  public void ansiMode(int mode, boolean on) {
    if (mode == 4) {
      insert = on;
    } else if (mode == 20) {
      newline = on;
    }
  }

  public boolean insert() {
    return insert;
  }

  public boolean newline() {
    return newline;
  }

  public boolean autowrap() {
    return autowrap;
  }

  /// DECAWM.
  public void autowrap(boolean on) {
    autowrap = on;
  }

  public boolean reverseWrap() {
    return reverseWrap;
  }

  /// Mode 45.
  public void reverseWrap(boolean on) {
    reverseWrap = on;
  }

  public boolean extendedReverseWrap() {
    return extendedReverseWrap;
  }

  /// Mode 1045.
  public void extendedReverseWrap(boolean on) {
    extendedReverseWrap = on;
  }

  public boolean horizontalMargins() {
    return horizontalMargins;
  }

  /// DECLRMM; off also takes the margins back.
  public void horizontalMargins(boolean on) {
    horizontalMargins = on;
    left = 0;
    right = columns - 1;
  }

  public Protection protection() {
    return protection;
  }

  public void protection(Protection how) {
    protection = how;
  }

  /// DECOM; the cursor goes home.
  public void origin(boolean on) {
    cursor.origin = on;
    home();
  }

  /// The top left corner, that of the margins in origin mode.
  public void home() {
    moveTo(0, 0);
  }

  /// CUP: from the origin that holds.
  public void moveTo(int x, int y) {
    if (cursor.origin) {
      cursor.x = Math.clamp((long) x + left, left, right);
      cursor.y = Math.clamp((long) y + top, top, bottom);
    } else {
      cursor.x = Math.clamp(x, 0, columns - 1);
      cursor.y = Math.clamp(y, 0, rows - 1);
    }
    cursor.pending = false;
  }

  /// CHA, HPA.
  public void column(int x) {
    cursor.x =
        cursor.origin ? Math.clamp((long) x + left, left, right) : Math.clamp(x, 0, columns - 1);
    cursor.pending = false;
  }

  /// HPR: as CUF, but stops only at the edge.
  public void columnBy(int n) {
    cursor.x = Math.min(cursor.origin ? right : columns - 1, cursor.x + n);
    cursor.pending = false;
  }

  /// VPR.
  public void lineBy(int n) {
    cursor.y = Math.min(cursor.origin ? bottom : rows - 1, cursor.y + n);
    cursor.pending = false;
  }

  /// VPA.
  public void line(int y) {
    cursor.y = cursor.origin ? Math.clamp((long) y + top, top, bottom) : Math.clamp(y, 0, rows - 1);
    cursor.pending = false;
  }

  /// CUU: stops at the top margin when it starts below it.
  public void up(int n) {
    int limit = cursor.y >= top ? top : 0;
    cursor.y = Math.max(limit, cursor.y - n);
    cursor.pending = false;
  }

  /// CUD.
  public void down(int n) {
    int limit = cursor.y <= bottom ? bottom : rows - 1;
    cursor.y = Math.min(limit, cursor.y + n);
    cursor.pending = false;
  }

  /// CUF.
  public void forward(int n) {
    int limit = cursor.x <= right ? right : columns - 1;
    cursor.x = Math.min(limit, cursor.x + n);
    cursor.pending = false;
  }

  /// BS and CUB, with reverse wrap where the program wants it (and DECAWM holds, as in xterm).
  public void back(int n) {
    boolean wraps = autowrap && (reverseWrap || extendedReverseWrap);
    int limit = cursor.x >= left ? left : 0;
    if (!wraps) {
      cursor.x = Math.max(limit, cursor.x - n);
      cursor.pending = false;
      return;
    }
    int steps = Math.min(n, columns * rows * 2);
    if (cursor.pending) {
      // The cursor stands behind the last column: the first step only comes back to it.
      cursor.pending = false;
      steps--;
    }
    for (int i = 0; i < steps; i++) {
      if (cursor.x != limit) {
        cursor.x--;
      } else if (!wrapBack()) {
        return;
      }
    }
  }

  private boolean wrapBack() {
    int end = right;
    if (cursor.y == top || cursor.y == 0) {
      if (!extendedReverseWrap) {
        return false;
      }
      cursor.y = cursor.y == top ? bottom : rows - 1;
      cursor.x = end;
      return true;
    }
    if (!extendedReverseWrap && !buffer.row(cursor.y - 1).wrapped) {
      return false;
    }
    cursor.y--;
    cursor.x = end;
    return true;
  }

  /// CR.
  public void carriageReturn() {
    cursor.x = cursor.x < left && !cursor.origin ? 0 : left;
    cursor.pending = false;
  }

  /// LF, VT, FF.
  public void lineFeed() {
    index();
    if (newline) {
      carriageReturn();
    }
  }

  /// IND: down, scrolling at the bottom margin.
  public void index() {
    cursor.pending = false;
    if (cursor.y == bottom) {
      if (isInside()) {
        scrollUp(1);
      }
    } else if (cursor.y < rows - 1) {
      cursor.y++;
    }
  }

  /// RI.
  public void reverseIndex() {
    cursor.pending = false;
    if (cursor.y == top) {
      if (isInside()) {
        scrollDown(1);
      }
    } else if (cursor.y > 0) {
      cursor.y--;
    }
  }

  /// SU.
  public void scrollUp(int n) {
    if (left == 0 && right == columns - 1) {
      buffer.scrollUp(top, bottom + 1, n, erased());
    } else {
      buffer.scrollCells(top, bottom + 1, left, right + 1, n, erased());
    }
  }

  /// SD.
  public void scrollDown(int n) {
    if (left == 0 && right == columns - 1) {
      buffer.scrollDown(top, bottom + 1, n, erased());
    } else {
      buffer.scrollCells(top, bottom + 1, left, right + 1, -n, erased());
    }
  }

  /// HT and CHT.
  public void tab(int n) {
    int limit = cursor.x <= right ? right : columns - 1;
    for (int i = 0; i < n && cursor.x < limit; i++) {
      cursor.x = tabs.next(cursor.x, limit);
    }
  }

  /// CBT.
  public void backTab(int n) {
    int limit = cursor.origin ? left : 0;
    for (int i = 0; i < n && cursor.x > limit; i++) {
      cursor.x = tabs.previous(cursor.x, limit);
    }
    cursor.pending = false;
  }

  /// DECSTBM; nothing when there would be less than two rows.
  public void verticalMargins(int first, int last) {
    int end = Math.min(last, rows - 1);
    if (first < end) {
      top = first;
      bottom = end;
      home();
    }
  }

  /// DECSLRM, while DECLRMM holds.
  public void sideMargins(int first, int last) {
    int end = Math.min(last, columns - 1);
    if (first < end) {
      left = first;
      right = end;
      home();
    }
  }

  /// No margins.
  public void resetMargins() {
    top = 0;
    bottom = rows - 1;
    left = 0;
    right = columns - 1;
  }

  /// DECSC.
  public void save() {
    saved(isAlternate()).copy(cursor);
  }

  /// What DECRC brings back when nothing was saved.
  public void resetSaved() {
    saved(isAlternate()).copy(new Cursor());
  }

  /// DECRC.
  public void restore() {
    cursor.copy(saved(isAlternate()));
    cursor.x = Math.min(cursor.x, columns - 1);
    cursor.y = Math.min(cursor.y, rows - 1);
    if (cursor.origin) {
      cursor.y = Math.clamp(cursor.y, top, bottom);
    }
    penChanged();
  }

  /// Shows the other screen; the cursor stays.
  public void show(boolean theAlternate) {
    Buffer wanted = theAlternate ? alternate : main;
    if (wanted != buffer) {
      buffer = wanted;
      buffer.damageAll();
    }
  }

  /// Changes the size; the main screen is wrapped anew.
  public void resize(int newColumns, int newRows) {
    Reflow.resize(this, newColumns, newRows);
    columns = newColumns;
    rows = newRows;
    tabs.resize(newColumns);
    resetMargins();
  }
}
