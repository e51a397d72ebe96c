package agenttui.term;

import agenttui.term.cells.Charset;
import agenttui.term.cells.Cursor;
import agenttui.term.cells.Grid;

/// C0 control characters and escape sequences.
final class Controls {
  private final Terminal terminal;
  private final Grid grid;

  Controls(Terminal terminal) {
    this.terminal = terminal;
    this.grid = terminal.grid;
  }

  void control(int c) {
    switch (c) {
      case 0x07 -> terminal.tell(new Notice.Bell());
      case 0x08 -> grid.movement().back(1);
      case 0x09 -> grid.movement().tab(1);
      case 0x0A, 0x0B, 0x0C -> grid.movement().lineFeed();
      case 0x0D -> grid.movement().carriageReturn();
      case 0x0E -> grid.cursor().gl = 1;
      case 0x0F -> grid.cursor().gl = 0;
      default -> {}
    }
  }

  void escape(int intermediates, int last) {
    switch (intermediates) {
      case 0 -> plain(last);
      case '(' -> designate(0, last);
      case ')', '-' -> designate(1, last);
      case '*', '.' -> designate(2, last);
      case '+', '/' -> designate(3, last);
      case '#' -> {
        if (last == '8') {
          grid.editing().alignmentPattern();
        }
      }
      default -> {}
    }
  }

  private void designate(int set, int last) {
    grid.cursor().sets[set] = Charset.of(last);
  }

  private void plain(int last) {
    Cursor cursor = grid.cursor();
    switch (last) {
      case '6' -> grid.editing().backIndex();
      case '7' -> grid.save();
      case '8' -> grid.restore();
      case '9' -> grid.editing().forwardIndex();
      case '=' -> terminal.modes.keypad(true);
      case '>' -> terminal.modes.keypad(false);
      case 'D' -> grid.movement().index();
      case 'E' -> {
        grid.movement().index();
        grid.movement().carriageReturn();
      }
      case 'H' -> grid.tabs().set(cursor.x);
      case 'M' -> grid.movement().reverseIndex();
      case 'N' -> cursor.singleShift = 2;
      case 'O' -> cursor.singleShift = 3;
      case 'V' -> guard(true);
      case 'W' -> guard(false);
      case 'Z' -> new Reports(terminal).primaryAttributes();
      case 'c' -> terminal.fullReset();
      case 'n' -> cursor.gl = 2;
      case 'o' -> cursor.gl = 3;
      default -> {}
    }
  }

  /// SPA and EPA.
  private void guard(boolean on) {
    grid.cursor().isProtected = on;
    if (on) {
      grid.protection(Grid.Protection.ISO);
    }
    grid.penChanged();
  }
}
