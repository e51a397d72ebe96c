package agenttui.ui.theme;

import java.util.Map;
import java.util.Optional;

/// The theme that the configuration chooses, with its own colours over it. Immutable; any thread.
///
/// @param fixed the theme; empty: ours for a dark or a light ground, as the terminal is
/// @param colours the [agenttui.term.Style] of each token that has one of its own
public record ThemeChoice(Optional<Theme> fixed, Map<Token, Long> colours) {
  /// What nobody has changed.
  public static final ThemeChoice AUTO = new ThemeChoice(Optional.empty(), Map.of());

  /// Copies.
  public ThemeChoice {
    colours = Map.copyOf(colours);
  }

  /// One theme, as it is.
  public static ThemeChoice of(Theme theme) {
    return new ThemeChoice(Optional.of(theme), Map.of());
  }

  /// The colours for a terminal.
  ///
  /// @param dark whether its ground is
  /// @param count how many it shows, as [agenttui.ui.TerminalCapabilities] counts them; with 16 and
  ///   fewer nothing is laid over
  public Theme theme(boolean dark, int count) {
    Theme own = fixed.orElseGet(() -> Theme.named(dark ? "dark" : "light"));
    Theme fitting = own.fitting(count, dark);
    return fitting.equals(own) && count > 16 && !colours.isEmpty() ? own.with(colours) : fitting;
  }
}
