package agenttui.cli;

import agenttui.command.PaneFacts;
import java.util.Arrays;
import java.util.List;

/// How panes lie in their window: each with its title rule above it, a column of border between two
/// beside each other.
///
/// @param covered how many panes hold each cell, by row and column, within the bounds
record Tiles(int left, int top, int right, int bottom, int[][] covered) {
  static Tiles of(List<PaneFacts> panes) {
    int left = panes.stream().mapToInt(PaneFacts::left).min().orElseThrow();
    int top = panes.stream().mapToInt(pane -> pane.top() - 1).min().orElseThrow();
    int right = panes.stream().mapToInt(pane -> pane.left() + pane.columns()).max().orElseThrow();
    int bottom = panes.stream().mapToInt(pane -> pane.top() + pane.rows()).max().orElseThrow();
    int[][] covered = new int[bottom - top][right - left];
    for (PaneFacts pane : panes) {
      for (int row = pane.top() - 1; row < pane.top() + pane.rows(); row++) {
        for (int column = pane.left(); column < pane.left() + pane.columns(); column++) {
          covered[row - top][column - left]++;
        }
      }
    }
    return new Tiles(left, top, right, bottom, covered);
  }

  /// Whether no cell is of two panes.
  boolean apart() {
    return Arrays.stream(covered).flatMapToInt(Arrays::stream).allMatch(count -> count <= 1);
  }

  /// Whether each cell is a pane's, or a border between two.
  boolean whole() {
    for (int[] row : covered) {
      for (int i = 0; i < row.length; i++) {
        boolean border = i > 0 && i + 1 < row.length && row[i - 1] > 0 && row[i + 1] > 0;
        if (row[i] == 0 && !border) {
          return false;
        }
      }
    }
    return true;
  }
}
