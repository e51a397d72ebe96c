package agenttui.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Trees of splits: who gets which cells, and how that changes.
class LayoutTest {
  private static final Rect AREA = new Rect(0, 1, 81, 33);

  private static PaneId pane(int number) {
    return new PaneId(number);
  }

  private static Layout two(Axis axis) {
    return Layout.of(pane(1)).split(pane(1), axis, pane(2));
  }

  @Test
  void onePaneHasTheWholeArea() {
    Placement placement = Layout.of(pane(1)).place(AREA);
    assertEquals(AREA, placement.box(pane(1)));
    assertEquals(new Rect(0, 2, 81, 32), placement.content(pane(1)));
  }

  @Test
  void panesBesideEachOtherHaveOneColumnOfLineBetween() {
    Placement placement = two(Axis.SIDE_BY_SIDE).place(AREA);
    assertEquals(new Rect(0, 1, 40, 33), placement.box(pane(1)));
    assertEquals(new Rect(41, 1, 40, 33), placement.box(pane(2)));
    assertEquals(new Rect(40, 1, 1, 33), placement.borders().getFirst().line());
  }

  @Test
  void panesAboveEachOtherShareNoRowBecauseTheTitleIsTheLine() {
    Placement placement = two(Axis.STACKED).place(AREA);
    assertEquals(new Rect(0, 1, 81, 17), placement.box(pane(1)));
    assertEquals(new Rect(0, 18, 81, 16), placement.box(pane(2)));
    assertEquals(new Rect(0, 18, 81, 1), placement.borders().getFirst().line());
  }

  @Test
  void aSplitAlongTheSameAxisJoinsTheRowAndHalvesOnlyItsTarget() {
    Layout layout = two(Axis.SIDE_BY_SIDE).split(pane(2), Axis.SIDE_BY_SIDE, pane(3));
    assertEquals("h[2:%1,1:%2,1:%3]", layout.toString());
  }

  @Test
  void aClosedPaneLeavesItsRoomToItsNeighbours() {
    Layout layout = two(Axis.SIDE_BY_SIDE).split(pane(2), Axis.STACKED, pane(3));
    assertEquals(Optional.of(two(Axis.SIDE_BY_SIDE)), layout.without(pane(3)));
    assertEquals("v[1:%2,1:%3]", layout.without(pane(1)).orElseThrow().toString());
    assertEquals(Optional.empty(), Layout.of(pane(1)).without(pane(1)));
  }

  @Test
  void aClosedPaneTakesNothingFromPanesThatAreNotItsNeighbours() {
    Rect area = new Rect(0, 0, 121, 40);
    Layout layout = LayoutText.parse("h[1:%1,1:v[1:%2,1:h[1:%3,1:%4]]]").orElseThrow();
    Layout left = layout.without(pane(2)).orElseThrow();
    assertEquals("h[2:%1,1:%3,1:%4]", left.toString());
    assertEquals(layout.place(area).box(pane(1)), left.place(area).box(pane(1)));
    Layout odd = LayoutText.parse("h[5:%1,7:v[1:%2,1:h[2:%3,1:%4]]]").orElseThrow();
    assertEquals("h[15:%1,14:%3,7:%4]", odd.without(pane(2)).orElseThrow().toString());
  }

  @Test
  void aBorderMovesByCellsAndStopsAtTheSmallestPane() {
    Layout layout = two(Axis.SIDE_BY_SIDE);
    Placement.Border border = layout.place(AREA).borders().getFirst();
    assertEquals(45, layout.moved(border, 5, AREA).place(AREA).box(pane(1)).columns());
    Layout most = layout.moved(border, 500, AREA);
    assertEquals(Layout.MIN_COLUMNS, most.place(AREA).box(pane(2)).columns());
  }

  @Test
  void theTextOfALayoutIsReadBack() {
    Layout layout = two(Axis.SIDE_BY_SIDE).split(pane(2), Axis.STACKED, pane(3));
    assertEquals(Optional.of(layout), LayoutText.parse(layout.toString()));
    for (String damaged : List.of("", "%", "h[", "h[1:%1]", "h[0:%1,1:%2]", "%1x", "h[1:%1,1:%2")) {
      assertEquals(Optional.empty(), LayoutText.parse(damaged), damaged);
    }
  }

  @Test
  void fivePanesTileInThreeColumns() {
    List<PaneId> panes = List.of(pane(1), pane(2), pane(3), pane(4), pane(5));
    assertEquals("v[1:h[1:%1,1:%2,1:%3],1:h[1:%4,1:%5]]", Arrangement.TILED.of(panes).toString());
    assertEquals(
        "v[1:%1,1:h[1:%2,1:%3,1:%4,1:%5]]", Arrangement.MAIN_HORIZONTAL.of(panes).toString());
  }

  @Test
  void directionsFindTheNeighbourMostRecentlyUsedAndGoAround() {
    Layout layout = two(Axis.SIDE_BY_SIDE).split(pane(2), Axis.STACKED, pane(3));
    Placement placement = layout.place(AREA);
    List<PaneId> recent = List.of(pane(1), pane(3), pane(2));
    assertEquals(Optional.of(pane(3)), placement.beside(pane(1), Direction.RIGHT, recent));
    assertEquals(Optional.of(pane(1)), placement.beside(pane(2), Direction.LEFT, recent));
    assertEquals(Optional.of(pane(3)), placement.beside(pane(2), Direction.DOWN, recent));
    assertEquals(Optional.of(pane(3)), placement.beside(pane(2), Direction.UP, recent));
    assertEquals(Optional.of(pane(1)), placement.beside(pane(3), Direction.RIGHT, recent));
  }

  @Test
  void whateverIsSplitMovedAndClosedEveryCellHasOneOwner() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      Rect area = new Rect(0, 1, 40 + random.nextInt(160), 12 + random.nextInt(40));
      Layout layout = Layout.of(pane(0));
      int next = 1;
      for (int step = 0; step < 12; step++) {
        List<PaneId> panes = layout.panes();
        PaneId target = panes.get(random.nextInt(panes.size()));
        Axis axis = random.nextBoolean() ? Axis.SIDE_BY_SIDE : Axis.STACKED;
        if (Layout.canSplit(layout.place(area).box(target), axis)) {
          layout = layout.split(target, axis, pane(next++));
        }
        List<Placement.Border> borders = layout.place(area).borders();
        if (!borders.isEmpty() && random.nextBoolean()) {
          Placement.Border border = borders.get(random.nextInt(borders.size()));
          layout = layout.moved(border, random.nextInt(21) - 10, area);
        }
        if (random.nextInt(4) == 0) {
          layout = layout.without(target).orElse(layout);
        }
        check(layout, area);
      }
    }
  }

  private static void check(Layout layout, Rect area) {
    Placement placement = layout.place(area);
    int[][] owners = new int[area.endRow()][area.endColumn()];
    List<Rect> all = new ArrayList<>(placement.boxes().values());
    placement.borders().stream()
        .filter(border -> border.axis() == Axis.SIDE_BY_SIDE)
        .forEach(border -> all.add(border.line()));
    for (Rect rect : all) {
      assertTrue(rect.columns() >= 1 && rect.rows() >= 1, () -> layout + " in " + area);
      for (int row = rect.row(); row < rect.endRow(); row++) {
        for (int column = rect.column(); column < rect.endColumn(); column++) {
          owners[row][column]++;
        }
      }
    }
    for (int row = area.row(); row < area.endRow(); row++) {
      for (int column = 0; column < area.columns(); column++) {
        assertEquals(1, owners[row][column], layout + " in " + area);
      }
    }
  }
}
