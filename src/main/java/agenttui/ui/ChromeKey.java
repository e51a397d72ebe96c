package agenttui.ui;

import agenttui.mux.Activity;
import agenttui.mux.Areas;
import agenttui.mux.Badge;
import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.mux.Panel;
import agenttui.mux.Seat;
import agenttui.mux.Window;
import agenttui.mux.keys.KeyContext;
import agenttui.term.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that the lines and words around the panes depend on, ages aside: while it stays
/// equal, they are not drawn again for each key that a program echoes.
record ChromeKey(
    Areas areas,
    String session,
    List<String> facts,
    String table,
    boolean locked,
    String begun,
    String entry,
    KeyContext context,
    Optional<View.Flash> flash,
    List<WindowKey> windows,
    Window window,
    boolean zoomed,
    Optional<Pane> focused,
    PanelKey panel) {

  /// What the window list shows, and the titles of its panes.
  private record WindowKey(int number, String name, List<PaneKey> panes) {}

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
      int back,
      Optional<String> place,
      Size size,
      String found) {}

  /// What the panel shows. Its lists are replaced, never changed, so comparing them is cheap.
  private record PanelKey(
      List<Panel.Waiting> waiting,
      List<Panel.Row> activity,
      List<Panel.Row> signals,
      List<Panel.ForkRow> forks,
      boolean focused,
      boolean follow,
      Panel.Section section,
      int row) {}

  static ChromeKey of(View view) {
    Seat seat = view.seat();
    Panel panel = seat.panel();
    return new ChromeKey(
        view.areas(),
        seat.session().name(),
        view.facts(),
        view.keys().name(),
        view.locked(),
        view.begun(),
        view.entry().map(line -> line.prompt() + line.text() + line.caret()).orElse(""),
        view.context(),
        view.flash(),
        seat.session().windows().stream().map(ChromeKey::of).toList(),
        seat.window(),
        seat.zoomed(),
        seat.focused(),
        new PanelKey(
            panel.waiting(),
            panel.activity(),
            panel.signals(),
            panel.forks(),
            panel.focused(),
            panel.follow(),
            panel.section(),
            panel.selected(panel.section())));
  }

  private static WindowKey of(Window window) {
    return new WindowKey(
        window.number(), window.name(), window.panes().stream().map(ChromeKey::of).toList());
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
        pane.scrolledBack(),
        ScrollMark.words(pane),
        pane.emulator().screen().size(),
        pane.copying().map(CopyMarks::found).orElse(""));
  }
}
