package agenttui.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the escape sequences of the outer terminal mean.
final class Sequences {
  /// `CSI n ~`: keys by number; 0 where there is none.
  private static final int[] NUMBERED = {
    0,
    Key.HOME,
    Key.INSERT,
    Key.DELETE,
    Key.END,
    Key.PAGE_UP,
    Key.PAGE_DOWN,
    Key.HOME,
    Key.END,
    0,
    0,
    Key.F1,
    Key.F1 + 1,
    Key.F1 + 2,
    Key.F1 + 3,
    Key.F1 + 4,
    0,
    Key.F1 + 5,
    Key.F1 + 6,
    Key.F1 + 7,
    Key.F1 + 8,
    Key.F1 + 9,
    0,
    Key.F1 + 10,
    Key.F1 + 11,
    Key.F13,
    Key.F13 + 1,
    0,
    Key.F13 + 2,
    Key.MENU,
    0,
    Key.F13 + 4,
    Key.F13 + 5,
    Key.F13 + 6,
    Key.F13 + 7
  };

  private static final Input.Mouse.Button[] BUTTONS = Input.Mouse.Button.values();

  private Sequences() {}

  /// Parameters of a sequence: groups by `;`, in them numbers by `:`; −1 for what is left out.
  private static int[][] groups(String body) {
    String[] parts = body.split(";", 16);
    int[][] groups = new int[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      groups[i] = Arrays.stream(parts[i].split(":", 16)).mapToInt(Sequences::number).toArray();
    }
    return groups;
  }

  private static int number(String digits) {
    int value = digits.isEmpty() || digits.length() > 9 ? -1 : 0;
    for (int i = 0; i < digits.length() && value >= 0; i++) {
      char c = digits.charAt(i);
      value = c < '0' || c > '9' ? -1 : value * 10 + c - '0';
    }
    return value;
  }

  private static int at(int[][] groups, int group, int index, int otherwise) {
    return group < groups.length && index < groups[group].length && groups[group][index] >= 0
        ? groups[group][index]
        : otherwise;
  }

  /// A control sequence: what stands between `CSI` and the final byte, and that byte.
  static void csi(String body, int last, List<Input> found) {
    char marker = body.isEmpty() ? 0 : body.charAt(0);
    if (marker >= '<' && marker <= '?') {
      marked(marker, body.substring(1), last, found);
      return;
    }
    int[][] groups = groups(body);
    switch (last) {
      case 'u' -> kitty(groups, found);
      case '~' -> numbered(groups, found);
      case 'I' -> found.add(new Input.Focus(true));
      case 'O' -> found.add(new Input.Focus(false));
      case 'Z' -> key(Key.TAB, groups, Input.SHIFT, found);
      case 'R' -> position(groups, found);
      case 't' -> size(groups, found);
      case 'y' -> {
        if (body.endsWith("$")) {
          modeReport(body, false, found);
        }
      }
      default -> {
        int code = letter(last);
        if (code != 0) {
          key(code, groups, 0, found);
        }
      }
    }
  }

  /// The key of a final letter, in `CSI` and `SS3`.
  private static int letter(int last) {
    return switch (last) {
      case 'A' -> Key.UP;
      case 'B' -> Key.DOWN;
      case 'C' -> Key.RIGHT;
      case 'D' -> Key.LEFT;
      case 'E' -> Key.KP_BEGIN;
      case 'F' -> Key.END;
      case 'H' -> Key.HOME;
      case 'P' -> Key.F1;
      case 'Q' -> Key.F1 + 1;
      case 'R' -> Key.F1 + 2;
      case 'S' -> Key.F1 + 3;
      default -> 0;
    };
  }

  /// `SS3` and a final byte.
  static void single(int last, List<Input> found) {
    int code = letter(last);
    if (code == 0 && last == 'M') {
      code = Key.KP_ENTER;
    } else if (code == 0 && last == 'X') {
      code = Key.KP_EQUAL;
    } else if (code == 0 && last >= 'j' && last <= 'y') {
      code = "*+,-./0123456789".charAt(last - 'j');
    }
    if (code != 0) {
      found.add(Key.of(code, 0));
    }
  }

  /// The second group holds modifiers and event, as xterm and kitty write them.
  private static void key(int code, int[][] groups, int held, List<Input> found) {
    int modifiers = Math.max(0, at(groups, 1, 0, 1) - 1) & 0xFF;
    Key key = Key.of(code, modifiers | held);
    found.add(new Key(code, key.modifiers(), event(groups), 0, 0, key.text()));
  }

  private static Key.Event event(int[][] groups) {
    return switch (at(groups, 1, 1, 1)) {
      case 2 -> Key.Event.REPEAT;
      case 3 -> Key.Event.RELEASE;
      default -> Key.Event.PRESS;
    };
  }

  private static void numbered(int[][] groups, List<Input> found) {
    int number = at(groups, 0, 0, 0);
    if (number == 27 && groups.length >= 3) {
      // modifyOtherKeys: CSI 27 ; modifiers ; code ~
      int code = at(groups, 2, 0, 0);
      if (code > 0 && code <= Character.MAX_CODE_POINT) {
        found.add(Key.of(code, Math.max(0, at(groups, 1, 0, 1) - 1) & 0xFF));
      }
    } else if (number < NUMBERED.length && NUMBERED[number] != 0) {
      key(NUMBERED[number], groups, 0, found);
    }
  }

