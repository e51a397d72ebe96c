package agenttui.term;

import agenttui.term.cells.Cursor;
import agenttui.term.cells.Grid;
import agenttui.term.cells.Rectangles;
import agenttui.term.parse.Params;
import java.util.Locale;

/// Answers to questions about the terminal. Numbers and fixed words only (threats F1).
final class Reports {
  /// What XTVERSION answers: our own name, so that programs can tell us apart.
  static final String NAME = "agent-tui 0.1";

  /// Pixels of a cell that we tell, since nobody knows the true ones: those of many terminals.
  static final int CELL_WIDTH = 10;

  static final int CELL_HEIGHT = 20;

  private final Terminal terminal;
  private final Grid grid;

  Reports(Terminal terminal) {
    this.terminal = terminal;
    this.grid = terminal.grid;
  }

  /// DA1: a VT420 with selective erase, user windows, horizontal scrolling, ANSI colour,
  /// rectangular editing and clipboard access.
  void primaryAttributes() {
    terminal.replies.csi("?64;1;6;18;21;22;28;52c");
  }

  /// DA2: a VT420 class terminal with xterm's features as of its patch 400, which programs (vim)
  /// read this number for.
  void secondaryAttributes() {
    terminal.replies.csi(">41;400;0c");
  }

  /// DA3.
  void tertiaryAttributes() {
    terminal.replies.dcs("!|00000000");
  }

  /// XTVERSION.
  void version() {
    terminal.replies.dcs(">|" + NAME);
  }

  /// DSR.
  void status(int what) {
    if (what == 5) {
      terminal.replies.csi("0n");
    } else if (what == 6) {
      terminal.replies.csi(position() + "R");
    }
  }

  private String position() {
    Cursor cursor = grid.cursor();
    int y = cursor.y - (cursor.origin ? grid.top() : 0);
    int x = cursor.x - (cursor.origin ? grid.left() : 0);
    return (y + 1) + ";" + (x + 1);
  }

  /// DSR of DEC: a terminal without printer, locator and macros.
  void privateStatus(Params p) {
    String answer =
        switch (p.at(0, 0)) {
          case 6 -> position() + ";1R";
          case 15 -> "13n";
          case 25 -> "21n";
          case 26 -> "27;1;0;0n";
          case 53, 55 -> "50n";
          case 56 -> "57;0n";
          case 75 -> "70n";
          case 85 -> "83n";
          case 996 -> "997;" + (terminal.palette.isDark() ? 1 : 2) + "n";
          default -> "";
        };
    if (!answer.isEmpty()) {
      terminal.replies.csi("?" + answer);
    } else if (p.at(0, 0) == 62) {
      terminal.replies.csi("0*{");
    } else if (p.at(0, 0) == 63) {
      terminal.replies.dcs(p.at(1, 0) + "!~0000");
    }
  }

  /// DECREQTPARM, as xterm: no parity, 8 bits, 38,400 baud.
  void parameters(int what) {
    if (what <= 1) {
      terminal.replies.csi((what + 2) + ";1;1;128;128;1;0x");
    }
  }

  /// DECRQM of a DEC private mode.
  void privateMode(int mode) {
    int state = !terminal.modes.isKnown(mode) ? 0 : terminal.modes.isSet(mode) ? 1 : 2;
    terminal.replies.csi("?" + mode + ";" + state + "$y");
  }

  /// DECRQM of an ANSI mode; those of ECMA-48 that no terminal has are always reset, as in xterm.
  void ansiMode(int mode) {
    int state =
        switch (mode) {
          case 2, 4, 12, 20 -> terminal.modes.isAnsiSet(mode) ? 1 : 2;
          case 1, 5, 7, 10, 11, 13, 14, 15, 16, 17, 18, 19 -> 4;
          default -> 0;
        };
    terminal.replies.csi(mode + ";" + state + "$y");
  }

  /// Window operations: the sizes; 22 and 23, the title stack. Never a title (threats F1), and
  /// nothing that moves or resizes.
  void window(Params p) {
    int rows = grid.rows();
    int columns = grid.columns();
    switch (p.at(0, 0)) {
      case 11 -> terminal.replies.csi("1t");
      case 13 -> terminal.replies.csi("3;0;0t");
      case 14 -> terminal.replies.csi("4;" + rows * CELL_HEIGHT + ";" + columns * CELL_WIDTH + "t");
      case 15 -> terminal.replies.csi("5;" + rows * CELL_HEIGHT + ";" + columns * CELL_WIDTH + "t");
      case 16 -> terminal.replies.csi("6;" + CELL_HEIGHT + ";" + CELL_WIDTH + "t");
      case 18 -> terminal.replies.csi("8;" + rows + ";" + columns + "t");
      case 19 -> terminal.replies.csi("9;" + rows + ";" + columns + "t");
      case 22 -> {
        if (p.at(1, 0) != 1) {
          terminal.pushTitle();
        }
      }
      case 23 -> {
        if (p.at(1, 0) != 1) {
          terminal.popTitle();
        }
      }
      default -> {}
    }
  }

  /// Mode 2048.
  void size() {
    int rows = grid.rows();
    int columns = grid.columns();
    terminal.replies.csi(
        "48;" + rows + ";" + columns + ";" + rows * CELL_HEIGHT + ";" + columns * CELL_WIDTH + "t");
  }

  /// Mode 2031.
  void colourScheme() {
    terminal.replies.csi("?997;" + (terminal.palette.isDark() ? 1 : 2) + "n");
  }

  /// DECRQCRA.
  void checksum(Params p, Rectangles.Area area) {
    int sum =
        grid.rectangles()
            .checksum(
                area, Style.BOLD, Style.BLINK, Style.INVERSE, Style.HIDDEN, Style.UNDERLINE_MASK);
    terminal.replies.dcs(p.at(0, 0) + "!~" + String.format(Locale.ROOT, "%04X", sum));
  }
}
