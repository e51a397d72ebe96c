package agenttui.mux;

import agenttui.term.Input;
import agenttui.term.Input.Mouse.Action;
import agenttui.term.Input.Mouse.Button;
import agenttui.term.Modes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what the mouse means: focus, scroll, drag a border, or input for a program. One per
/// client, on the event loop.
public final class MouseMachine {
  /// Lines of one step of the wheel, as in tmux.
  private static final int WHEEL_LINES = 3;

  private Placement.@Nullable Border dragged;
  private int dragColumn;
  private int dragRow;
  private @Nullable PaneId pressed;

  /// What is to be done; several steps are done in order.
  public sealed interface Step {
    /// Run a command line.
    record Run(String command) implements Step {}

    /// Give the event to a program; cells are the pane's own.
    record ToPane(PaneId pane, Input.Mouse mouse) implements Step {}

    /// Scroll a pane by lines, positive towards the past.
    record Scroll(PaneId pane, int lines) implements Step {}

    /// Move a border of [Window#placement] by cells.
    record Move(Placement.Border border, int cells) implements Step {}
  }

  /// Takes one event. Not to be called while a sheet is open.
  public List<Step> mouse(Input.Mouse mouse, Window window, Rect side) {
    Placement placement = window.placement();
    if (dragged != null) {
      return drag(mouse, placement);
    }
    if (side.contains(mouse.column(), mouse.row())) {
      boolean click = mouse.action() == Action.PRESS && mouse.button() == Button.LEFT;
      return click ? List.of(new Step.Run("panel focus")) : wheel(mouse);
    }
    Optional<Placement.Border> border = placement.borderAt(mouse.column(), mouse.row());
    if (mouse.action() == Action.PRESS && mouse.button() == Button.LEFT && border.isPresent()) {
      dragged = border.get();
      dragColumn = mouse.column();
      dragRow = mouse.row();
      return focus(placement, mouse, window);
    }
    return inPane(mouse, window, placement);
  }

  private static List<Step> wheel(Input.Mouse mouse) {
    return mouse.action() == Action.WHEEL
        ? List.of(new Step.Run(mouse.button() == Button.WHEEL_UP ? "panel up" : "panel down"))
        : List.of();
  }

  private List<Step> drag(Input.Mouse mouse, Placement placement) {
    Placement.Border border = dragged;
    if (mouse.action() == Action.RELEASE || border == null) {
      dragged = null;
      return List.of();
    }
    boolean across = border.axis() == Axis.SIDE_BY_SIDE;
    int cells = across ? mouse.column() - dragColumn : mouse.row() - dragRow;
    dragColumn = mouse.column();
    dragRow = mouse.row();
    // The tree is the same, but the line has moved: find it again by its place in the tree.
    return placement.borders().stream()
        .filter(b -> b.path().equals(border.path()) && b.index() == border.index())
        .filter(b -> cells != 0)
        .<Step>map(b -> new Step.Move(b, cells))
        .toList();
  }

  private static List<Step> focus(Placement placement, Input.Mouse mouse, Window window) {
    return placement
        .paneAt(mouse.column(), mouse.row())
        .filter(id -> window.focused().filter(pane -> pane.id().equals(id)).isEmpty())
        .<List<Step>>map(id -> List.of(new Step.Run("select-pane -t " + id)))
        .orElse(List.of());
  }

  private List<Step> inPane(Input.Mouse mouse, Window window, Placement placement) {
    boolean press = mouse.action() == Action.PRESS;
    Optional<PaneId> under = placement.paneAt(mouse.column(), mouse.row());
    // A movement or release belongs to the pane where the button went down.
    Optional<PaneId> target =
        press || mouse.action() == Action.WHEEL || pressed == null ? under : Optional.of(pressed);
    pressed = press ? under.orElse(null) : mouse.action() == Action.RELEASE ? null : pressed;
    Pane pane = target.flatMap(window::pane).orElse(null);
    if (pane == null) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    if (press && mouse.button() == Button.LEFT) {
      steps.addAll(focus(placement, mouse, window));
    }
    Rect content = placement.content(pane.id());
    Modes modes = pane.emulator().screen().modes();
    boolean wants = modes.mouse() != Modes.Mouse.OFF && pane.scrolledBack() == 0;
    boolean wheel = mouse.action() == Action.WHEEL;
    if (wants || (wheel && modes.alternateScreen() && pane.scrolledBack() == 0)) {
      if (!press || content.contains(mouse.column(), mouse.row())) {
        Input.Mouse inside = inside(mouse, content);
        steps.add(new Step.ToPane(pane.id(), inside));
      }
    } else if (wheel && mouse.button() == Button.WHEEL_UP) {
      steps.add(new Step.Scroll(pane.id(), WHEEL_LINES));
    } else if (wheel && mouse.button() == Button.WHEEL_DOWN) {
      steps.add(new Step.Scroll(pane.id(), -WHEEL_LINES));
    }
    return steps;
  }

  private static Input.Mouse inside(Input.Mouse mouse, Rect content) {
    int column =
        Math.clamp(
            mouse.column(), content.column(), Math.max(content.column(), content.endColumn() - 1));
    int row = Math.clamp(mouse.row(), content.row(), Math.max(content.row(), content.endRow() - 1));
    return new Input.Mouse(
        mouse.action(),
        mouse.button(),
        column - content.column(),
        row - content.row(),
        mouse.modifiers());
  }
}
