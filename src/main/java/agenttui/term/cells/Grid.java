package agenttui.term.cells;

/// A terminal's screens, cursor, margins and tab stops: the state that control functions work on.
/// Coordinates count from 0; `right` and `bottom` margins are inclusive. [Movement], [Printing],
/// [Editing] and [Rectangles] are its operations.
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

  private final Movement movement;
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
    movement = new Movement(this);
    printing = new Printing(this);
    editing = new Editing(this);
    rectangles = new Rectangles(this);
  }

  /// Moves the cursor.
  public Movement movement() {
    return movement;
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
  public Row row() {
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

  /// DECSTBM; nothing when there would be less than two rows.
  public void verticalMargins(int first, int last) {
    int end = Math.min(last, rows - 1);
    if (first < end) {
      top = first;
      bottom = end;
      movement.home();
    }
  }

  /// DECSLRM, while DECLRMM holds.
  public void sideMargins(int first, int last) {
    int end = Math.min(last, columns - 1);
    if (first < end) {
      left = first;
      right = end;
      movement.home();
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
