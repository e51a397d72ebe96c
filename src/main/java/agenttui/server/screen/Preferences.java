package agenttui.server.screen;

import agenttui.mux.keys.KeyTables;
import agenttui.ui.theme.ThemeChoice;

/// What a client's keys mean and how its screen looks, as the configuration has it. Immutable; any
/// thread.
///
/// @param glyphs `auto`, `unicode` or `ascii`
/// @param programsCopy whether the focused pane's program may write to the clipboard
public record Preferences(KeyTables keys, ThemeChoice theme, String glyphs, boolean programsCopy) {
  /// What nobody has changed.
  public static final Preferences DEFAULT =
      new Preferences(KeyTables.DEFAULT, ThemeChoice.AUTO, "auto", false);

  /// The same in another theme.
  public Preferences in(ThemeChoice other) {
    return new Preferences(keys, other, glyphs, programsCopy);
  }
}
