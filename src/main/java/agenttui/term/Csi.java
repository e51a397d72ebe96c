package agenttui.term;

import agenttui.term.cells.Editing;
import agenttui.term.cells.Grid;
import agenttui.term.cells.Rectangles;
import agenttui.term.parse.Params;

/// Control sequences (`CSI`). References: ECMA-48, VT510 manual, xterm's ctlseqs, kitty's keyboard
/// protocol.
final class Csi {
  private final Terminal terminal;
  private final Grid grid;
  private final Editing editing;
  private final Reports reports;

  Csi(Terminal terminal) {
    this.terminal = terminal;
    this.grid = terminal.grid;
    this.editing = grid.editing();
    this.reports = new Reports(terminal);
  }

  void run(Params p, int last) {
    if (p.intermediates() != 0) {
      intermediate(p, last);
      return;
    }
    switch (p.marker()) {
      case 0 -> plain(p, last);
      case '?' -> question(p, last);
      case '>' -> greater(p, last);
      case '=' -> equal(p, last);
      case '<' -> {
        if (last == 'u') {
          terminal.modes.keyboardPop(p.count(0));
        }
      }
      default -> {}
    }
  }

  /// Movement and editing, by far the most.
  private void plain(Params p, int last) {
    switch (last) {
      case 'm' -> {
        Sgr.apply(p, grid.cursor());
        grid.penChanged();
      }
      case 'H', 'f' -> grid.movement().moveTo(p.count(1) - 1, p.count(0) - 1);
      case 'A' -> grid.movement().up(p.count(0));
      case 'B' -> grid.movement().down(p.count(0));
      case 'C' -> grid.movement().forward(p.count(0));
      case 'D' -> grid.movement().back(p.count(0));
      case 'E' -> {
        grid.movement().down(p.count(0));
        grid.movement().carriageReturn();
      }
      case 'F' -> {
        grid.movement().up(p.count(0));
        grid.movement().carriageReturn();
      }
      case 'G', '`' -> grid.movement().column(p.count(0) - 1);
      case 'd' -> grid.movement().line(p.count(0) - 1);
      case 'a' -> grid.movement().columnBy(p.count(0));
      case 'e' -> grid.movement().lineBy(p.count(0));
      case 'I' -> grid.movement().tab(p.count(0));
      case 'Z' -> grid.movement().backTab(p.count(0));
      case 'J' -> editing.eraseDisplay(p.at(0, 0), false);
      case 'K' -> editing.eraseLine(p.at(0, 0), false);
      case 'X' -> editing.eraseCharacters(p.count(0));
      case '@' -> editing.insertCharacters(p.count(0));
      case 'P' -> editing.deleteCharacters(p.count(0));
      case 'L' -> editing.insertLines(p.count(0));
      case 'M' -> editing.deleteLines(p.count(0));
      case 'S' -> grid.scrollUp(p.count(0));
      case 'T', '^' -> scrollDown(p);
      case 'b' -> grid.printing().repeat(p.count(0));
      default -> rest(p, last);
    }
  }

  /// `CSI T` with five parameters is xterm's highlight tracking.
  private void scrollDown(Params p) {
    if (p.size() < 5) {
      grid.scrollDown(p.count(0));
    }
  }

  private void rest(Params p, int last) {
    switch (last) {
      case 'c' -> {
        if (p.at(0, 0) == 0) {
          reports.primaryAttributes();
        }
      }
      case 'g' -> clearTabs(p.at(0, 0));
      case 'h' -> ansiModes(p, true);
      case 'l' -> ansiModes(p, false);
      case 'n' -> reports.status(p.at(0, 0));
      case 'r' -> grid.verticalMargins(p.count(0) - 1, bottom(p));
      case 's' -> saveOrMargins(p);
      case 't' -> reports.window(p);
      case 'u' -> grid.restore();
      case 'x' -> reports.parameters(p.at(0, 0));
      default -> {}
    }
  }

  private int bottom(Params p) {
    int last = p.at(1, 0);
    return last == 0 ? grid.rows() - 1 : last - 1;
  }

  private void saveOrMargins(Params p) {
    if (!grid.horizontalMargins()) {
      grid.save();
      return;
    }
    int last = p.at(1, 0);
    grid.sideMargins(p.count(0) - 1, last == 0 ? grid.columns() - 1 : last - 1);
  }

  private void clearTabs(int what) {
    if (what == 0) {
      grid.tabs().clear(grid.cursor().x);
    } else if (what == 3) {
      grid.tabs().clearAll();
    }
  }

  private void ansiModes(Params p, boolean on) {
    for (int i = 0; i < p.size(); i++) {
      terminal.modes.setAnsi(p.at(i, 0), on);
    }
  }

  private void question(Params p, int last) {
    switch (last) {
      case 'h' -> privateModes(p, true);
      case 'l' -> privateModes(p, false);
      case 'J' -> editing.eraseDisplay(p.at(0, 0), true);
      case 'K' -> editing.eraseLine(p.at(0, 0), true);
      case 'W' -> {
        if (p.at(0, 0) == 5) {
          grid.tabs().reset();
        }
      }
      case 'm' -> {
        if (p.at(0, 0) == 4) {
          terminal.replies.csi(">4;" + terminal.modes.modifyOtherKeys() + "m");
        }
      }
      case 'n' -> reports.privateStatus(p);
      case 's' -> {
        for (int i = 0; i < p.size(); i++) {
          terminal.modes.save(p.at(i, 0));
        }
      }
      case 'r' -> {
        for (int i = 0; i < p.size(); i++) {
          terminal.modes.restore(p.at(i, 0));
        }
      }
      case 'u' -> terminal.replies.csi("?" + terminal.modes.keyboardFlags() + "u");
      default -> {}
    }
  }

