package agenttui.term;

import agenttui.term.cells.Buffer;
import agenttui.term.cells.Clusters;
import agenttui.term.cells.Extras;
import agenttui.term.cells.Grid;
import agenttui.term.cells.History;
import agenttui.term.cells.Needle;
import agenttui.term.cells.Row;

/// What an emulator shows, to be read on the emulator's thread. One object per emulator, always
/// current: nothing is copied, arrays belong to the emulator, must not be changed and are valid
/// until the next feed or resize.
///
/// Rows count from 0 at the top; row −1 is the youngest line of the history, −[#historySize] the
/// oldest. A cell's text is a code point, 0 when blank, [#TAIL] for the right half of a wide
/// character, or a number below that for a grapheme cluster of several code points ([#cluster]).
/// The cells of a row from [#used] on are blank in the style [#fill]; the arrays may hold anything
/// there.
///
/// Damage: a reader that keeps a copy first applies the scrolls in order, then copies the dirty
/// columns of each row, then calls [#clearDamage].
public final class Screen {
  /// The right half of a wide character.
  public static final int TAIL = Row.TAIL;

  private final Terminal terminal;
  private final Grid grid;
  private final Clusters clusters;
  private final Row old;

  /// Counted from the first ever: the oldest may go at any time ([Emulator#share]).
  private long oldNumber = -1;

  private long oldVersion = -1;
  private long version;

  Screen(Terminal terminal) {
    this.terminal = terminal;
    this.grid = terminal.grid;
    this.clusters = grid.clusters();
    this.old = new Row(1);
  }

  /// Something is going to change.
  void changed() {
    version++;
  }

  /// The size in cells.
  public Size size() {
    return new Size(grid.columns(), grid.rows());
  }

  /// Cells in a row.
  public int columns() {
    return grid.columns();
  }

  /// Rows that show.
  public int rows() {
    return grid.rows();
  }

  /// Lines in the history (0 while the alternate screen shows).
  public int historySize() {
    return grid.buffer().history().size();
  }

  /// Lines that ever went to the history: what a position in it is counted with.
  public long historyTotal() {
    return grid.buffer().history().total();
  }

  private Row row(int row) {
    Buffer buffer = grid.buffer();
    if (row >= 0) {
      return buffer.row(row);
    }
    History history = buffer.history();
    long number = history.total() + row;
    if (number != oldNumber || version != oldVersion) {
      history.read(history.size() + row, old);
      oldNumber = number;
      oldVersion = version;
    }
    return old;
  }

  /// The text of a row; of a row of the history valid until the next call for another such row.
  public int[] text(int row) {
    return row(row).text();
  }

  /// The styles of a row (see [Style]); the same rules.
  public long[] attr(int row) {
    return row(row).attr();
  }

  /// Cells of a row that were written.
  public int used(int row) {
    return row(row).used();
  }

  /// The style of the cells behind the used ones.
  public long fill(int row) {
    return row(row).fill();
  }

  /// Does the text of this row go on in the next (soft wrap)?
  public boolean wrapped(int row) {
    return row(row).wrapped();
  }

  /// Did the shell say that a prompt begins in this row?
  public boolean prompt(int row) {
    return row(row).prompt();
  }

  /// The code points of a cluster; the array must not be changed. A number may be used again for
  /// another cluster once no cell holds it, so look it up when the cell is copied.
  ///
  /// @param text a cell's text below [#TAIL]
  public int[] cluster(int text) {
    return clusters.points(text);
  }

  /// Underline colour of a cell ([Style] colour), 0 for that of the text.
  public int underlineColour(int row, int column) {
    return extra(row, column).underline();
  }

  /// Hyperlink of a cell, 0 for none, else a number for [#linkTarget]; cells with the same number
  /// are one link.
  public int link(int row, int column) {
    return extra(row, column).link();
  }

  private Extras.Extra extra(int row, int column) {
    return grid.extras().get(row(row).extra(column));
  }

