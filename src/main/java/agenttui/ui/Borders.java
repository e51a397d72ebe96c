package agenttui.ui;

import agenttui.mux.Areas;
import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.Placement;
import agenttui.mux.Rect;
import java.util.List;
import java.util.Optional;

/// Which lines lie where: title rules, verticals, section rules of the panel, the hint rule and a
/// sheet's top rule.
final class Borders {
  private Borders() {}

  /// Enters all lines of a view.
  ///
  /// @param sheet the cells of the open sheet, its top rule included; empty when there is none
  static void enter(View view, Placement placement, Rect sheet, Rules rules) {
    Areas areas = view.areas();
    rules.clear();
    if (areas.hints()) {
      rules.horizontal(0, areas.rows() - 1, areas.columns(), Rules.LIGHT);
    }
    if (view.sheet().filter(Sheet::page).isEmpty()) {
      panes(view, placement, rules);
    }
    if (sheet.isEmpty()) {
      focus(rules, view, placement);
    } else {
      sheet(view, sheet, rules);
    }
  }

  private static void panes(View view, Placement placement, Rules rules) {
    Areas areas = view.areas();
    for (Placement.Border border : placement.borders()) {
      if (border.axis() == Axis.SIDE_BY_SIDE) {
        vertical(rules, border.line(), Rules.LIGHT);
      }
    }
    for (Rect box : placement.boxes().values()) {
      if (!box.isEmpty()) {
        box(rules, box, Rules.LIGHT, areas);
      }
    }
    Rect side = areas.side();
    Rect line = new Rect(side.column() - 1, areas.panes().row(), 1, areas.panes().rows());
    if (areas.over()) {
      clear(rules, new Rect(line.column(), line.row(), areas.columns(), line.rows()));
    }
    if (!side.isEmpty()) {
      vertical(rules, line, Rules.LIGHT);
      panel(rules, view, side);
    }
  }

  /// A sheet hides the lines under it; its own join the line at its right.
  private static void sheet(View view, Rect sheet, Rules rules) {
    clear(rules, sheet);
    for (int row = sheet.row(); row < sheet.endRow(); row++) {
      rules.end(sheet.endColumn(), row);
    }
    for (int column = sheet.column(); column < sheet.endColumn(); column++) {
      rules.cap(column, sheet.endRow());
    }
    rules.horizontal(sheet.column(), sheet.row(), sheet.columns(), Rules.HEAVY);
    if (view.sheet().filter(Sheet::popup).isPresent()) {
      return;
    }
    rules.left(sheet.endColumn(), sheet.row(), Rules.HEAVY);
    for (int row : view.sheet().map(Sheet::rules).orElse(List.of())) {
      rules.horizontal(sheet.column(), row, sheet.columns(), Rules.LIGHT);
      rules.left(sheet.endColumn(), row, Rules.LIGHT);
    }
  }

  /// The heavy lines of the focused pane, unless there is nothing to tell it from.
  private static void focus(Rules rules, View view, Placement placement) {
    Areas areas = view.areas();
    boolean alone =
        areas.tier() == Areas.Tier.SINGLE
            || (placement.boxes().size() < 2 && areas.side().isEmpty());
    Optional<Pane> focused = view.seat().focused();
    if (alone || focused.isEmpty() || view.seat().panel().focused()) {
      return;
    }
    Rect box = placement.box(focused.get().id());
    box(rules, box, Rules.HEAVY, areas);
    Rect left = new Rect(box.column() - 1, box.row(), 1, box.rows());
    Rect right = new Rect(box.endColumn(), box.row(), 1, box.rows());
    if (left.column() >= 0) {
      vertical(rules, left, Rules.HEAVY);
    }
    if (right.column() < areas.columns()) {
      vertical(rules, right, Rules.HEAVY);
    }
  }

  private static void box(Rules rules, Rect box, int weight, Areas areas) {
    rules.horizontal(box.column(), box.row(), box.columns(), weight);
    if (box.column() > 0) {
      rules.right(box.column() - 1, box.row(), weight);
    }
    if (box.endColumn() < areas.columns()) {
      rules.left(box.endColumn(), box.row(), weight);
    }
  }

  /// A vertical that begins at a rule and ends at the one below it.
  private static void vertical(Rules rules, Rect line, int weight) {
    rules.down(line.column(), line.row(), weight);
    rules.vertical(line.column(), line.row() + 1, line.rows() - 1, weight);
    rules.up(line.column(), line.endRow(), weight);
  }

  private static void panel(Rules rules, View view, Rect side) {
    section(rules, side, side.row());
    if (!view.areas().rail()) {
      SidePanel.Sections sections =
          SidePanel.sections(view.seat().panel(), side, view.areas().rows());
      if (sections.activity() > 0) {
        section(rules, side, side.row() + sections.activity());
      }
      section(rules, side, side.row() + sections.signals());
      section(rules, side, side.row() + sections.forks());
    }
  }

  private static void section(Rules rules, Rect side, int row) {
    rules.right(side.column() - 1, row, Rules.LIGHT);
    rules.horizontal(side.column(), row, side.columns(), Rules.LIGHT);
  }

  private static void clear(Rules rules, Rect area) {
    for (int row = area.row(); row < area.endRow(); row++) {
      rules.erase(area.column(), row, area.columns());
    }
  }
}
