package agenttui.mux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import agenttui.mux.keys.MouseMachine;
import agenttui.term.Emulator;
import agenttui.term.Input;
import agenttui.term.Input.Mouse.Action;
import agenttui.term.Input.Mouse.Button;
import agenttui.term.Pty;
import agenttui.term.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A session's window: focus, zoom, sizes that programs are told, scrolling, the mouse, and what
/// lies on disk.
class WindowTest {
  private final Session session = new Session("s", "/repository");
  private final Seat seat = session.seat();
  private final Window window = seat.window();
  private final List<String> sizes = new ArrayList<>();

  private Pane open(int id, int beside, Axis axis) {
    Emulator emulator = new Emulator(Size.DEFAULT, 100);
    Pane pane = new Pane(new PaneId(id), window.freeNumber(), "p" + id, emulator, Instant.EPOCH);
    pane.connected(new SizePty(id));
    window.open(pane, new PaneId(beside), axis);
    seat.focus(pane.id());
    return pane;
  }

  private final class SizePty implements Pty {
    private final int id;

    SizePty(int id) {
      this.id = id;
    }

    @Override
    public void write(byte[] bytes) {}

    @Override
    public void resize(Size size) {
      sizes.add(id + ":" + size);
    }

    @Override
    public void signal(int number) {}

    @Override
    public void consumed(int bytes) {}

    @Override
    public void close() {}
  }

  private void three() {
    seat.fit(121, 35);
    open(1, 0, Axis.STACKED);
    open(2, 1, Axis.STACKED);
    open(3, 2, Axis.SIDE_BY_SIDE);
    sizes.clear();
  }

  private static PaneId id(int number) {
    return new PaneId(number);
  }

  private int focused() {
    return seat.focused().orElseThrow().id().number();
  }

  @Test
  void programsAreToldTheirSizeOnlyWhenItChanges() {
    three();
    seat.focus(id(1));
    assertEquals(List.of(), sizes);
    seat.zoom();
    assertEquals(List.of("1:82x32"), sizes);
    seat.zoom();
    assertEquals(List.of("1:82x32", "1:82x16"), sizes);
  }

  @Test
  void closingGivesTheFocusBackToThePaneBefore() {
    three();
    seat.focus(id(1));
    seat.focus(id(3));
    window.close(id(3));
    assertEquals(1, focused());
    assertEquals(3, window.freeNumber());
  }

  @Test
  void focusGoesByDirectionNumberAndLast() {
    three();
    assertEquals(Optional.of(id(2)), seat.beside(id(3), Direction.LEFT));
    assertEquals(Optional.of(id(1)), seat.beside(id(3), Direction.UP));
    assertEquals(Optional.of(id(1)), seat.next(window, 1).map(Pane::id));
    seat.focus(id(1));
    assertEquals(Optional.of(id(3)), seat.last(window).map(Pane::id));
  }

  @Test
  void focusOnAnotherPaneEndsTheZoom() {
    three();
    seat.zoom();
    seat.focus(id(1));
    assertTrue(!seat.zoomed());
  }

  @Test
  void resizePushesTheBorderAfterThePaneElseTheOneBefore() {
    three();
    int before = seat.placement().box(id(2)).columns();
    seat.resize(id(2), Direction.RIGHT, 5);
    assertEquals(before + 5, seat.placement().box(id(2)).columns());
    seat.resize(id(3), Direction.LEFT, 5);
    assertEquals(before, seat.placement().box(id(2)).columns());
  }

  @Test
  void aNarrowTerminalShowsOnlyTheFocusedPane() {
    three();
    seat.fit(60, 20);
    assertEquals(List.of(id(3)), List.copyOf(seat.placement().boxes().keySet()));
    assertEquals(new Rect(0, 1, 60, 18), seat.placement().box(id(3)));
  }

  @Test
  void scrolledBackTextStaysWhileMoreComes() {
    seat.fit(121, 20);
    Pane pane = open(1, 0, Axis.STACKED);
    feed(pane, "x\r\n".repeat(60));
    pane.scroll(10);
    feed(pane, "y\r\n".repeat(5));
    assertEquals(15, pane.scrolledBack());
    pane.scroll(-100);
    assertEquals(0, pane.scrolledBack());
  }

