package agenttui.mux;

/// A rectangle of cells; `column` and `row` count from 0 at the screen's upper left.
public record Rect(int column, int row, int columns, int rows) {
  /// The first column right of it.
  public int endColumn() {
    return column + columns;
  }

  /// The first row below it.
  public int endRow() {
    return row + rows;
  }

  /// Whether the cell lies inside.
  public boolean contains(int atColumn, int atRow) {
    return atColumn >= column && atColumn < endColumn() && atRow >= row && atRow < endRow();
  }

  /// Whether it holds no cell.
  public boolean isEmpty() {
    return columns <= 0 || rows <= 0;
  }

  /// Start along the axis: column or row.
  int start(Axis axis) {
    return axis == Axis.SIDE_BY_SIDE ? column : row;
  }

  /// Length along the axis: columns or rows.
  int length(Axis axis) {
    return axis == Axis.SIDE_BY_SIDE ? columns : rows;
  }

  /// The same rectangle with another start and length along the axis.
  Rect slice(Axis axis, int start, int length) {
    return axis == Axis.SIDE_BY_SIDE
        ? new Rect(start, row, length, rows)
        : new Rect(column, start, columns, length);
  }
}
