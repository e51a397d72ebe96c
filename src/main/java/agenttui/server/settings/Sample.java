package agenttui.server.settings;

import agenttui.term.Style;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
  static List<String> of(Theme theme) {
    return Arrays.stream(ROWS)
        .map(row ->
            Arrays.stream(row).map(piece -> painted(theme, piece)).collect(Collectors.joining()))
        .toList();
  }

  private static String painted(Theme theme, String piece) {
    int colon = piece.indexOf(':');
    Token token = Token.named(piece.substring(0, colon)).orElse(Token.TEXT);
    return painted(theme.attribute(token), piece.substring(colon + 1));
  }

  /// ECMA-48 SGR: attributes, then colours (38 and 48 with 2 for direct ones, 30 to 37 and 90 to 97
  /// for the sixteen), then a reset.
  private static String painted(long style, String text) {
    StringBuilder sgr = new StringBuilder("\033[0");
    sgr.append((style & Style.BOLD) != 0 ? ";1" : "");
    sgr.append((style & Style.DIM) != 0 ? ";2" : "");
    sgr.append(Style.underline(style) != 0 ? ";4" : "");
    sgr.append((style & Style.INVERSE) != 0 ? ";7" : "");
    colour(sgr, Style.foreground(style), 30);
    colour(sgr, Style.background(style), 40);
    return sgr.append('m').append(text).append("\033[0m").toString();
  }

  private static void colour(StringBuilder sgr, int colour, int base) {
    if (Style.isDirect(colour)) {
      int rgb = Style.value(colour);
      sgr.append(';').append(base + 8).append(";2;").append(rgb >> 16);
      sgr.append(';').append(rgb >> 8 & 255).append(';').append(rgb & 255);
    } else if (colour != Style.NO_COLOUR) {
      int index = Style.value(colour);
      sgr.append(';').append(index < 8 ? base + index : base + 52 + index);
    }
  }
}
