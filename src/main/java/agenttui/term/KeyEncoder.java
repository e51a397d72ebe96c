package agenttui.term;

import static agenttui.term.Input.ALT;
import static agenttui.term.Input.CTRL;
import static agenttui.term.Input.META;
import static agenttui.term.Input.SHIFT;

import java.nio.charset.StandardCharsets;

/// Turns input into the bytes that the program in a pane expects in its modes: xterm's keys
/// (ctlseqs, "PC-Style Function Keys"), modifyOtherKeys, or kitty's keyboard protocol. Pure
/// functions; an empty array means that this program wants nothing.
public final class KeyEncoder {
  private static final byte[] NOTHING = {};

  /// Flags of the kitty keyboard protocol.
  private static final int DISAMBIGUATE = 1;

  private static final int EVENTS = 2;
  private static final int ALTERNATES = 4;
  private static final int ALL = 8;
  private static final int TEXT = 16;

  /// Lines of one wheel step in a program that takes arrows for it; xterm's figure.
  private static final int WHEEL = 3;

  /// `CSI n ~` of F1 to F20.
  private static final int[] FUNCTION = {
    11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34
  };

  private KeyEncoder() {}

  /// A key.
  public static byte[] key(Key key, Modes modes) {
    int flags = modes.keyboardFlags();
    String bytes = flags != 0 ? kitty(key, flags) : legacy(key, modes);
    return bytes.isEmpty() ? NOTHING : bytes.getBytes(StandardCharsets.UTF_8);
  }

  private static String kitty(Key key, int flags) {
    if (key.event() == Key.Event.RELEASE && (flags & EVENTS) == 0) {
      return "";
    }
    int keypad = Key.keypadText(key.code());
    String text = text(key, keypad);
    int real = key.modifiers() & Key.REAL;
    boolean typing = (real & ~SHIFT) == 0 && key.event() != Key.Event.RELEASE;
    if ((flags & ALL) == 0) {
      if (typing && !text.isEmpty() && keypad != '\r') {
        return text;
      }
      boolean basic =
          key.code() == Key.ENTER || key.code() == Key.TAB || key.code() == Key.BACKSPACE;
      if (basic && key.event() == Key.Event.RELEASE) {
        return "";
      }
      if (basic && real == 0) {
        return key.code() == Key.BACKSPACE ? "\u007f" : Character.toString(key.code());
      }
      if ((flags & DISAMBIGUATE) == 0 && isSimple(key, real)) {
        return plain(key, real);
      }
    }
    return sequence(normal(key), flags, text);
  }

  /// Keys that without the flag "disambiguate" are sent as ever.
  private static boolean isSimple(Key key, int real) {
    return key.event() == Key.Event.PRESS
        && (Key.isCharacter(key.code()) || key.code() == Key.ESCAPE)
        && (real & ~(SHIFT | ALT | CTRL)) == 0;
  }

  /// A capital that came as such, without its key's own name.
  private static Key normal(Key key) {
    int lower = Character.toLowerCase(key.code());
    if (!Key.isCharacter(key.code()) || lower == key.code()) {
      return key;
    }
    return new Key(lower, key.modifiers() | SHIFT, key.event(), key.code(), key.base(), key.text());
  }

  private static String text(Key key, int keypad) {
    if (!key.text().isEmpty() || (key.modifiers() & Key.REAL & ~SHIFT) != 0) {
      return key.text();
    }
    return keypad != 0 ? Character.toString(keypad) : "";
  }

  private static String sequence(Key key, int flags, String text) {
    boolean event = (flags & EVENTS) != 0 && key.event() != Key.Event.PRESS;
    String held = "";
    if (key.modifiers() != 0 || event) {
      held = Integer.toString(1 + key.modifiers());
    }
    if (event) {
      held += key.event() == Key.Event.REPEAT ? ":2" : ":3";
    }
    String letter = letter(key.code());
    if (!letter.isEmpty()) {
      return "\u001b[" + (held.isEmpty() ? "" : "1;" + held) + letter;
    }
    int number = number(key.code());
    if (number != 0) {
      return "\u001b[" + number + (held.isEmpty() ? "" : ";" + held) + "~";
    }
    StringBuilder out = new StringBuilder("\u001b[").append(key.code());
    if ((flags & ALTERNATES) != 0) {
      boolean shift = (key.modifiers() & SHIFT) != 0 && key.shifted() != 0;
      out.append(shift ? ":" + key.shifted() : key.base() != 0 ? ":" : "");
      out.append(key.base() != 0 ? ":" + key.base() : "");
    }
    boolean typed =
        (flags & TEXT) != 0
            && (flags & ALL) != 0
            && key.event() != Key.Event.RELEASE
            && !text.isEmpty();
    if (!held.isEmpty() || typed) {
      out.append(';').append(held);
    }
    if (typed) {
      out.append(';');
      text.codePoints().limit(8).forEach(p -> out.append(p).append(':'));
      out.setLength(out.length() - 1);
    }
    return out.append('u').toString();
  }

