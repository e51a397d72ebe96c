package agenttui.mux;

/// How a terminal's cells are shared out: window list, panes, panel or rail, hints (`docs/look`:
/// four bands).
///
/// @param columns of the whole terminal
/// @param rows of the whole terminal
/// @param tier what fits
/// @param panes where the window's panes lie, title rules included; empty when the terminal is too
///   small
/// @param side the panel or the rail, without the line at its left; empty when there is neither
/// @param over whether `side` is a panel that lies over the panes
/// @param hints whether the last row holds the hint rule
public record Areas(
    int columns, int rows, Tier tier, Rect panes, Rect side, boolean over, boolean hints) {
  /// Below this size there is only a message.
  public static final int LEAST_COLUMNS = 40;

  /// Below this size there is only a message.
  public static final int LEAST_ROWS = 10;

  private static final int RAIL = 4;
  private static final int PANEL = 38;
  private static final int WIDE_PANEL = 46;

  /// What fits beside each other.
  public enum Tier {
    /// Under 40×10: one line of text.
    TOO_SMALL,
    /// Under 80 columns: one pane and a switcher in its title rule.
    SINGLE,
    /// Under 120 columns: panes and a rail that opens over them.
    RAIL,
    /// Panes and panel.
    FULL,
    /// One program and nothing around it.
    BARE
  }

  /// All cells for one program: its title rule lies above the first row, where nobody sees it.
  public static Areas bare(int columns, int rows) {
    Rect none = new Rect(columns, 0, 0, 0);
    return new Areas(
        columns, rows, Tier.BARE, new Rect(0, -1, columns, rows + 1), none, false, false);
  }

  /// Shares out a terminal.
  ///
  /// @param side whether panel or rail are wanted at all (`b`)
  /// @param open whether a rail is opened to a panel (`P`)
  public static Areas of(int columns, int rows, boolean side, boolean open) {
    Tier tier = tier(columns, rows);
    Rect none = new Rect(columns, 1, 0, 0);
    if (tier == Tier.TOO_SMALL) {
      return new Areas(columns, rows, tier, new Rect(0, 0, 0, 0), none, false, false);
    }
    boolean hints = rows >= 12;
    int height = rows - 1 - (hints ? 1 : 0);
    int panel = columns >= 180 ? WIDE_PANEL : PANEL;
    int width =
        switch (tier) {
          case FULL -> side ? panel : 0;
          case RAIL -> side ? RAIL : 0;
          case SINGLE, TOO_SMALL, BARE -> 0;
        };
    Rect panes = new Rect(0, 1, width == 0 ? columns : columns - width - 1, height);
    boolean over = open && tier != Tier.FULL;
    int shown = over ? Math.min(PANEL, columns - 1) : width;
    Rect beside = shown == 0 ? none : new Rect(columns - shown, 1, shown, height);
    return new Areas(columns, rows, tier, panes, beside, over, hints);
  }

  private static Tier tier(int columns, int rows) {
    if (columns < LEAST_COLUMNS || rows < LEAST_ROWS) {
      return Tier.TOO_SMALL;
    }
    return columns < 80 ? Tier.SINGLE : columns < 120 ? Tier.RAIL : Tier.FULL;
  }

  /// Whether `side` is the narrow rail.
  public boolean rail() {
    return tier == Tier.RAIL && !over && side.columns() > 0;
  }
}
