package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Areas;
import agenttui.mux.Badge;
import agenttui.mux.KeyContext;
import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.mux.Panel;
import agenttui.mux.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that the lines and words around the panes depend on, ages aside: while it stays
/// equal, they are not drawn again for each key that a program echoes.
record ChromeKey(
    Areas areas,
    List<String> facts,
    String table,
    boolean locked,
    KeyContext context,
    Optional<View.Flash> flash,
    String window,
    boolean zoomed,
    Optional<Pane> focused,
    List<PaneKey> panes,
    PanelKey panel) {

  /// What a title shows.
  private record PaneKey(
      Pane pane,
      String name,
      String branch,
      List<Badge> badges,
      PaneState state,
      Activity.Kind doing,
      Instant since,
      Duration took,
      int back) {}

  /// What the panel shows. Its lists are replaced, never changed, so comparing them is cheap.
  private record PanelKey(
      List<Panel.Row> activity,
      List<Panel.Row> signals,
      List<Panel.ForkRow> forks,
      boolean focused,
      boolean follow,
      Panel.Section section,
      int row) {}

  static ChromeKey of(View view) {
    Window window = view.session().window();
    Panel panel = view.session().panel();
    return new ChromeKey(
        view.areas(),
        view.facts(),
        view.keys().name(),
        view.locked(),
        view.context(),
        view.flash(),
        window.name(),
        window.zoomed(),
        window.focused(),
        window.panes().stream().map(ChromeKey::of).toList(),
        new PanelKey(
            panel.activity(),
            panel.signals(),
            panel.forks(),
            panel.focused(),
            panel.follow(),
            panel.section(),
            panel.selected(panel.section())));
  }

  private static PaneKey of(Pane pane) {
    return new PaneKey(
        pane,
        pane.name(),
        pane.branch(),
        pane.badges(),
        pane.state(),
        pane.activity().kind(),
        pane.activity().since(),
        pane.activity().took(),
        pane.scrolledBack());
  }
}
