package agenttui.ui;

import java.util.Locale;
import java.util.Map;

/// What the outer terminal can do beyond a VT220, from its environment and its answers. What is not
/// known is not used.
///
/// @param trueColour direct colours; else they are mapped to 256
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
    boolean trueColour,
    boolean synchronizedOutput,
    boolean backColourErase,
    boolean repeat,
    boolean margins,
    boolean hyperlinks,
    boolean underlines,
    boolean kittyKeyboard,
    boolean eraseCharacters,
    boolean clipboard) {
  /// Everything, for tests and for terminals that are known to be complete.
  public static final TerminalCapabilities FULL =
      new TerminalCapabilities(true, true, true, true, true, true, true, true, true, true);

  /// What may be used before the terminal has answered anything.
  ///
  /// @param environment of the client: `TERM`, `COLORTERM`, `TERM_PROGRAM`
  public static TerminalCapabilities of(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    String colour = environment.getOrDefault("COLORTERM", "");
    boolean direct =
        colour.equals("truecolor") || colour.equals("24bit") || term.endsWith("-direct");
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
        direct,
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

  /// The terminal answered DECRQM (`CSI ? mode $ p`) with set or reset: it knows the mode.
  public TerminalCapabilities knows(int mode) {
    return new TerminalCapabilities(
        trueColour,
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
