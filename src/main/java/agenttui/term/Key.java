package agenttui.term;

import java.util.Optional;

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
@SuppressWarnings("DoNotCallSuggester")
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
  public static final int KP_BEGIN = 57427;

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
    boolean types = code >= 32 && code != BACKSPACE && (code < 57300 || code > 63743);
    String text =
        types && (modifiers & (CTRL | ALT | SUPER | HYPER | META)) == 0
            ? Character.toString(code)
            : "";
    return new Key(code, modifiers, Event.PRESS, 0, 0, text);
  }

  /// The name of the chord in tmux's words: `C-b`, `M-Left`, `S-F5`, `%`, `Enter`, `Space`,
  /// `C-M-x`. A shifted character is named by what it types. Empty for releases.
  public String chord() {
    throw new UnsupportedOperationException();
  }

  /// The key that a chord's name means: the reverse of [#chord].
  public static Optional<Key> parse(String chord) {
    throw new UnsupportedOperationException();
  }
}
