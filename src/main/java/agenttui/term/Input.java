package agenttui.term;

import java.util.List;

/// One thing that the outer terminal sent: a key, the mouse, a paste, a change of focus, or its
/// answer to a question.
public sealed interface Input permits Key, Input.Mouse, Input.Paste, Input.Focus, Input.Report {
  /// Modifier bit (kitty's and xterm's numbering).
  int SHIFT = 1;

  /// Modifier bit.
  int ALT = 2;

  /// Modifier bit.
  int CTRL = 4;

  /// Modifier bit.
  int SUPER = 8;

  /// Modifier bit.
  int HYPER = 16;

  /// Modifier bit.
  int META = 32;

  /// Modifier bit.
  int CAPS_LOCK = 64;

  /// Modifier bit.
  int NUM_LOCK = 128;

  /// A mouse event. Cells count from 0 at the top left.
  ///
  /// @param action what happened
  /// @param button which one; `NONE` for a movement without button
  /// @param column cell
  /// @param row cell
  /// @param modifiers bits
  record Mouse(Action action, Button button, int column, int row, int modifiers) implements Input {
    /// What happened.
    public enum Action {
      /// Button down.
      PRESS,
      /// Button up.
      RELEASE,
      /// Moved, with the button held or none.
      MOVE,
      /// One step of a wheel.
      WHEEL
    }

    /// Which button; `number` is xterm's, without modifiers.
    public enum Button {
      /// Left.
      LEFT(0),
      /// Middle.
      MIDDLE(1),
      /// Right.
      RIGHT(2),
      /// None.
      NONE(3),
      /// Wheel.
      WHEEL_UP(64),
      /// Wheel.
      WHEEL_DOWN(65),
      /// Wheel.
      WHEEL_LEFT(66),
      /// Wheel.
      WHEEL_RIGHT(67),
      /// Button 8.
      BACK(128),
      /// Button 9.
      FORWARD(129);

      private final int number;

      Button(int number) {
        this.number = number;
      }

      /// xterm's number of the button in a mouse report.
      public int number() {
        return number;
      }
    }

    /// The same event seen from another corner.
    public Mouse moved(int columns, int rows) {
      return new Mouse(action, button, column + columns, row + rows, modifiers);
    }
  }

  /// A bracketed paste.
  ///
  /// @param text as it came; may hold any control character
  /// @param truncated more came than [InputDecoder#PASTE_LIMIT] bytes; the rest is lost
  record Paste(String text, boolean truncated) implements Input {}

  /// The terminal window got or lost the focus (mode 1004).
  record Focus(boolean gained) implements Input {}

  /// An answer of the outer terminal.
  sealed interface Report extends Input {
    /// DA1, `CSI ? … c`.
    record Attributes(List<Integer> numbers) implements Report {}

    /// DECRPM: state 0 unknown, 1 set, 2 reset, 3 always set, 4 always reset.
    record Mode(int mode, boolean isPrivate, int state) implements Report {}

    /// OSC 10, 11, 12: `slot` is that number. OSC 4: `slot` is 256 + the index.
    record Colour(int slot, int rgb) implements Report {}

    /// CPR; cells from 0.
    record Cursor(int column, int row) implements Report {}

    /// `CSI ? flags u`.
    record KeyboardFlags(int flags) implements Report {}

    /// XTVERSION.
    record Version(String name) implements Report {}

    /// `CSI ? 997 ; n n`.
    record ColourScheme(boolean dark) implements Report {}

    /// `CSI 48 ; rows ; columns … t` (mode 2048) or `CSI 8 ; rows ; columns t`.
    record WindowSize(Size size) implements Report {}
  }
}
