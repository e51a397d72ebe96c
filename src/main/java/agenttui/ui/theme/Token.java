package agenttui.ui.theme;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a theme gives a colour to (`docs/look`, section 2).
public enum Token {
  TEXT,
  TEXT_MUTED,
  ACCENT,
  FRAME,
  FRAME_FOCUS,
  TITLE,
  TITLE_FOCUS,
  TITLE_MUTED,
  STATE_WORKING,
  STATE_NEEDS,
  STATE_NEEDS_MARK,
  STATE_DONE,
  STATE_FAILED,
  STATE_IDLE,
  STATE_PAUSED,
  BADGE,
  BADGE_DANGER,
  HINT_KEY,
  HINT_TEXT,
  HINT_MODE,
  PANEL_HEADING_NEEDS,
  PANEL_HEADING,
  PANEL_ROW,
  PANEL_OLD,
  PANEL_TIME,
  PANEL_GOOD,
  PANEL_BAD,
  SELECT,
  MATCH,
  MATCH_NOW,
  HIT,
  DIFF_ADD,
  DIFF_DEL,
  DIALOG,
  DIALOG_DANGER,
  DIALOG_FIELD,
  PROGRESS,
  ERROR;

  /// The token of that name.
  public static Optional<Token> named(String key) {
    return Arrays.stream(values()).filter(token -> token.key().equals(key)).findFirst();
  }

  /// As in a theme's file: `state.needs.mark`.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
