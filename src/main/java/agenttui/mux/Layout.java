package agenttui.mux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// How the panes of a window share its area: a tree of splits with weights. Immutable; each change
/// returns a new tree. Its text form is what [LayoutText#parse] reads back: that is how it lies on
/// disk.
public sealed interface Layout {
  /// Fewest columns of a pane.
  int MIN_COLUMNS = 4;

  /// Fewest rows of a pane: its title rule and one row.
  int MIN_ROWS = 2;

  /// One pane.
  record Leaf(PaneId pane) implements Layout {
    @Override
    public String toString() {
      return pane.toString();
    }
  }

  /// Two or more parts along one axis; a part is never a split along the same axis.
  record Split(Axis axis, List<Part> parts) implements Layout {
    public Split {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(axis == Axis.SIDE_BY_SIDE ? "h[" : "v[");
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        text.append(i == 0 ? "" : ",").append(part.weight()).append(':').append(part.node());
      }
      return text.append(']').toString();
    }
  }

  /// A child of a split and its share of the length.
  ///
  /// @param weight 1 or more; only the proportion counts
  record Part(int weight, Layout node) {}

  /// A window of one pane.
  static Layout of(PaneId pane) {
    return new Leaf(pane);
  }

  /// All panes: left to right, top to bottom along the tree.
  default List<PaneId> panes() {
    List<PaneId> panes = new ArrayList<>();
    collect(this, panes);
    return panes;
  }

  private static void collect(Layout node, List<PaneId> into) {
    switch (node) {
      case Leaf leaf -> into.add(leaf.pane());
      case Split split -> split.parts().forEach(part -> collect(part.node(), into));
    }
  }

  /// Gives `added` half of the room of `target`, right of it or below it. Unchanged when `target`
  /// is not here.
  default Layout split(PaneId target, Axis axis, PaneId added) {
    return switch (this) {
      case Leaf leaf when leaf.pane().equals(target) ->
          new Split(axis, List.of(new Part(1, leaf), new Part(1, new Leaf(added))));
      case Leaf leaf -> leaf;
      case Split split -> {
        List<Part> parts = new ArrayList<>();
        for (Part part : split.parts()) {
          boolean here = split.axis() == axis && part.node().equals(new Leaf(target));
          if (here) {
            parts.add(new Part(part.weight(), part.node()));
            parts.add(new Part(part.weight(), new Leaf(added)));
          } else {
            parts.add(new Part(2 * part.weight(), part.node().split(target, axis, added)));
          }
        }
        yield new Split(split.axis(), Weights.reduced(parts));
      }
    };
  }

  /// The same where the weights are cells, as [#sized] makes them.
  ///
  /// @param first what `target` keeps; with `second` for `added` and the gap all that it had
  default Layout split(PaneId target, Axis axis, PaneId added, int first, int second) {
    return switch (this) {
      case Leaf leaf when leaf.pane().equals(target) ->
          new Split(axis, List.of(new Part(first, leaf), new Part(second, new Leaf(added))));
      case Leaf leaf -> leaf;
      case Split split -> {
        List<Part> parts = new ArrayList<>();
        for (Part part : split.parts()) {
          Layout node = part.node().split(target, axis, added, first, second);
          if (node instanceof Split inner && split.axis() == axis && part.node() instanceof Leaf) {
            parts.addAll(inner.parts());
          } else {
            parts.add(new Part(part.weight(), node));
          }
        }
        yield new Split(split.axis(), parts);
      }
    };
  }

  /// The tree without a pane; its neighbours get its room. Empty when it was the last one.
  default Optional<Layout> without(PaneId pane) {
    return switch (this) {
      case Leaf leaf -> leaf.pane().equals(pane) ? Optional.empty() : Optional.of(leaf);
      case Split split -> {
        List<Part> left = new ArrayList<>();
        for (Part part : split.parts()) {
          part.node().without(pane).ifPresent(node -> left.add(new Part(part.weight(), node)));
        }
        yield left.isEmpty() ? Optional.empty() : Optional.of(joined(split.axis(), left));
      }
    };
  }

  /// The same tree with other panes in it.
  ///
  /// @param names from a pane to the one that takes its place; all different
  default Layout renamed(UnaryOperator<PaneId> names) {
    return switch (this) {
      case Leaf leaf -> new Leaf(names.apply(leaf.pane()));
      case Split split ->
          new Split(
              split.axis(),
              split.parts().stream()
                  .map(part -> new Part(part.weight(), part.node().renamed(names)))
                  .toList());
    };
  }

  /// A split, or its only part; parts that run along the same axis are spliced in.
  private static Layout joined(Axis axis, List<Part> parts) {
    if (parts.size() == 1) {
      return parts.getFirst().node();
    }
    List<Part> flat = parts;
    for (Part part : parts) {
      if (part.node() instanceof Split inner && inner.axis() == axis) {
        flat = Weights.spliced(flat, part, inner.parts());
      }
    }
    return new Split(axis, flat);
  }

  /// The same tree with equal weights in each split.
  default Layout equalised() {
    return switch (this) {
      case Leaf leaf -> leaf;
      case Split split ->
          new Split(
              split.axis(),
              split.parts().stream().map(part -> new Part(1, part.node().equalised())).toList());
    };
  }

  /// The same tree whose weights are the lengths in cells that [#place] gives in this area.
  default Layout sized(Rect area) {
    return switch (this) {
      case Leaf leaf -> leaf;
      case Split split -> {
        int[] lengths = Weights.lengths(split, area);
        List<Part> parts = new ArrayList<>();
        int at = area.start(split.axis());
        for (int i = 0; i < lengths.length; i++) {
          Rect slice = area.slice(split.axis(), at, lengths[i]);
          parts.add(new Part(Math.max(1, lengths[i]), split.parts().get(i).node().sized(slice)));
          at += lengths[i] + gap(split.axis());
        }
        yield new Split(split.axis(), parts);
      }
    };
  }

  /// Moves one border by cells (negative: left or up), as far as the smallest panes allow.
  ///
  /// @param border one that [#place] returned for this tree and area
  default Layout moved(Placement.Border border, int cells, Rect area) {
    return moved(sized(area), border.path(), border.index(), cells);
  }

  private static Layout moved(Layout node, List<Integer> path, int index, int cells) {
    if (!(node instanceof Split split)) {
      return node;
    }
    List<Part> parts = new ArrayList<>(split.parts());
    if (!path.isEmpty()) {
      Part part = parts.get(path.getFirst());
      Layout inner = moved(part.node(), path.subList(1, path.size()), index, cells);
      parts.set(path.getFirst(), new Part(part.weight(), inner));
      return new Split(split.axis(), parts);
    }
    Part before = parts.get(index);
    Part after = parts.get(index + 1);
    int least = Math.min(0, Weights.smallest(before.node(), split.axis()) - before.weight());
    int most = Math.max(0, after.weight() - Weights.smallest(after.node(), split.axis()));
    int by = Math.clamp(cells, least, most);
    parts.set(index, new Part(before.weight() + by, before.node()));
    parts.set(index + 1, new Part(after.weight() - by, after.node()));
    return new Split(split.axis(), parts);
  }

  /// Where each pane lies in an area; the same tree and area always give the same answer.
  default Placement place(Rect area) {
    Placement.Collector into = new Placement.Collector(area);
    into.add(this, area, List.of());
    return into.done();
  }

  /// Whether a pane of this size can be split along the axis.
  static boolean canSplit(Rect box, Axis axis) {
    return box.length(axis) >= 2 * least(axis) + gap(axis);
  }

  /// Cells between two parts: one column of line, or none because the lower pane's title rule is
  /// the line.
  static int gap(Axis axis) {
    return axis == Axis.SIDE_BY_SIDE ? 1 : 0;
  }

  /// Fewest cells of a pane along the axis.
  static int least(Axis axis) {
    return axis == Axis.SIDE_BY_SIDE ? MIN_COLUMNS : MIN_ROWS;
  }
}