  /// Where a link goes, as the program wrote it (hostile), at most 2,083 printable ASCII
  /// characters; empty when unknown.
  public String linkTarget(int link) {
    Extras.Link found = grid.extras().link(link);
    return found == null ? "" : found.target();
  }

  /// The text of a row, blanks at the end left out.
  public String line(int row) {
    Row cells = row(row);
    int end = cells.used();
    while (end > 0 && (cells.text()[end - 1] == 0 || cells.text()[end - 1] == ' ')) {
      end--;
    }
    return text(cells, 0, end);
  }

  /// The text of the cells `from` to `to` (exclusive) of a row, blanks as spaces.
  public String line(int row, int from, int to) {
    Row cells = row(row);
    StringBuilder out = new StringBuilder(text(cells, from, Math.min(to, cells.used())));
    return out.repeat(' ', Math.max(0, to - Math.max(from, cells.used()))).toString();
  }

  private String text(Row row, int from, int to) {
    StringBuilder out = new StringBuilder(Math.max(0, to - from));
    for (int x = from; x < to; x++) {
      append(out, row.text()[x]);
    }
    return out.toString();
  }

  /// Whether a text begins in a row; where the row is wrapped it may go on in the next ones. Rows
  /// of the history are not unpacked for it.
  public boolean begins(Needle text, int row) {
    return text.begins(grid, row);
  }

  /// Adds what a cell shows: nothing for a tail, a space for a blank.
  public void append(StringBuilder out, int text) {
    if (text > 0) {
      out.appendCodePoint(text);
    } else if (text == 0) {
      out.append(' ');
    } else if (text != TAIL) {
      for (int point : clusters.points(text)) {
        out.appendCodePoint(point);
      }
    }
  }

  /// Where the cursor is; waiting to wrap it is in the last column.
  public int cursorColumn() {
    return grid.cursor().x;
  }

  /// Where the cursor is.
  public int cursorRow() {
    return grid.cursor().y;
  }

  /// Does the program show the cursor (DECTCEM)?
  public boolean cursorVisible() {
    return terminal.modes.isSet(25);
  }

  /// DECSCUSR: 0 the user's own, 1 and 2 block, 3 and 4 underline, 5 and 6 bar; odd ones blink.
  public int cursorShape() {
    return terminal.cursorShape;
  }

  /// The title last set, without control characters, else as the program wrote it; empty at first.
  public String title() {
    return terminal.title;
  }

  /// The program's modes.
  public Modes modes() {
    return terminal.modes;
  }

  /// The program is in the middle of a frame (mode 2026): hold this pane's rows, 150 ms at most.
  public boolean synchronizedOutput() {
    return terminal.modes.synchronizedOutput();
  }

  /// DECSCNM: the whole screen is in reverse video.
  public boolean reverse() {
    return terminal.modes.isSet(5);
  }

  /// Colour number `index` as the program set it by OSC 4 (0–255), 10 (256), 11 (257), 12 (258).
  ///
  /// @return 0xRRGGBB, −1 when not set
  public int colour(int index) {
    return terminal.colours[index];
  }

  /// Grows with every feed and every change of the size.
  public long version() {
    return version;
  }

  /// First dirty column of a row.
  public int dirtyFrom(int row) {
    return grid.buffer().row(row).dirtyFrom();
  }

  /// Behind the last dirty column; not above [#dirtyFrom] when nothing is dirty.
  public int dirtyTo(int row) {
    return grid.buffer().row(row).dirtyTo();
  }

  /// Number of scrolls since the damage was cleared.
  public int scrolls() {
    return grid.buffer().damage().count();
  }

  /// First row of a scrolled region.
  public int scrollTop(int index) {
    return grid.buffer().damage().top(index);
  }

  /// Behind the last row of a scrolled region.
  public int scrollBottom(int index) {
    return grid.buffer().damage().bottom(index);
  }

  /// How far the region went: positive up, negative down.
  public int scrollBy(int index) {
    return grid.buffer().damage().by(index);
  }

  /// The reader has taken all damage.
  public void clearDamage() {
    grid.buffer().clearDamage();
  }
}