  /// The final letter of keys that have one in `CSI 1 ; m X`.
  private static String letter(int code) {
    return switch (code) {
      case Key.UP -> "A";
      case Key.DOWN -> "B";
      case Key.RIGHT -> "C";
      case Key.LEFT -> "D";
      case Key.KP_BEGIN -> "E";
      case Key.END -> "F";
      case Key.HOME -> "H";
      case Key.F1 -> "P";
      case Key.F1 + 1 -> "Q";
      case Key.F1 + 3 -> "S";
      default -> "";
    };
  }

  /// The number of keys that have one in `CSI n ; m ~`.
  private static int number(int code) {
    if (code >= Key.F1 && code <= Key.F12) {
      return FUNCTION[code - Key.F1];
    }
    return switch (code) {
      case Key.INSERT -> 2;
      case Key.DELETE -> 3;
      case Key.PAGE_UP -> 5;
      case Key.PAGE_DOWN -> 6;
      default -> 0;
    };
  }

  private static String legacy(Key key, Modes modes) {
    if (key.event() == Key.Event.RELEASE) {
      return "";
    }
    int real = key.modifiers() & Key.REAL;
    int keypad = Key.keypadText(key.code());
    if (keypad != 0 && real == 0 && modes.applicationKeypad()) {
      return "\u001bO" + (keypad == '\r' ? 'M' : keypad == '=' ? 'X' : (char) (keypad + 0x40));
    }
    Key plain = beside(key, keypad);
    int held = (real & (SHIFT | ALT | CTRL)) | ((real & META) != 0 ? ALT : 0);
    String other = otherKeys(plain, held, modes.modifyOtherKeys());
    if (!other.isEmpty()) {
      return other;
    }
    String alt = (held & ALT) != 0 ? "\u001b" : "";
    return switch (plain.code()) {
      case Key.ENTER -> alt + (modes.newline() ? "\r\n" : "\r");
      case Key.BACKSPACE -> {
        boolean bs = modes.backspaceSendsBackspace() != ((held & CTRL) != 0);
        yield alt + (bs ? "\b" : "\u007f");
      }
      case Key.TAB -> alt + ((held & SHIFT) != 0 ? "\u001b[Z" : "\t");
      default ->
          Key.isCharacter(plain.code()) || plain.code() == Key.ESCAPE
              ? plain(plain, held)
              : function(plain.code(), held, modes.applicationCursor());
    };
  }

  private static Key beside(Key key, int keypad) {
    int code = Key.beside(key.code());
    if (code == key.code()) {
      return key;
    }
    String text = keypad != 0 && keypad != '\r' ? Character.toString(keypad) : "";
    return new Key(code, key.modifiers(), key.event(), 0, 0, text);
  }

  /// A character, with Ctrl and Alt as ever.
  private static String plain(Key key, int held) {
    String typed = key.text();
    if (typed.isEmpty() || (held & CTRL) != 0) {
      boolean shifted = (held & SHIFT) != 0;
      int point = shifted && key.shifted() != 0 ? key.shifted() : key.code();
      if (shifted && key.shifted() == 0) {
        point = Character.toUpperCase(point);
      }
      typed = Character.toString((held & CTRL) != 0 ? control(key, point) : point);
    }
    return (held & (ALT | META)) != 0 ? "\u001b" + typed : typed;
  }

  /// What Ctrl makes of a character: xterm's table; unchanged where it makes nothing.
  private static int control(Key key, int point) {
    int made = control(point);
    if (made == point) {
      made = control(key.code()) == key.code() ? point : control(key.code());
    }
    return made;
  }

  private static int control(int point) {
    if ((point >= '@' && point <= '_') || (point >= 'a' && point <= 'z')) {
      return point & 0x1F;
    }
    return switch (point) {
      case ' ', '2' -> 0;
      case '3', '4', '5', '6', '7' -> point - '3' + 0x1B;
      case '8', '?' -> 0x7F;
      case '/' -> 0x1F;
      default -> point;
    };
  }

  /// xterm's modifyOtherKeys: level 1 for chords that have no bytes of their own, level 2 for all
  /// but a plain or shifted character.
  private static String otherKeys(Key key, int held, int level) {
    boolean character = Key.isCharacter(key.code());
    boolean basic =
        key.code() == Key.ENTER
            || key.code() == Key.TAB
            || key.code() == Key.BACKSPACE
            || key.code() == Key.ESCAPE;
    if (level == 0 || held == 0 || (!character && !basic) || (character && held == SHIFT)) {
      return "";
    }
    boolean shift = (held & SHIFT) != 0;
    int point = shift && key.shifted() != 0 ? key.shifted() : key.code();
    if (character && shift && key.shifted() == 0) {
      point = Character.toUpperCase(point);
    }
    boolean ambiguous =
        basic
            ? key.code() != Key.BACKSPACE && !(key.code() == Key.TAB && held == SHIFT)
            : (held & CTRL) != 0 && (control(point) == point || held != CTRL);
    return level == 2 || ambiguous ? "\u001b[27;" + (1 + held) + ";" + point + "~" : "";
  }