  /// `CSI code : shifted : base ; modifiers : event ; text u`.
  private static void kitty(int[][] groups, List<Input> found) {
    int code = at(groups, 0, 0, 0);
    if (code <= 0 || code > Character.MAX_CODE_POINT) {
      return;
    }
    int modifiers = Math.max(0, at(groups, 1, 0, 1) - 1) & 0xFF;
    int shifted = at(groups, 0, 1, 0);
    StringBuilder text = new StringBuilder();
    for (int i = 0; groups.length > 2 && i < groups[2].length; i++) {
      int point = groups[2][i];
      if (point >= 32 && point <= Character.MAX_CODE_POINT) {
        text.appendCodePoint(point);
      }
    }
    boolean types = (modifiers & Key.REAL & ~Input.SHIFT) == 0 && Key.isCharacter(code);
    Key.Event event = event(groups);
    if (text.isEmpty() && types && event != Key.Event.RELEASE) {
      boolean capital = (modifiers & Input.SHIFT) != 0;
      text.appendCodePoint(
          !capital
              ? code
              : Character.isValidCodePoint(shifted) && shifted > 0
                  ? shifted
                  : Character.toUpperCase(code));
    }
    found.add(new Key(code, modifiers, event, shifted, at(groups, 0, 2, 0), text.toString()));
  }

  /// CPR, or F3 with modifiers: only the first row's columns 2 to 8 could be either, and F3 with
  /// modifiers is the likelier.
  private static void position(int[][] groups, List<Input> found) {
    int row = at(groups, 0, 0, 1);
    int column = at(groups, 1, 0, 1);
    if (groups.length < 2 || (row == 1 && column >= 2 && column <= 8)) {
      key(Key.F1 + 2, groups, 0, found);
    } else {
      found.add(new Input.Report.Cursor(column - 1, row - 1));
    }
  }

  private static void size(int[][] groups, List<Input> found) {
    int what = at(groups, 0, 0, 0);
    if ((what == 8 || what == 48) && groups.length >= 3) {
      Size size = new Size(at(groups, 2, 0, 1), at(groups, 1, 0, 1));
      found.add(new Input.Report.WindowSize(size));
    }
  }

  private static void marked(char marker, String body, int last, List<Input> found) {
    if (marker == '<' && (last == 'M' || last == 'm')) {
      mouse(groups(body), last == 'm', found);
    } else if (marker == '?') {
      switch (last) {
        case 'c' -> {
          List<Integer> numbers = new ArrayList<>();
          for (int[] group : groups(body)) {
            numbers.add(group[0]);
          }
          found.add(new Input.Report.Attributes(List.copyOf(numbers)));
        }
        case 'u' -> found.add(new Input.Report.KeyboardFlags(at(groups(body), 0, 0, 0)));
        case 'n' -> {
          if (at(groups(body), 0, 0, 0) == 997) {
            found.add(new Input.Report.ColourScheme(at(groups(body), 1, 0, 0) == 1));
          }
        }
        case 'y' -> {
          if (body.endsWith("$")) {
            modeReport(body, true, found);
          }
        }
        default -> {}
      }
    }
  }

  private static void modeReport(String body, boolean isPrivate, List<Input> found) {
    int[][] groups = groups(body.substring(0, body.length() - 1));
    int state = Math.clamp(at(groups, 1, 0, 0), 0, 4);
    found.add(new Input.Report.Mode(at(groups, 0, 0, 0), isPrivate, state));
  }

  /// SGR mouse: `code ; x ; y`.
  private static void mouse(int[][] groups, boolean release, List<Input> found) {
    int code = at(groups, 0, 0, 0);
    int x = at(groups, 1, 0, 1) - 1;
    int y = at(groups, 2, 0, 1) - 1;
    int held = (code & 4) != 0 ? Input.SHIFT : 0;
    held |= (code & 8) != 0 ? Input.ALT : 0;
    held |= (code & 16) != 0 ? Input.CTRL : 0;
    Input.Mouse.Button button = Input.Mouse.Button.NONE;
    for (Input.Mouse.Button each : BUTTONS) {
      if (each.number() == (code & ~(4 | 8 | 16 | 32))) {
        button = each;
      }
    }
    Input.Mouse.Action action = release ? Input.Mouse.Action.RELEASE : Input.Mouse.Action.PRESS;
    if ((code & 64) != 0) {
      action = Input.Mouse.Action.WHEEL;
    } else if ((code & 32) != 0) {
      action = Input.Mouse.Action.MOVE;
    }
    if (action != Input.Mouse.Action.WHEEL || !release) {
      found.add(new Input.Mouse(action, button, Math.max(0, x), Math.max(0, y), held));
    }
  }

  /// The body of a string that the terminal sent: colours by OSC, its name by DCS.
  static void string(int kind, String body, List<Input> found) {
    if (kind == 'P' && body.startsWith(">|")) {
      found.add(new Input.Report.Version(body.substring(2)));
    } else if (kind == ']') {
      String[] parts = body.split(";", 3);
      int number = number(parts[0]);
      boolean palette = number == 4 && parts.length == 3;
      int slot = palette ? 256 + Math.clamp(number(parts[1]), 0, 255) : number;
      int rgb = parts.length < 2 ? -1 : Osc.parse(parts[palette ? 2 : 1]);
      if (rgb >= 0 && (palette || (number >= 10 && number <= 19))) {
        found.add(new Input.Report.Colour(slot, rgb));
      }
    }
  }
}