  private static void feed(Pane pane, String text) {
    pane.emulator().feed(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aSavedSessionComesBackWithLayoutFocusAndZoom() {
    three();
    seat.resize(id(2), Direction.RIGHT, 7);
    seat.focus(id(1));
    seat.zoom();
    Session.Saved saved = session.saved();
    List<Pane> panes = List.copyOf(window.panes());
    Session back = Session.restore(saved, panes, 120, 35);
    assertEquals(saved, back.saved());
    Session less = Session.restore(saved, panes.subList(0, 2), 120, 35);
    assertEquals(List.of(id(1), id(2)), less.seat().window().layout().orElseThrow().panes());
  }

  private List<MouseMachine.Step> mouse(
      MouseMachine machine, Action action, Button button, int column, int row) {
    Input.Mouse event = new Input.Mouse(action, button, column, row, 0);
    return machine.mouse(event, seat, seat.fit(121, 35).side());
  }

  @Test
  void aClickFocusesAndIsGivenToAProgramThatWantsIt() {
    three();
    MouseMachine machine = new MouseMachine(() -> Instant.EPOCH);
    assertEquals(
        List.of(new MouseMachine.Step.Run("select-pane -t %1")),
        mouse(machine, Action.PRESS, Button.LEFT, 5, 5));
    mouse(machine, Action.RELEASE, Button.LEFT, 5, 5);
    feed(window.pane(id(1)).orElseThrow(), "\033[?1000h\033[?1006h");
    List<MouseMachine.Step> steps = mouse(machine, Action.PRESS, Button.LEFT, 5, 5);
    assertEquals(
        new MouseMachine.Step.ToPane(id(1), new Input.Mouse(Action.PRESS, Button.LEFT, 5, 3, 0)),
        steps.getLast());
  }

  @Test
  void theWheelScrollsBackUnlessTheProgramHasTheScreen() {
    three();
    MouseMachine machine = new MouseMachine(() -> Instant.EPOCH);
    assertEquals(
        List.of(new MouseMachine.Step.Scroll(id(1), 3)),
        mouse(machine, Action.WHEEL, Button.WHEEL_UP, 5, 5));
    feed(window.pane(id(1)).orElseThrow(), "\033[?1049h");
    assertTrue(
        mouse(machine, Action.WHEEL, Button.WHEEL_UP, 5, 5).getFirst()
            instanceof MouseMachine.Step.ToPane);
  }

  /// Presses the left button at a column and moves the pointer to others; borders move with it.
  private void drag(MouseMachine machine, int row, int from, int... to) {
    mouse(machine, Action.PRESS, Button.LEFT, from, row);
    for (int column : to) {
      for (MouseMachine.Step step : mouse(machine, Action.MOVE, Button.LEFT, column, row)) {
        MouseMachine.Step.Move move = (MouseMachine.Step.Move) step;
        seat.move(move.border(), move.cells());
      }
    }
  }

  @Test
  void draggingABorderMovesItWithThePointer() {
    three();
    MouseMachine machine = new MouseMachine(() -> Instant.EPOCH);
    Rect box = seat.placement().box(id(2));
    int border = box.endColumn();
    int row = box.row() + 3;
    drag(machine, row, border, border + 6);
    mouse(machine, Action.RELEASE, Button.LEFT, border + 6, row);
    assertEquals(border + 6, seat.placement().box(id(2)).endColumn());
    assertEquals(List.of(), mouse(machine, Action.MOVE, Button.NONE, border, row));
  }

  @Test
  void aBorderThatCannotGoOnWaitsForThePointer() {
    three();
    MouseMachine machine = new MouseMachine(() -> Instant.EPOCH);
    Rect box = seat.placement().box(id(2));
    int border = box.endColumn();
    drag(machine, box.row() + 3, border, 0, border);
    assertEquals(border, seat.placement().box(id(2)).endColumn());
    // Its release went to a sheet: the next press is a new one.
    assertFalse(
        mouse(machine, Action.PRESS, Button.LEFT, 5, 5).getFirst()
            instanceof MouseMachine.Step.Move);
  }

  @Test
  void whatBeginsOnATitleSelectsNothingAndTwoPanesMakeNoDoubleClick() {
    three();
    MouseMachine machine = new MouseMachine(() -> Instant.EPOCH);
    Rect one = seat.placement().content(id(2));
    Rect other = seat.placement().content(id(3));
    mouse(machine, Action.PRESS, Button.LEFT, one.column() + 2, one.row() + 2);
    mouse(machine, Action.RELEASE, Button.LEFT, one.column() + 2, one.row() + 2);
    List<MouseMachine.Step> second =
        mouse(machine, Action.PRESS, Button.LEFT, other.column() + 2, other.row() + 2);
    assertTrue(second.stream().noneMatch(MouseMachine.Step.Select.class::isInstance), "" + second);
    mouse(machine, Action.RELEASE, Button.LEFT, other.column() + 2, other.row() + 2);
    Rect top = seat.placement().box(id(1));
    mouse(machine, Action.PRESS, Button.LEFT, 20, top.row());
    assertEquals(List.of(), mouse(machine, Action.MOVE, Button.LEFT, 30, top.row() + 3));
  }

  @Test
  void thePanelPausesWhenItsSelectionLeavesTheNewestRow() {
    Panel panel = seat.panel();
    List<Panel.Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(
          new Panel.Row(
              Instant.EPOCH, "1", Panel.Standing.DONE, "c" + i, false, "1s", 1, "run " + i));
    }
    panel.activity(rows);
    panel.focused(true);
    assertEquals("run 4", panel.command());
    panel.move(-1);
    assertTrue(!panel.follow());
    rows.add(rows.getFirst());
    panel.activity(rows);
    assertEquals("run 3", panel.command());
    panel.move(100);
    assertTrue(panel.follow());
    panel.nextSection();
    assertEquals(Panel.Section.SIGNALS, panel.section());
    assertEquals("", panel.command());
  }

  private static Panel.Row row(int at, String text, String command) {
    return new Panel.Row(
        Instant.ofEpochSecond(at), "%1", Panel.Standing.DONE, text, true, "", 1, command);
  }

  private static Panel.ForkRow fork(int number, String branch) {
    return new Panel.ForkRow(
        number, "one", branch, 0, 0, 0, 0, Panel.Verdict.NOTHING, "", "", "open " + branch);
  }

  private static Panel.Waiting question(String id) {
    return new Panel.Waiting(id, "%1", Instant.EPOCH, "make", "", "show " + id);
  }

  @Test
  void thePanelsSelectionStaysOnItsRowOfActivity() {
    Panel panel = seat.panel();
    panel.activity(List.of(row(1, "a", "do a"), row(2, "b", "do b"), row(3, "c", "do c")));
    panel.focused(true);
    panel.move(-1);
    panel.activity(List.of(row(2, "b", "do b"), row(3, "c", "do c"), row(4, "a", "do a")));
    assertEquals("do b", panel.command());
    panel.activity(List.of(row(3, "c", "do c"), row(4, "a", "do a"), row(5, "b", "do b")));
    assertEquals("do b", panel.command());
    assertFalse(panel.follow());
    panel.activity(List.of(row(5, "b", ""), row(6, "b", "do b"), row(7, "c", "do c")));
    assertEquals(0, panel.selected(Panel.Section.ACTIVITY));
    panel.activity(List.of(row(7, "c", "do c"), row(8, "d", "do d")));
    assertEquals("do c", panel.command());
  }

  @Test
  void thePanelsSelectionStaysOnItsRowOfTheOtherLists() {
    Panel panel = seat.panel();
    panel.signals(List.of(row(1, "INT", ""), row(2, "INT", ""), row(3, "INT", "")));
    panel.select(Panel.Section.SIGNALS, 1);
    panel.signals(List.of(row(2, "INT", ""), row(3, "INT", ""), row(4, "INT", "")));
    assertEquals(0, panel.selected(Panel.Section.SIGNALS));
    panel.forks(List.of(fork(1, "x"), fork(2, "y"), fork(3, "z")));
    panel.select(Panel.Section.FORKS, 1);
    panel.forks(List.of(fork(2, "y"), fork(3, "z")));
    assertEquals("open y", panel.command());
    panel.waiting(List.of(question("q1"), question("q2"), question("q3")));
    panel.select(Panel.Section.WAITING, 1);
    panel.waiting(List.of(question("q2"), question("q3")));
    assertEquals("show q2", panel.command());
  }

  @Test
  void aFocusedPaneThatHasNoRoomShowsAlone() {
    seat.fit(120, 35);
    open(1, 0, Axis.STACKED);
    for (int id = 2; id <= 9; id++) {
      open(id, id - 1, Axis.STACKED);
      seat.equalise(seat.window());
    }
    seat.fit(120, 11);
    for (int id = 1; id <= 9; id++) {
      PaneId pane = new PaneId(id);
      seat.focus(pane);
      assertTrue(!seat.placement().content(pane).isEmpty(), () -> pane + " does not show");
    }
    seat.fit(120, 35);
    assertEquals(9, seat.placement().boxes().size());
  }

  @Test
  void theWindowThatShowsWhenOneClosesHasTheSizeOfTheTerminal() {
    seat.fit(120, 35);
    Pane hidden = open(1, 0, Axis.STACKED);
    Window second = session.add("second");
    Emulator emulator = new Emulator(Size.DEFAULT, 100);
    Pane closed = new Pane(new PaneId(2), 1, "p2", emulator, Instant.EPOCH);
    second.open(closed, new PaneId(0), Axis.STACKED);
    seat.focus(closed.id());
    seat.fit(200, 50);
    session.close(closed.id());
    assertEquals(window, seat.window());
    Rect content = seat.placement().content(hidden.id());
    assertEquals(new Size(content.columns(), content.rows()), hidden.emulator().screen().size());
  }

  @Test
  void areasFollowTheWidthTiers() {
    assertEquals(Areas.Tier.TOO_SMALL, Areas.of(39, 20, true, false).tier());
    assertEquals(Areas.Tier.TOO_SMALL, Areas.of(80, 9, true, false).tier());
    assertEquals(new Rect(0, 1, 79, 18), Areas.of(79, 20, true, false).panes());
    assertEquals(new Rect(0, 1, 75, 22), Areas.of(80, 24, true, false).panes());
    assertEquals(new Rect(76, 1, 4, 22), Areas.of(80, 24, true, false).side());
    assertEquals(new Rect(42, 1, 38, 22), Areas.of(80, 24, true, true).side());
    assertEquals(new Rect(82, 1, 38, 33), Areas.of(120, 35, true, false).side());
    assertEquals(new Rect(134, 1, 46, 48), Areas.of(180, 50, true, false).side());
    assertEquals(new Rect(0, 1, 120, 33), Areas.of(120, 35, false, false).panes());
    assertTrue(!Areas.of(80, 11, true, false).hints());
  }
}
