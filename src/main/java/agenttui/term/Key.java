package agenttui.term;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A key of the keyboard. `code` is the Unicode code point of the key without Shift as the kitty
/// keyboard protocol has it (`a`, `5`), or one of the constants here for keys without text; from a
/// terminal without that protocol it is the character typed (`%`, `A`). The constants are kitty's
/// numbers where it has one in the private use area, our own (57300 on) for the rest.
///
/// @param code see above
/// @param modifiers bits of [Input]
/// @param event press unless the outer terminal tells more
/// @param shifted code with Shift, 0 if unknown
/// @param base code of the key at this place on a US keyboard, 0 if unknown
/// @param text what the key types, empty if nothing or unknown
public record Key(int code, int modifiers, Event event, int shifted, int base, String text)
    implements Input {
  public static final int ENTER = 13;
  public static final int TAB = 9;
  public static final int BACKSPACE = 127;
  public static final int ESCAPE = 27;
  public static final int INSERT = 57300;
  public static final int DELETE = 57301;
  public static final int LEFT = 57302;
  public static final int RIGHT = 57303;
  public static final int UP = 57304;
  public static final int DOWN = 57305;
  public static final int PAGE_UP = 57306;
  public static final int PAGE_DOWN = 57307;
  public static final int HOME = 57308;
  public static final int END = 57309;
  public static final int F1 = 57310;

  /// F1 to F12 follow each other; F13 to F35 are kitty's 57376 to 57398.
  public static final int F12 = F1 + 11;

  public static final int F13 = 57376;
  public static final int F35 = 57398;
  public static final int CAPS_LOCK_KEY = 57358;
  public static final int SCROLL_LOCK = 57359;
  public static final int NUM_LOCK_KEY = 57360;
  public static final int PRINT_SCREEN = 57361;
  public static final int PAUSE = 57362;
  public static final int MENU = 57363;

  /// Keypad 0 to 9 follow each other.
  public static final int KP_0 = 57399;

  public static final int KP_DECIMAL = 57409;
  public static final int KP_DIVIDE = 57410;
  public static final int KP_MULTIPLY = 57411;
  public static final int KP_SUBTRACT = 57412;
  public static final int KP_ADD = 57413;
  public static final int KP_ENTER = 57414;
  public static final int KP_EQUAL = 57415;
  public static final int KP_SEPARATOR = 57416;
  public static final int KP_LEFT = 57417;
  public static final int KP_DELETE = 57426;
  public static final int KP_BEGIN = 57427;

  /// The keys without text that a pane without the kitty protocol knows follow the keypad's digits.
  private static final String KEYPAD_TEXT = "0123456789./*-+\r=,";

  /// KP_LEFT to KP_DELETE as the keys that they are beside the keypad.
  private static final int[] KEYPAD_KEYS = {
    LEFT, RIGHT, UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END, INSERT, DELETE
  };

  private static final int FIRST_NAMED = INSERT;
  private static final int LAST_PRIVATE = 0xF8FF;

  /// The bits that make another chord; the locks don't.
  static final int REAL = SHIFT | ALT | CTRL | SUPER | HYPER | META;

  private static final Map<String, Integer> NAMES = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private static final Map<Integer, String> SPELLED = new TreeMap<>();

  static {
    name(ENTER, "Enter", "Return");
    name(TAB, "Tab");
    name(BACKSPACE, "BSpace", "Backspace");
    name(ESCAPE, "Escape", "Esc");
    name(' ', "Space");
    name(INSERT, "Insert", "IC");
    name(DELETE, "Delete", "DC", "Del");
    name(LEFT, "Left");
    name(RIGHT, "Right");
    name(UP, "Up");
    name(DOWN, "Down");
    name(PAGE_UP, "PageUp", "PPage", "PgUp");
    name(PAGE_DOWN, "PageDown", "NPage", "PgDn");
    name(HOME, "Home");
    name(END, "End");
    name(MENU, "Menu");
    name(PAUSE, "Pause");
    name(PRINT_SCREEN, "Print");
    for (int i = 0; i < 35; i++) {
      name(i < 12 ? F1 + i : F13 + i - 12, "F" + (i + 1));
    }
  }

  private static void name(int code, String... names) {
    SPELLED.put(code, names[0]);
    for (String name : names) {
      NAMES.put(name, code);
    }
  }

  /// What happened to it.
  public enum Event {
    /// Down.
    PRESS,
    /// Held.
    REPEAT,
    /// Up.
    RELEASE
  }

  /// A key that was pressed, with what it types when that is plain.
  public static Key of(int code, int modifiers) {
    boolean types = isCharacter(code) && (modifiers & REAL & ~SHIFT) == 0;
    int typed = (modifiers & SHIFT) != 0 ? Character.toUpperCase(code) : code;
    String text = types ? Character.toString(typed) : "";
    return new Key(code, modifiers, Event.PRESS, 0, 0, text);
  }

  /// Does this code stand for a character?
  static boolean isCharacter(int code) {
    return code >= ' ' && code != BACKSPACE && (code < FIRST_NAMED || code > LAST_PRIVATE);
  }

  /// What a key of the keypad types, 0 if it isn't one that types; CR for its Enter.
  static int keypadText(int code) {
    int index = code - KP_0;
    return index >= 0 && index < KEYPAD_TEXT.length() ? KEYPAD_TEXT.charAt(index) : 0;
  }

  /// The key beside the keypad that does the same.
  static int beside(int code) {
    if (code >= KP_LEFT && code <= KP_DELETE) {
      return KEYPAD_KEYS[code - KP_LEFT];
    }
    int text = keypadText(code);
    return text != 0 ? text : code;
  }

  /// The name of the chord in tmux's words: `C-b`, `M-Left`, `S-F5`, `%`, `Enter`, `Space`,
  /// `C-M-x`. A shifted character is named by what it types. Empty for releases.
  public String chord() {
    if (event == Event.RELEASE) {
      return "";
    }
    int plain = beside(code);
    int held = modifiers;
    if (isCharacter(plain) && (held & SHIFT) != 0 && (held & CTRL) == 0 && plain != ' ') {
      plain = withShift(plain);
      held &= ~SHIFT;
    }
    StringBuilder name = new StringBuilder();
    name.append((held & CTRL) != 0 ? "C-" : "");
    name.append((held & (ALT | META)) != 0 ? "M-" : "");
    name.append((held & (SUPER | HYPER)) != 0 ? "Super-" : "");
    name.append((held & SHIFT) != 0 ? "S-" : "");
    String spelled = SPELLED.get(plain);
    if (spelled != null) {
      return name.append(spelled).toString();
    }
    return isCharacter(plain)
        ? name.appendCodePoint(plain).toString()
        : name.append("Key").append(plain).toString();
  }

  private int withShift(int plain) {
    if (shifted != 0) {
      return shifted;
    }
    return text.isEmpty() ? Character.toUpperCase(plain) : text.codePointAt(0);
  }

  /// The key that a chord's name means: the reverse of [#chord]; tmux's other names and `^b` too.
  public static Optional<Key> parse(String chord) {
    int held = 0;
    String rest = chord;
    if (rest.length() == 2 && rest.charAt(0) == '^') {
      return Optional.of(of(Character.toLowerCase(rest.charAt(1)), CTRL));
    }
    for (int bit = prefix(rest); bit != 0; bit = prefix(rest)) {
      held |= bit;
      rest = rest.substring(rest.indexOf('-') + 1);
    }
    Integer named = NAMES.get(rest);
    if (rest.equalsIgnoreCase("BTab")) {
      return Optional.of(of(TAB, held | SHIFT));
    }
    if (named != null) {
      return Optional.of(of(named, held));
    }
    if (rest.isEmpty() || rest.codePointCount(0, rest.length()) != 1) {
      return Optional.empty();
    }
    int point = rest.codePointAt(0);
    return isCharacter(point)
        ? Optional.of(of((held & CTRL) != 0 ? Character.toLowerCase(point) : point, held))
        : Optional.empty();
  }

  /// The key of the keypad that tmux calls so: `KP0` to `KP9`, `KP.`, `KP/`, `KP*`, `KP-`, `KP+`,
  /// `KPEnter`. [#parse] has none of them: in a binding they are the keys beside the keypad.
  public static Optional<Key> keypad(String name) {
    if (!name.matches("(?i)KP([0-9./*+-]|Enter)")) {
      return Optional.empty();
    }
    char types = name.length() == 3 ? name.charAt(2) : '\r';
    return Optional.of(of(KP_0 + KEYPAD_TEXT.indexOf(types), 0));
  }

  /// The modifier that a name starts with; the dash must not be the key itself.
  private static int prefix(String name) {
    int dash = name.indexOf('-');
    if (dash <= 0 || dash + 1 == name.length()) {
      return 0;
    }
    return switch (name.substring(0, dash).toLowerCase(Locale.ROOT)) {
      case "c", "ctrl" -> CTRL;
      case "m", "alt", "meta" -> ALT;
      case "s", "shift" -> SHIFT;
      case "super" -> SUPER;
      default -> 0;
    };
  }
}
