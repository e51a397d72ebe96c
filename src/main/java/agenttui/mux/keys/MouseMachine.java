package agenttui.mux.keys;

import agenttui.mux.Axis;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Placement;
import agenttui.mux.Rect;
import agenttui.mux.Seat;
import agenttui.term.Input;
import agenttui.term.Input.Mouse.Action;
import agenttui.term.Input.Mouse.Button;
import agenttui.term.Modes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides what the mouse means: focus, scroll, drag a border, or input for a program. One per
/// client, on the event loop.
public final class MouseMachine {
  /// Lines of one step of the wheel, as in tmux.
  private static final int WHEEL_LINES = 3;

  /// Two clicks within this time at one place are a double click.
  private static final Duration DOUBLE = Duration.ofMillis(400);

  private final InstantSource clock;
  private Placement.@Nullable Border dragged;
  private @Nullable PaneId pressed;
  private boolean selecting;
  private int clicks;
  private @Nullable PaneId clickPane;
  private int clickColumn;
  private int clickRow;
  private Instant clicked = Instant.MIN;

  /// @param clock one that never jumps, for double clicks
  public MouseMachine(InstantSource clock) {
    this.clock = clock;
  }

  /// What a button does in copy mode.
  public enum Phase {
    /// The cursor goes there.
    POINT,
    /// A selection begins there.
    BEGIN,
    /// It goes on to there.
    DRAG,
    /// It is done.
    END,
    /// The word there.
    WORD,
    /// The line there.
    LINE
  }

  /// What is to be done; several steps are done in order.
  public sealed interface Step {
    /// Run a command line.
    record Run(String command) implements Step {}

    /// Give the event to a program; cells are the pane's own.
    record ToPane(PaneId pane, Input.Mouse mouse) implements Step {}

    /// Scroll a pane by lines, positive towards the past.
    record Scroll(PaneId pane, int lines) implements Step {}

    /// Select in a pane, in copy mode.
    ///
    /// @param row of the pane's own, also above or below it
    record Select(PaneId pane, Phase phase, int column, int row) implements Step {}

    /// Move a border of [Seat#placement] by cells.
    record Move(Placement.Border border, int cells) implements Step {}
  }

  /// Takes one event. Not to be called while a sheet is open.
  public List<Step> mouse(Input.Mouse mouse, Seat seat, Rect side) {
    Placement placement = seat.placement();
    if (mouse.action() == Action.PRESS) {
      dragged = null; // Its release went elsewhere: to a sheet that opened meanwhile.
    }
    if (dragged != null) {
      return drag(mouse, placement, dragged);
    }
    boolean goesOn = mouse.action() == Action.MOVE || mouse.action() == Action.RELEASE;
    boolean held = goesOn && pressed != null;
    if (side.contains(mouse.column(), mouse.row()) && !held) {
      boolean click = mouse.action() == Action.PRESS && mouse.button() == Button.LEFT;
      return click ? List.of(new Step.Run("panel focus")) : wheel(mouse);
    }
    Optional<Placement.Border> border = placement.borderAt(mouse.column(), mouse.row());
    if (mouse.action() == Action.PRESS && mouse.button() == Button.LEFT && border.isPresent()) {
      dragged = border.get();
      pressed = null;
      return focus(placement, mouse, seat);
    }
    return inPane(mouse, seat, placement);
  }

  private static List<Step> wheel(Input.Mouse mouse) {
    return mouse.action() == Action.WHEEL
        ? List.of(new Step.Run(mouse.button() == Button.WHEEL_UP ? "panel up" : "panel down"))
        : List.of();
  }

  /// The border goes to where the pointer is, as far as it can: it waits there for a pointer that
  /// went further.
  private List<Step> drag(Input.Mouse mouse, Placement placement, Placement.Border border) {
    if (mouse.action() == Action.RELEASE) {
      dragged = null;
    }
    boolean across = border.axis() == Axis.SIDE_BY_SIDE;
    // The tree is the same, but the line has moved: find it again by its place in the tree.
    return placement.borders().stream()
        .filter(b -> b.path().equals(border.path()) && b.index() == border.index())
        .map(b ->
            new Step.Move(
                b, across ? mouse.column() - b.line().column() : mouse.row() - b.line().row()))
        .filter(move -> mouse.action() == Action.MOVE && move.cells() != 0)
        .<Step>map(move -> move)
        .toList();
  }

