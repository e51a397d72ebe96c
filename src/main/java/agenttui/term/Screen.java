package agenttui.term;

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
@SuppressWarnings("DoNotCallSuggester")
public final class Screen {
  /// The right half of a wide character.
  public static final int TAIL = -1;

  Screen() {}

  /// The size in cells.
  public Size size() {
    throw new UnsupportedOperationException();
  }

  /// Cells in a row.
  public int columns() {
    throw new UnsupportedOperationException();
  }

  /// Rows that show.
  public int rows() {
    throw new UnsupportedOperationException();
  }

  /// Lines in the history (0 while the alternate screen shows).
  public int historySize() {
    throw new UnsupportedOperationException();
  }

  /// Lines that ever went to the history: what a position in it is counted with.
  public long historyTotal() {
    throw new UnsupportedOperationException();
  }

  /// The text of a row; of a row of the history valid until the next call for another such row.
  public int[] text(int row) {
    throw new UnsupportedOperationException();
  }

  /// The styles of a row (see [Style]); the same rules.
  public long[] attr(int row) {
    throw new UnsupportedOperationException();
  }

  /// Cells of a row that were written.
  public int used(int row) {
    throw new UnsupportedOperationException();
  }

  /// The style of the cells behind the used ones.
  public long fill(int row) {
    throw new UnsupportedOperationException();
  }

  /// Does the text of this row go on in the next (soft wrap)?
  public boolean wrapped(int row) {
    throw new UnsupportedOperationException();
  }

  /// The code points of a cluster; the array must not be changed and stays the same for the same
  /// cluster.
  ///
  /// @param text a cell's text below [#TAIL]
  public int[] cluster(int text) {
    throw new UnsupportedOperationException();
  }

  /// Underline colour of a cell ([Style] colour), 0 for that of the text.
  public int underlineColour(int row, int column) {
    throw new UnsupportedOperationException();
  }

  /// Hyperlink of a cell, 0 for none, else a number for [#linkTarget]; cells with the same number
  /// are one link.
  public int link(int row, int column) {
    throw new UnsupportedOperationException();
  }

  /// Where a link goes, as the program wrote it (hostile), at most 2,083 printable ASCII
  /// characters; empty when unknown.
  public String linkTarget(int link) {
    throw new UnsupportedOperationException();
  }

  /// The text of a row, blanks at the end left out.
  public String line(int row) {
    throw new UnsupportedOperationException();
  }

  /// Where the cursor is; waiting to wrap it is in the last column.
  public int cursorColumn() {
    throw new UnsupportedOperationException();
  }

  /// Where the cursor is.
  public int cursorRow() {
    throw new UnsupportedOperationException();
  }

  /// Does the program show the cursor (DECTCEM)?
  public boolean cursorVisible() {
    throw new UnsupportedOperationException();
  }

  /// DECSCUSR: 0 the user's own, 1 and 2 block, 3 and 4 underline, 5 and 6 bar; odd ones blink.
  public int cursorShape() {
    throw new UnsupportedOperationException();
  }

  /// The title last set, as the program wrote it; empty at first.
  public String title() {
    throw new UnsupportedOperationException();
  }

  /// The program's modes.
  public Modes modes() {
    throw new UnsupportedOperationException();
  }

  /// The program is in the middle of a frame (mode 2026): hold this pane's rows, 150 ms at most.
  public boolean synchronizedOutput() {
    throw new UnsupportedOperationException();
  }

  /// DECSCNM: the whole screen is in reverse video.
  public boolean reverse() {
    throw new UnsupportedOperationException();
  }

  /// Colour number `index` as the program set it by OSC 4 (0–255), 10 (256), 11 (257), 12 (258).
  ///
  /// @return 0xRRGGBB, −1 when not set
  public int colour(int index) {
    throw new UnsupportedOperationException();
  }

  /// Grows with every change of anything that shows, the cursor included.
  public long version() {
    throw new UnsupportedOperationException();
  }

  /// First dirty column of a row.
  public int dirtyFrom(int row) {
    throw new UnsupportedOperationException();
  }

  /// Behind the last dirty column; not above [#dirtyFrom] when nothing is dirty.
  public int dirtyTo(int row) {
    throw new UnsupportedOperationException();
  }

  /// Number of scrolls since the damage was cleared.
  public int scrolls() {
    throw new UnsupportedOperationException();
  }

  /// First row of a scrolled region.
  public int scrollTop(int index) {
    throw new UnsupportedOperationException();
  }

  /// Behind the last row of a scrolled region.
  public int scrollBottom(int index) {
    throw new UnsupportedOperationException();
  }

  /// How far the region went: positive up, negative down.
  public int scrollBy(int index) {
    throw new UnsupportedOperationException();
  }

  /// The reader has taken all damage.
  public void clearDamage() {
    throw new UnsupportedOperationException();
  }
}
