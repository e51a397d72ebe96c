package agenttui.term.cells;

/// Finds the clusters and extras that are still in a cell, and frees the others.
final class Sweep {
  private Sweep() {}

  static void run(Grid grid) {
    buffer(grid, grid.main);
    buffer(grid, grid.alternate);
    for (Cursor cursor : new Cursor[] {grid.cursor, grid.savedMain, grid.savedAlternate}) {
      grid.extras.markLink(cursor.link);
    }
    grid.clusters.sweep();
    grid.extras.sweep();
  }

  private static void buffer(Grid grid, Buffer buffer) {
    for (int y = 0; y < buffer.height(); y++) {
      row(grid, buffer.row(y));
    }
    History history = buffer.history();
    Row scratch = new Row(buffer.columns());
    for (int i = 0; i < history.size(); i++) {
      if ((history.flags(i) & Packing.RICH) != 0) {
        history.read(i, scratch);
        row(grid, scratch);
      }
    }
  }

  private static void row(Grid grid, Row row) {
    if (!row.rich) {
      return;
    }
    for (int x = 0; x < row.used; x++) {
      if (Clusters.isCluster(row.text[x])) {
        grid.clusters.mark(row.text[x]);
      }
      int number = row.extra(x);
      if (number != 0) {
        grid.extras.mark(number);
      }
    }
  }
}