  private static List<Step> focus(Placement placement, Input.Mouse mouse, Seat seat) {
    return placement
        .paneAt(mouse.column(), mouse.row())
        .filter(id -> seat.focused().filter(pane -> pane.id().equals(id)).isEmpty())
        .<List<Step>>map(id -> List.of(new Step.Run("select-pane -t " + id)))
        .orElse(List.of());
  }

  private List<Step> inPane(Input.Mouse mouse, Seat seat, Placement placement) {
    boolean press = mouse.action() == Action.PRESS;
    Optional<PaneId> under = placement.paneAt(mouse.column(), mouse.row());
    // A movement or release belongs to the pane where the button went down.
    Optional<PaneId> target =
        press || mouse.action() == Action.WHEEL || pressed == null ? under : Optional.of(pressed);
    pressed = press ? under.orElse(null) : mouse.action() == Action.RELEASE ? null : pressed;
    Pane pane = target.flatMap(seat.window()::pane).orElse(null);
    if (pane == null) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    if (press && mouse.button() == Button.LEFT) {
      steps.addAll(focus(placement, mouse, seat));
    }
    Rect content = placement.content(pane.id());
    boolean right = press && mouse.button() == Button.RIGHT;
    if (right && (!wants(pane) || !content.contains(mouse.column(), mouse.row()))) {
      steps.addAll(focus(placement, mouse, seat));
      steps.add(new Step.Run("display-menu -x " + mouse.column() + " -y " + mouse.row()));
      return steps;
    }
    Modes modes = pane.emulator().screen().modes();
    boolean live = live(pane);
    boolean wants = wants(pane);
    boolean wheel = mouse.action() == Action.WHEEL;
    if (!wants && !wheel) {
      steps.addAll(select(mouse, pane, content));
    } else if (wants || (wheel && modes.alternateScreen() && live)) {
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

  private static boolean live(Pane pane) {
    return pane.scrolledBack() == 0 && pane.copying().isEmpty();
  }

  /// Whether the mouse is the program's.
  private static boolean wants(Pane pane) {
    return pane.emulator().screen().modes().mouse() != Modes.Mouse.OFF && live(pane);
  }

  /// A click, a double or triple click, or a selection by dragging.
  private List<Step> select(Input.Mouse mouse, Pane pane, Rect content) {
    int column = mouse.column() - content.column();
    int row = mouse.row() - content.row();
    return switch (mouse.action()) {
      case PRESS -> {
        selecting = false;
        boolean inside = content.contains(mouse.column(), mouse.row());
        // What begins on the title selects nothing.
        pressed = inside ? pressed : null;
        yield mouse.button() == Button.LEFT && inside ? pressed(pane, column, row) : List.of();
      }
      case MOVE ->
          mouse.button() == Button.LEFT && pressed != null ? dragged(pane, column, row) : List.of();
      case RELEASE -> {
        boolean ends = selecting;
        selecting = false;
        yield ends ? List.of(new Step.Select(pane.id(), Phase.END, column, row)) : List.of();
      }
      case WHEEL -> List.of();
    };
  }

  private List<Step> dragged(Pane pane, int column, int row) {
    if (!selecting && column == clickColumn && row == clickRow) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    if (!selecting) {
      steps.add(new Step.Select(pane.id(), Phase.BEGIN, clickColumn, clickRow));
    }
    selecting = true;
    steps.add(new Step.Select(pane.id(), Phase.DRAG, column, row));
    return steps;
  }

  private List<Step> pressed(Pane pane, int column, int row) {
    Instant now = clock.instant();
    boolean there = pane.id().equals(clickPane) && column == clickColumn && row == clickRow;
    boolean again = there && now.isBefore(clicked.plus(DOUBLE));
    clicks = again ? clicks + 1 : 1;
    clicked = now;
    clickPane = pane.id();
    clickColumn = column;
    clickRow = row;
    if (clicks == 2 || clicks == 3) {
      Phase phase = clicks == 2 ? Phase.WORD : Phase.LINE;
      return List.of(new Step.Select(pane.id(), phase, column, row));
    }
    return pane.copying().isPresent()
        ? List.of(new Step.Select(pane.id(), Phase.POINT, column, row))
        : List.of();
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
