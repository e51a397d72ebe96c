package agenttui.server.screen;

import agenttui.mux.Areas;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Seat;
import agenttui.mux.copy.CopyMode;
import agenttui.mux.copy.Move;
import agenttui.mux.copy.Selection;
import agenttui.mux.keys.MouseMachine;
import agenttui.term.Input;
import agenttui.term.KeyEncoder;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What the mouse does on one client's terminal while no sheet is open: in the window list, in the
/// panel, at borders and in panes. Loop only.
public final class Pointer {
  private final Seat seat;
  private final boolean readOnly;
  private final Painter painter;
  private final Typing typing;
  private final Consumer<String> run;
  private final MouseMachine machine;

  /// Whether copy mode was begun by the button that is down.
  private boolean began;

  /// @param readOnly whether the terminal may only look
  /// @param steady a clock that never jumps, for double clicks
  /// @param run takes command lines
  public Pointer(
      Seat seat,
      boolean readOnly,
      Painter painter,
      InstantSource steady,
      Typing typing,
      Consumer<String> run) {
    this.seat = seat;
    this.readOnly = readOnly;
    this.painter = painter;
    this.typing = typing;
    this.run = run;
    this.machine = new MouseMachine(steady);
  }

  /// Does what an event means.
  ///
  /// @param event in cells of the whole terminal
  /// @param areas what lies where on it
  public void mouse(Input.Mouse event, Areas areas) {
    boolean press =
        event.action() == Input.Mouse.Action.PRESS && event.button() == Input.Mouse.Button.LEFT;
    if (press && areas.side().contains(event.column(), event.row())) {
      painter.click(seat.panel(), event.row());
      painter.touchNow();
    }
    if (event.row() == 0 && !seat.session().bare() && windowList(event)) {
      return;
    }
    for (MouseMachine.Step step : machine.mouse(event, seat, areas.side())) {
      take(step);
      painter.touchNow();
    }
  }

  /// A click shows a window, the right button opens its menu, the wheel goes through them.
  ///
  /// @return whether that was meant
  private boolean windowList(Input.Mouse event) {
    if (event.action() == Input.Mouse.Action.WHEEL) {
      boolean up = event.button() == Input.Mouse.Button.WHEEL_UP;
      run.accept(up ? "previous-window" : "next-window");
    } else if (event.action() == Input.Mouse.Action.PRESS) {
      painter
          .windowAt(event.column())
          .ifPresent(number -> {
            run.accept("select-window -t :" + number);
            if (event.button() == Input.Mouse.Button.RIGHT) {
              run.accept("display-menu --window -x " + event.column() + " -y 1");
            }
          });
    } else {
      return false;
    }
    return true;
  }

  private void take(MouseMachine.Step step) {
    switch (step) {
      case MouseMachine.Step.Run command -> run.accept(command.command());
      case MouseMachine.Step.ToPane to ->
          seat.session().pane(to.pane()).ifPresent(pane -> toPane(pane, to.mouse()));
      // How far back a pane is, and its copy mode, show on every terminal: who may only look is
      // told.
      case MouseMachine.Step.Scroll(PaneId id, int lines) ->
          seat.session().pane(id).ifPresent(pane -> own(() -> pane.scroll(lines)));
      case MouseMachine.Step.Select select ->
          seat.session().pane(select.pane()).ifPresent(pane -> own(() -> select(pane, select)));
      case MouseMachine.Step.Move move -> {
        if (!readOnly) {
          seat.move(move.border(), move.cells());
        }
      }
    }
  }

  private void own(Runnable action) {
    if (readOnly) {
      run.accept("copy-mode");
    } else {
      action.run();
    }
  }

  private void select(Pane pane, MouseMachine.Step.Select step) {
    if (step.phase() != MouseMachine.Phase.DRAG && step.phase() != MouseMachine.Phase.END) {
      began = pane.copying().isEmpty();
    }
    CopyMode mode = pane.copy();
    if (step.phase() != MouseMachine.Phase.END) {
      mode.point(step.row(), step.column());
    }
    switch (step.phase()) {
      case POINT, DRAG, END -> {}
      case BEGIN -> mode.select(Selection.Kind.CHARACTERS);
      case WORD -> mode.move(Move.SELECT_WORD, 1);
      case LINE -> mode.select(Selection.Kind.LINES);
    }
    boolean done =
        step.phase() == MouseMachine.Phase.END
            || step.phase() == MouseMachine.Phase.WORD
            || step.phase() == MouseMachine.Phase.LINE;
    if (done && began && mode.text().isEmpty()) {
      pane.leaveCopy(); // Blanks: there is nothing to copy, and nobody asked for copy mode.
    } else if (done) {
      run.accept("copy-mode --copy -t " + pane.id());
    }
  }

  private void toPane(Pane pane, Input.Mouse event) {
    if (readOnly) {
      return;
    }
    byte[] bytes = KeyEncoder.mouse(event, pane.emulator().screen().modes());
    switch (event.action()) {
      case PRESS, RELEASE -> typing.type(pane, bytes);
      case MOVE, WHEEL -> typing.tell(pane, bytes);
    }
  }
}
