package agenttui.mux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a layout puts its panes in an area: a box per pane (its title rule is the first row) and
/// the borders between.
///
/// @param area what was divided
/// @param boxes in the order of the panes' numbers; a box may be empty when the area is too small
/// @param borders what can be dragged
public record Placement(Rect area, Map<PaneId, Rect> boxes, List<Border> borders) {
  /// A line between part `index` and the next of the split at `path`.
  ///
  /// @param line one column of line (side by side), or the title rules of the panes below (stacked)
  /// @param path from the root, the index of the part at each split
  public record Border(Axis axis, Rect line, List<Integer> path, int index) {}

  /// The cells that a pane's program gets: the box without its title rule.
  public Rect content(PaneId pane) {
    Rect box = box(pane);
    return new Rect(box.column(), box.row() + 1, box.columns(), Math.max(0, box.rows() - 1));
  }

  /// The pane's box; empty for a pane that is not here.
  public Rect box(PaneId pane) {
    Rect box = boxes.get(pane);
    return box == null ? new Rect(area.column(), area.row(), 0, 0) : box;
  }

  /// The pane whose box holds the cell.
  public Optional<PaneId> paneAt(int column, int row) {
    return boxes.entrySet().stream()
        .filter(entry -> entry.getValue().contains(column, row))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// The border under the cell; the vertical one where two meet.
  public Optional<Border> borderAt(int column, int row) {
    Optional<Border> found = Optional.empty();
    for (Border border : borders) {
      if (border.line().contains(column, row)
          && (found.isEmpty() || border.axis() == Axis.SIDE_BY_SIDE)) {
        found = Optional.of(border);
      }
    }
    return found;
  }

  /// The pane beyond an edge of another: one that touches it, the most recently used first, else
  /// around the window.
  ///
  /// @param recent panes, latest first
  public Optional<PaneId> beside(PaneId from, Direction direction, List<PaneId> recent) {
    Rect box = box(from);
    Optional<PaneId> near = touching(from, box, direction, recent);
    if (near.isPresent()) {
      return near;
    }
    // Nothing there: come in again at the opposite side of the area.
    int shift = -direction.sign() * (area.length(direction.axis()) + Layout.gap(direction.axis()));
    Axis axis = direction.axis();
    Rect around = box.slice(axis, box.start(axis) + shift, box.length(axis));
    return touching(from, around, direction, recent);
  }

  private Optional<PaneId> touching(
      PaneId from, Rect box, Direction direction, List<PaneId> recent) {
    Axis axis = direction.axis();
    Axis across = axis == Axis.SIDE_BY_SIDE ? Axis.STACKED : Axis.SIDE_BY_SIDE;
    int gap = Layout.gap(axis);
    PaneId best = null;
    for (Map.Entry<PaneId, Rect> entry : boxes.entrySet()) {
      Rect other = entry.getValue();
      int distance =
          direction.sign() > 0
              ? other.start(axis) - (box.start(axis) + box.length(axis))
              : box.start(axis) - (other.start(axis) + other.length(axis));
      boolean overlaps =
          other.start(across) < box.start(across) + box.length(across)
              && box.start(across) < other.start(across) + other.length(across);
      if (!entry.getKey().equals(from)
          && distance == gap
          && overlaps
          && !other.isEmpty()
          && (best == null || rank(recent, entry.getKey()) < rank(recent, best))) {
        best = entry.getKey();
      }
    }
    return Optional.ofNullable(best);
  }

  private static int rank(List<PaneId> recent, PaneId pane) {
    int index = recent.indexOf(pane);
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  /// The border that `resize` moves for a pane: the one after it along the axis, else the one
  /// before.
  public Optional<Border> edge(PaneId pane, Axis axis) {
    Rect box = box(pane);
    Border before = null;
    for (Border border : borders) {
      if (border.axis() != axis || !reaches(border.line(), box, axis)) {
        continue;
      }
      if (border.line().start(axis) == box.start(axis) + box.length(axis)) {
        return Optional.of(border);
      }
      if (border.line().start(axis) == box.start(axis) - Layout.gap(axis)) {
        before = border;
      }
    }
    return Optional.ofNullable(before);
  }

  private static boolean reaches(Rect line, Rect box, Axis axis) {
    Axis across = axis == Axis.SIDE_BY_SIDE ? Axis.STACKED : Axis.SIDE_BY_SIDE;
    return line.start(across) <= box.start(across)
        && line.start(across) + line.length(across) >= box.start(across) + box.length(across);
  }

  /// Walks a tree once and gathers boxes and borders.
  static final class Collector {
    private final Rect area;
    private final Map<PaneId, Rect> boxes = new LinkedHashMap<>();
    private final List<Border> borders = new ArrayList<>();

    Collector(Rect area) {
      this.area = area;
    }

    void add(Layout node, Rect rect, List<Integer> path) {
      switch (node) {
        case Layout.Leaf leaf -> boxes.put(leaf.pane(), rect);
        case Layout.Split split -> {
          Axis axis = split.axis();
          int[] lengths = Weights.lengths(split, rect);
          int at = rect.start(axis);
          for (int i = 0; i < lengths.length; i++) {
            List<Integer> inner = new ArrayList<>(path);
            inner.add(i);
            add(split.parts().get(i).node(), rect.slice(axis, at, lengths[i]), inner);
            at += lengths[i];
            if (i < lengths.length - 1) {
              borders.add(new Border(axis, rect.slice(axis, at, 1), List.copyOf(path), i));
            }
            at += Layout.gap(axis);
          }
        }
      }
    }

    Placement done() {
      return new Placement(area, java.util.Collections.unmodifiableMap(boxes), borders);
    }
  }
}
