package agenttui.ui;

import agenttui.mux.Pane;
import agenttui.mux.Panel;
import agenttui.mux.Rect;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;

/// The side panel in four cells: one mark a pane, then how much failed, conflicts, and is ahead.
final class Rail {
  private final Theme theme;

  Rail(Theme theme) {
    this.theme = theme;
  }

  void draw(View view, Frame frame) {
    Rect area = view.areas().side();
    int limit = area.endColumn();
    new Runs()
        .add(" P ", theme.attribute(Token.HINT_KEY))
        .draw(frame, area.column(), area.row(), limit);
    int waiting = view.seat().panel().waiting().size();
    if (waiting > 0) {
      line(
          frame,
          area,
          area.row() + 1,
          "▲",
          Token.STATE_NEEDS_MARK,
          waiting,
          Token.STATE_NEEDS_MARK);
    }
    int row = area.row() + 2;
    for (Pane pane : view.seat().window().panes()) {
      Titles.Shown shown = Titles.shown(view, pane);
      Token words = shown.attention() ? Token.STATE_NEEDS_MARK : Token.TEXT_MUTED;
      row = line(frame, area, row, shown.mark(), shown.token(), pane.number(), words);
    }
    Panel panel = view.seat().panel();
    int failed = count(panel, Panel.Standing.FAILED);
    int conflicts =
        (int) panel.forks().stream().filter(f -> f.verdict() == Panel.Verdict.CONFLICTS).count();
    int ahead = (int) panel.forks().stream().filter(fork -> fork.ahead() > 0).count();
    row++;
    if (failed > 0) {
      row = line(frame, area, row, "✗", Token.PANEL_BAD, failed, Token.TEXT_MUTED);
    }
    if (conflicts > 0) {
      row = line(frame, area, row, "≠", Token.PANEL_BAD, conflicts, Token.TEXT_MUTED);
    }
    if (ahead > 0) {
      line(frame, area, row, "↑", Token.TEXT_MUTED, ahead, Token.TEXT_MUTED);
    }
  }

  private static int count(Panel panel, Panel.Standing standing) {
    return (int) panel.activity().stream().filter(row -> row.standing() == standing).count();
  }

  private int line(
      Frame frame, Rect area, int row, String mark, Token token, int number, Token words) {
    if (row < area.endRow()) {
      String count = number > 9 ? "+" : Integer.toString(number);
      new Runs()
          .add(mark + " ", theme.attribute(token))
          .add(count, theme.attribute(words))
          .draw(frame, area.column() + 1, row, area.endColumn());
    }
    return row + 1;
  }
}
