package agenttui.server.settings;

import agenttui.ui.Renderer;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.util.Arrays;
import java.util.List;

/// A theme in a few lines: some of what is drawn around panes, in small, as text with escape
/// sequences.
final class Sample {
  /// A line a row, each of pieces `token:text`.
  private static final String[][] ROWS = {
    {
      "accent: main ",
      "text.muted:▸ ",
      "accent:1:auth*",
      "text: 2:api ",
      "state.needs: ▲ 1 ",
      "badge: open ",
      "badge.danger: no isolation "
    },
    {
      "frame.focus:── ",
      "title.focus:1 claude ",
      "state.working:● working 2m ",
      "frame:─── ",
      "title:2 codex ",
      "state.needs.mark:▲ needs you"
    },
    {
      "state.done: ✓ done ",
      "state.failed:✗ failed ",
      "state.paused:‖ paused ",
      "state.idle:○ idle ",
      "match:match",
      "text: ",
      "match.now:match now"
    },
    {"diff.add:+ a line added ", "diff.del:- a line removed "},
    {"dialog:  a sheet ", "dialog.field: field ", "select: selected ", "dialog.danger: danger "},
    {
      "accent: C-b ",
      "hint.key:f",
      "hint.text: fork  ",
      "hint.key:?",
      "hint.text: help  ",
      "error:✗ an error"
    },
  };

  private Sample() {}

  /// The lines.
  static List<String> of(Theme theme, Renderer.Printed printed) {
    return Arrays.stream(ROWS).map(row -> line(theme, printed, row)).toList();
  }

  private static String line(Theme theme, Renderer.Printed printed, String[] row) {
    for (String piece : row) {
      int colon = piece.indexOf(':');
      Token token = Token.named(piece.substring(0, colon)).orElse(Token.TEXT);
      printed.add(theme.attribute(token), piece.substring(colon + 1));
    }
    return printed.take();
  }
}