  private static String function(int code, int held, boolean application) {
    String letter = code == Key.F1 + 2 ? "R" : letter(code);
    if (!letter.isEmpty()) {
      boolean single = application || (code >= Key.F1 && code <= Key.F12);
      return held == 0
          ? (single ? "\u001bO" : "\u001b[") + letter
          : "\u001b[1;" + (1 + held) + letter;
    }
    int number = number(code);
    if (code >= Key.F13 && code < Key.F13 + FUNCTION.length - 12) {
      number = FUNCTION[code - Key.F13 + 12];
    }
    if (number == 0) {
      return "";
    }
    return "\u001b[" + number + (held == 0 ? "" : ";" + (1 + held)) + "~";
  }

  /// A mouse event; cells are the pane's. A wheel step becomes arrow keys on the alternate screen
  /// when the program doesn't take the mouse (mode 1007).
  public static byte[] mouse(Input.Mouse mouse, Modes modes) {
    if (modes.mouse() == Modes.Mouse.OFF) {
      return wheel(mouse, modes);
    }
    boolean plainButton = mouse.button().number() < 3;
    boolean wanted =
        switch (modes.mouse()) {
          case OFF -> false;
          case X10 -> mouse.action() == Input.Mouse.Action.PRESS && plainButton;
          case BUTTONS -> mouse.action() != Input.Mouse.Action.MOVE;
          case DRAG ->
              mouse.action() != Input.Mouse.Action.MOVE
                  || mouse.button() != Input.Mouse.Button.NONE;
          case MOTION -> true;
        };
    if (!wanted || mouse.column() < 0 || mouse.row() < 0) {
      return NOTHING;
    }
    return report(mouse, modes);
  }

  private static byte[] report(Input.Mouse mouse, Modes modes) {
    boolean release = mouse.action() == Input.Mouse.Action.RELEASE;
    int code = mouse.button().number();
    if (modes.mouse() != Modes.Mouse.X10) {
      code += (mouse.modifiers() & SHIFT) != 0 ? 4 : 0;
      code += (mouse.modifiers() & (ALT | META)) != 0 ? 8 : 0;
      code += (mouse.modifiers() & CTRL) != 0 ? 16 : 0;
    }
    code += mouse.action() == Input.Mouse.Action.MOVE ? 32 : 0;
    int x = mouse.column() + 1;
    int y = mouse.row() + 1;
    int old = release ? (code & ~3) | 3 : code;
    return switch (modes.mouseEncoding()) {
      case SGR -> ascii("\u001b[<" + code + ";" + x + ";" + y + (release ? "m" : "M"));
      case URXVT -> ascii("\u001b[" + (old + 32) + ";" + x + ";" + y + "M");
      case UTF8 -> x > 2015 || y > 2015 ? NOTHING : utf8(old, x, y);
      case PLAIN ->
          x > 223 || y > 223
              ? NOTHING
              : new byte[] {0x1B, '[', 'M', (byte) (old + 32), (byte) (x + 32), (byte) (y + 32)};
    };
  }

  private static byte[] utf8(int code, int x, int y) {
    return new StringBuilder("\u001b[M")
        .appendCodePoint(code + 32)
        .appendCodePoint(x + 32)
        .appendCodePoint(y + 32)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] wheel(Input.Mouse mouse, Modes modes) {
    if (!modes.alternateScreen() || !modes.alternateScroll()) {
      return NOTHING;
    }
    String start = modes.applicationCursor() ? "\u001bO" : "\u001b[";
    return switch (mouse.button()) {
      case WHEEL_UP -> ascii((start + "A").repeat(WHEEL));
      case WHEEL_DOWN -> ascii((start + "B").repeat(WHEEL));
      default -> NOTHING;
    };
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A paste: without ESC, C1 and other control characters than tab and line ends (threats F7), so
  /// that the end marker can't be in it; line ends become CR; between markers in mode 2004.
  public static byte[] paste(String text, Modes modes) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    out.append(modes.bracketedPaste() ? "\u001b[200~" : "");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean second = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
      if ((c == '\n' || c == '\r') && !second) {
        out.append('\r');
      } else if (c == '\t' || (c >= 0x20 && (c < 0x7F || c > 0x9F))) {
        out.append(c);
      }
    }
    out.append(modes.bracketedPaste() ? "\u001b[201~" : "");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The pane got or lost the focus.
  public static byte[] focus(boolean gained, Modes modes) {
    return modes.focusEvents() ? ascii(gained ? "\u001b[I" : "\u001b[O") : NOTHING;
  }
}
