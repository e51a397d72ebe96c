package agenttui.ui;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the outer terminal can do beyond a VT220, from its environment and its answers. What is not
/// known is not used.
///
/// @param colours how many: 2 (none but attributes), 8, 16, 256, or [#DIRECT]
/// @param utf8 whether it shows more than ASCII
/// @param modes whether it takes no harm from questions and from modes that it does not know: the
///   alternate screen, mouse, paste marks. The Linux console and DEC's terminals, and what calls
///   itself so, print parts of some, and have no alternate screen
/// @param mouse whether mouse reports may be asked for: GNU screen then keeps a lone ESC until the
///   next key (measured, 4.9.0)
/// @param synchronizedOutput mode 2026
/// @param backColourErase erased cells take the background (BCE)
/// @param repeat REP, `CSI n b`
/// @param margins DECSLRM, mode 69
/// @param hyperlinks OSC 8
/// @param underlines kinds and colours of underlines, `CSI 4:3 m`, `CSI 58`
/// @param kittyKeyboard the keyboard protocol can be pushed
/// @param eraseCharacters ECH, `CSI n X`
/// @param clipboard OSC 52
public record TerminalCapabilities(
    int colours,
    boolean utf8,
    boolean modes,
    boolean mouse,
    boolean synchronizedOutput,
    boolean backColourErase,
    boolean repeat,
    boolean margins,
    boolean hyperlinks,
    boolean underlines,
    boolean kittyKeyboard,
    boolean eraseCharacters,
    boolean clipboard) {
  /// Any colour of 24 bits.
  public static final int DIRECT = 1 << 24;

  /// Everything, for tests and for terminals that are known to be complete.
  public static final TerminalCapabilities FULL =
      new TerminalCapabilities(
          DIRECT, true, true, true, true, true, true, true, true, true, true, true, true);

  /// What may be used before the terminal has answered anything.
  ///
  /// @param environment of the client: `TERM`, `COLORTERM`, `TERM_PROGRAM`, `STY`
  public static TerminalCapabilities of(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    boolean multiplexed = term.startsWith("screen") || term.startsWith("tmux");
    boolean xterm =
        term.startsWith("xterm")
            || term.contains("kitty")
            || term.contains("ghostty")
            || term.startsWith("foot")
            || term.startsWith("alacritty")
            || term.startsWith("wezterm");
    boolean plain = term.isEmpty() || term.equals("dumb") || term.startsWith("vt");
    return new TerminalCapabilities(
        colours(term, environment),
        utf8(environment),
        !isConsole(term),
        !isScreen(term, environment),
        false,
        xterm || term.startsWith("tmux"),
        xterm || term.startsWith("tmux"),
        false,
        xterm && !plain,
        xterm && !term.equals("xterm"),
        xterm && !multiplexed,
        !plain,
        xterm || term.startsWith("tmux"));
  }

  /// By its name, as terminfo's entries of these names have it; an unknown one has the eight that
  /// every terminal with colours has.
  private static int colours(String term, Map<String, String> environment) {
    String colour = environment.getOrDefault("COLORTERM", "");
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || isPlain(term)) {
      return 2;
    }
    if (colour.equals("truecolor") || colour.equals("24bit") || term.endsWith("-direct")) {
      return DIRECT;
    }
    boolean many =
        term.contains("256color")
            || term.contains("kitty")
            || term.contains("ghostty")
            || term.startsWith("alacritty")
            || term.startsWith("foot")
            || term.startsWith("wezterm");
    return many ? 256 : term.endsWith("-16color") ? 16 : 8;
  }

  private static boolean isPlain(String term) {
    return term.isEmpty()
        || term.equals("dumb")
        || term.startsWith("vt1")
        || term.startsWith("vt2")
        || term.endsWith("-mono")
        || term.endsWith("-m");
  }

  private static boolean isConsole(String term) {
    return List.of("linux", "vt1", "vt2", "vt3", "vt5", "ansi", "cons25", "sun").stream()
        .anyMatch(term::startsWith);
  }

  /// GNU screen, or a tmux in one that calls itself so: they cannot be told apart.
  private static boolean isScreen(String term, Map<String, String> environment) {
    return term.startsWith("screen") && !environment.getOrDefault("STY", "").isEmpty();
  }

  /// As the C library takes it: `LC_ALL` before `LC_CTYPE` before `LANG`. Where none says anything,
  /// a terminal of today is meant.
  private static boolean utf8(Map<String, String> environment) {
    for (String name : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      String locale = environment.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        String upper = locale.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return true;
  }

  /// The same, but for whether it shows more than ASCII.
  public TerminalCapabilities utf8(boolean shows) {
    return new TerminalCapabilities(
        colours,
        shows,
        modes,
        mouse,
        synchronizedOutput,
        backColourErase,
        repeat,
        margins,
        hyperlinks,
        underlines,
        kittyKeyboard,
        eraseCharacters,
        clipboard);
  }

  /// The terminal answered DECRQM (`CSI ? mode $ p`) with set or reset: it knows the mode.
  public TerminalCapabilities knows(int mode) {
    return new TerminalCapabilities(
        colours,
        utf8,
        modes,
        mouse,
        synchronizedOutput || mode == 2026,
        backColourErase,
        repeat,
        margins || mode == 69,
        hyperlinks,
        underlines,
        kittyKeyboard,
        eraseCharacters,
        clipboard);
  }
}
