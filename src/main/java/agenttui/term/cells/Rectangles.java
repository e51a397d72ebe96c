package agenttui.term.cells;

/// The VT420's operations on rectangles (VT420 reference, chapter 5). Corners count from 0 and are
/// inclusive; they are clamped to the screen, or to the margins in origin mode.
public final class Rectangles {
  private final Grid grid;

  Rectangles(Grid grid) {
    this.grid = grid;
  }

  /// Corners after clamping; empty when `top > bottom` or `left > right`.
  ///
  /// @param top row
  /// @param left column
  /// @param bottom row
  /// @param right column
  public record Area(int top, int left, int bottom, int right) {
    boolean isEmpty() {
      return top > bottom || left > right;
    }
  }

  /// Clamps.
  public Area area(int top, int left, int bottom, int right) {
    boolean origin = grid.cursor.origin;
    int dy = origin ? grid.top : 0;
    int dx = origin ? grid.left : 0;
    int lastRow = origin ? grid.bottom : grid.rows - 1;
    int lastColumn = origin ? grid.right : grid.columns - 1;
    return new Area(
        top + dy,
        left + dx,
        (int) Math.min((long) bottom + dy, lastRow),
        (int) Math.min((long) right + dx, lastColumn));
  }

  /// DECFRA.
  public void fill(Area area, int character) {
    if (area.isEmpty()) {
      return;
    }
    int cell = Charset.map(grid.cursor.sets[grid.cursor.gl], character);
    for (int y = area.top; y <= area.bottom; y++) {
      Row row = grid.buffer.row(y);
      for (int x = area.left; x <= area.right; x++) {
        row.put(x, cell, 1, grid.penStyle, grid.penExtra);
      }
    }
  }

  /// DECERA and DECSERA.
  public void erase(Area area, boolean selective) {
    for (int y = area.top; y <= area.bottom && !area.isEmpty(); y++) {
      if (selective && grid.protection == Grid.Protection.ISO) {
        // DECSERA knows DECSCA alone, as in xterm.
        grid.buffer.row(y).erase(area.left, area.right + 1, grid.erased());
      } else {
        grid.editing().erase(y, area.left, area.right + 1, selective);
      }
    }
  }

  /// DECCRA.
  public void copy(Area from, int top, int left) {
    int dy = grid.cursor.origin ? grid.top : 0;
    int dx = grid.cursor.origin ? grid.left : 0;
    int toRow = top + dy;
    int toColumn = left + dx;
    int height = Math.min(from.bottom - from.top + 1, grid.rows - toRow);
    int width = Math.min(from.right - from.left + 1, grid.columns - toColumn);
    if (from.isEmpty() || height <= 0 || width <= 0) {
      return;
    }
    Row[] lines = new Row[height];
    for (int i = 0; i < height; i++) {
      lines[i] = new Row(grid.columns);
      lines[i].copyAll(grid.buffer.row(from.top + i));
    }
    for (int i = 0; i < height; i++) {
      grid.buffer.row(toRow + i).copy(lines[i], from.left, toColumn, width);
    }
  }

  /// DECCARA and DECRARA.
  ///
  /// @param set bits to set (or to turn over)
  /// @param reset bits to clear first
  /// @param toggle DECRARA
  /// @param stream DECSACE: from the first corner to the second in reading order
  public void change(Area area, long set, long reset, boolean toggle, boolean stream) {
    for (int y = area.top; y <= area.bottom && !area.isEmpty(); y++) {
      int from = stream && y > area.top ? 0 : area.left;
      int to = stream && y < area.bottom ? grid.columns : area.right + 1;
      Row row = grid.buffer.row(y);
      row.reach(to);
      for (int x = from; x < to; x++) {
        row.attr[x] = toggle ? row.attr[x] ^ set : (row.attr[x] & ~reset) | set;
      }
      row.dirty(from, to);
    }
  }

  /// DECRQCRA: the negated sum of the characters and of DEC's weights for their renditions, 16
  /// bits; a blank counts as a space, protection doesn't count (as in xterm).
  ///
  /// @param bold the style bit of SGR 1, and so on
  public int checksum(Area area, long bold, long blink, long inverse, long hidden, long line) {
    int sum = 0;
    for (int y = area.top; y <= area.bottom && !area.isEmpty(); y++) {
      Row row = grid.buffer.row(y);
      for (int x = area.left; x <= area.right; x++) {
        boolean real = x < row.used;
        int cell = real ? row.text[x] : 0;
        long style = real ? row.attr[x] : row.fill;
        sum += cell > 0 ? cell : Clusters.isCluster(cell) ? grid.clusters.points(cell)[0] : ' ';
        sum += (style & bold) != 0 ? 0x80 : 0;
        sum += (style & blink) != 0 ? 0x40 : 0;
        sum += (style & inverse) != 0 ? 0x20 : 0;
        sum += (style & line) != 0 ? 0x10 : 0;
        sum += (style & hidden) != 0 ? 0x08 : 0;
      }
    }
    return -sum & 0xFFFF;
  }
}
