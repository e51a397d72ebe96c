package agenttui.mux;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The layouts that have a name, in the order in which `next-layout` goes through them.
public enum Arrangement {
  /// As near to a grid as the count allows; the last row may be fuller.
  TILED,
  /// All beside each other.
  EVEN_HORIZONTAL,
  /// All one above the other.
  EVEN_VERTICAL,
  /// The first pane at the left, the others above each other.
  MAIN_VERTICAL,
  /// The first pane at the top, the others beside each other.
  MAIN_HORIZONTAL;

  /// As written in a command: `even-horizontal`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The arrangement of that name.
  public static Optional<Arrangement> named(String word) {
    for (Arrangement arrangement : values()) {
      if (arrangement.word().equals(word)) {
        return Optional.of(arrangement);
      }
    }
    return Optional.empty();
  }

  /// The one after this, around.
  public Arrangement next() {
    List<Arrangement> all = List.of(values());
    return all.get((all.indexOf(this) + 1) % all.size());
  }

  /// A tree of these panes, in this order.
  ///
  /// @param panes one or more
  public Layout of(List<PaneId> panes) {
    return switch (this) {
      case EVEN_HORIZONTAL -> row(Axis.SIDE_BY_SIDE, leaves(panes));
      case EVEN_VERTICAL -> row(Axis.STACKED, leaves(panes));
      case MAIN_VERTICAL -> main(Axis.SIDE_BY_SIDE, panes);
      case MAIN_HORIZONTAL -> main(Axis.STACKED, panes);
      case TILED -> tiled(panes);
    };
  }

  private static Layout main(Axis axis, List<PaneId> panes) {
    if (panes.size() < 3) {
      return row(axis, leaves(panes));
    }
    Axis across = axis == Axis.STACKED ? Axis.SIDE_BY_SIDE : Axis.STACKED;
    Layout rest = row(across, leaves(panes.subList(1, panes.size())));
    return row(axis, List.of(Layout.of(panes.getFirst()), rest));
  }

  private static Layout tiled(List<PaneId> panes) {
    int columns = 1;
    int rows = 1;
    while (columns * rows < panes.size()) {
      if (columns <= rows) {
        columns++;
      } else {
        rows++;
      }
    }
    List<Layout> lines = new ArrayList<>();
    for (int i = 0; i < panes.size(); i += columns) {
      List<PaneId> line = panes.subList(i, Math.min(i + columns, panes.size()));
      lines.add(row(Axis.SIDE_BY_SIDE, leaves(line)));
    }
    return row(Axis.STACKED, lines);
  }

  private static List<Layout> leaves(List<PaneId> panes) {
    return panes.stream().map(Layout::of).toList();
  }

  private static Layout row(Axis axis, List<Layout> nodes) {
    return nodes.size() == 1
        ? nodes.getFirst()
        : new Layout.Split(axis, nodes.stream().map(node -> new Layout.Part(1, node)).toList());
  }
}