  private void privateModes(Params p, boolean on) {
    for (int i = 0; i < p.size(); i++) {
      int mode = p.at(i, 0);
      terminal.modes.set(mode, on);
      if (mode == 2048 && on) {
        reports.size();
      }
    }
  }

  private void greater(Params p, int last) {
    switch (last) {
      case 'c' -> {
        if (p.at(0, 0) == 0) {
          reports.secondaryAttributes();
        }
      }
      case 'q' -> {
        if (p.at(0, 0) == 0) {
          reports.version();
        }
      }
      case 'm' -> {
        if (!p.has(0)) {
          terminal.modes.modifyOtherKeys(0);
        } else if (p.at(0, 0) == 4) {
          terminal.modes.modifyOtherKeys(p.at(1, 0));
        }
      }
      case 'n' -> {
        if (p.at(0, 0) == 4) {
          terminal.modes.modifyOtherKeys(0);
        }
      }
      case 'u' -> terminal.modes.keyboardPush(p.at(0, 0));
      default -> {}
    }
  }

  private void equal(Params p, int last) {
    if (last == 'u') {
      terminal.modes.keyboardSet(p.at(0, 0), p.at(1, 1));
    } else if (last == 'c' && p.at(0, 0) == 0) {
      reports.tertiaryAttributes();
    }
  }

  private void intermediate(Params p, int last) {
    if (p.marker() == '?' && p.intermediates() == '$' && last == 'p') {
      reports.privateMode(p.at(0, 0));
    }
    if (p.marker() != 0) {
      return;
    }
    switch (p.intermediates()) {
      case ' ' -> space(p, last);
      case '!' -> {
        if (last == 'p') {
          terminal.softReset();
        }
      }
      case '"' -> quote(p, last);
      case '\'' -> apostrophe(p, last);
      case '$' -> dollar(p, last);
      case '*' -> star(p, last);
      default -> {}
    }
  }

  private void space(Params p, int last) {
    switch (last) {
      case '@' -> editing.scrollLeft(p.count(0));
      case 'A' -> editing.scrollRight(p.count(0));
      case 'q' -> {
        if (p.at(0, 0) <= 6) {
          terminal.cursorShape = p.at(0, 0);
        }
      }
      default -> {}
    }
  }

  /// DECSCA; DECSCL only resets, since all levels are one here.
  private void quote(Params p, int last) {
    if (last == 'q') {
      grid.cursor().isProtected = p.at(0, 0) == 1;
      if (p.at(0, 0) == 1) {
        grid.protection(Grid.Protection.DEC);
      }
      grid.penChanged();
    } else if (last == 'p') {
      terminal.softReset();
    }
  }

  private void apostrophe(Params p, int last) {
    if (last == '}') {
      editing.insertColumns(p.count(0));
    } else if (last == '~') {
      editing.deleteColumns(p.count(0));
    }
  }

  private void dollar(Params p, int last) {
    Rectangles rectangles = grid.rectangles();
    switch (last) {
      case 'p' -> reports.ansiMode(p.at(0, 0));
      case 'r' -> change(p, false);
      case 't' -> change(p, true);
      case 'v' -> rectangles.copy(area(p, 0), p.count(5) - 1, p.count(6) - 1);
      case 'x' -> {
        int c = p.at(0, 0);
        if ((c >= 32 && c <= 126) || (c >= 160 && c <= 255)) {
          rectangles.fill(area(p, 1), c);
        }
      }
      case 'z' -> rectangles.erase(area(p, 0), false);
      case '{' -> rectangles.erase(area(p, 0), true);
      default -> {}
    }
  }

  private Rectangles.Area area(Params p, int from) {
    int bottom = p.at(from + 2, 0);
    int right = p.at(from + 3, 0);
    return grid.rectangles()
        .area(
            p.count(from) - 1,
            p.count(from + 1) - 1,
            bottom == 0 ? Params.LARGEST : bottom - 1,
            right == 0 ? Params.LARGEST : right - 1);
  }

  /// DECCARA and DECRARA: 0, 1, 4, 5, 7 and 8, and 22, 24, 25, 27, 28.
  private void change(Params p, boolean toggle) {
    long set = 0;
    long reset = 0;
    for (int i = 4; i < Math.max(5, p.size()); i++) {
      int code = p.at(i, 0);
      long flag =
          switch (code % 20) {
            case 1, 2 -> Style.BOLD;
            case 4 -> Style.withUnderline(0, 1);
            case 5 -> Style.BLINK;
            case 7 -> Style.INVERSE;
            case 8 -> Style.HIDDEN;
            default -> 0;
          };
      if (code == 0) {
        long all = Style.BOLD | Style.UNDERLINE_MASK | Style.BLINK | Style.INVERSE | Style.HIDDEN;
        reset |= all;
        set = toggle ? Style.BOLD | Style.withUnderline(0, 1) | Style.BLINK | Style.INVERSE : 0;
      } else if (code < 10) {
        set |= flag;
      } else if (code >= 22) {
        reset |= flag;
        set &= ~flag;
      }
    }
    grid.rectangles().change(area(p, 0), set, reset, toggle, terminal.extent != 2);
  }

  private void star(Params p, int last) {
    if (last == 'x') {
      terminal.extent = Math.min(2, p.at(0, 0));
    } else if (last == 'y') {
      reports.checksum(p, area(p, 2));
    }
  }
}
