package agenttui.mux;

import agenttui.term.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/// Where one client is in a session: the window that it shows, in each window the pane with its
/// focus and whether that is zoomed, its panel, the shape of its terminal. Windows and their
/// layouts belong to the session and are the same for all seats. Owned by the event loop.
///
/// The panes of a window have the sizes that its *driver* gives them: of the seats that show it the
/// one used last. On other seats they are cut off, or do not fill their room.
public final class Seat {
  private final Session session;
  private final Panel panel;

  /// Windows that it showed, the latest first.
  private final List<Window> shown = new ArrayList<>();

  private final Map<Window, Spot> spots = new HashMap<>();
  private Areas areas = Areas.of(Size.DEFAULT.columns(), Size.DEFAULT.rows(), true, false);

  /// Where it is in one window.
  private static final class Spot {
    /// Panes that had the focus, the latest first; some may be gone by now, and new ones missing.
    private final List<PaneId> recent = new ArrayList<>();

    private boolean zoomed;
  }

  Seat(Session session, Panel panel) {
    this.session = session;
    this.panel = panel;
  }

  /// Another that begins where this one is.
  Seat copy() {
    Seat copy = new Seat(session, panel.copy());
    copy.shown.addAll(shown);
    spots.forEach((window, spot) -> {
      Spot same = copy.spot(window);
      same.recent.addAll(spot.recent);
      same.zoomed = spot.zoomed;
    });
    copy.areas = areas;
    return copy;
  }

  private Spot spot(Window window) {
    return spots.computeIfAbsent(window, _ -> new Spot());
  }

  /// The session that it is in.
  public Session session() {
    return session;
  }

  /// Its side panel.
  public Panel panel() {
    return panel;
  }

  /// The window that it shows.
  public Window window() {
    List<Window> all = session.windows();
    return shown.stream().filter(all::contains).findFirst().orElseGet(all::getFirst);
  }

  /// All windows of its session, those that it showed last first.
  List<Window> windows() {
    List<Window> all = new ArrayList<>(shown);
    session.windows().stream().filter(each -> !all.contains(each)).forEach(all::add);
    return all;
  }

  /// The window that it showed before.
  public Optional<Window> lastWindow() {
    List<Window> all = session.windows();
    return shown.stream().filter(all::contains).filter(each -> each != window()).findFirst();
  }

  /// Where a pane is, as short as it can be said here: `2`, or `3.2` in another window.
  ///
  /// @param id as in [PaneId#toString]; what is no pane of this session is given back
  public String place(String id) {
    return PaneId.of(id)
        .flatMap(pane -> session.window(pane).map(in -> place(in, in.pane(pane).orElseThrow())))
        .orElse(id);
  }

  private String place(Window in, Pane pane) {
    return in == window() ? Integer.toString(pane.number()) : in.number() + "." + pane.number();
  }

  /// Shows a window of its session.
  public void show(Window window) {
    shown.remove(window);
    shown.addFirst(window);
    session.settle();
    window.fit();
  }

  /// Forgets a window that is no more.
  void forget(Window window) {
    shown.remove(window);
    spots.remove(window);
  }

  /// The panes of its window that had the focus, the latest first; those that never had it last.
  public List<PaneId> recent() {
    return recent(window());
  }

  List<PaneId> recent(Window window) {
    List<PaneId> all = new ArrayList<>(spot(window).recent);
    all.removeIf(id -> window.pane(id).isEmpty());
    window.panes().stream().map(Pane::id).filter(id -> !all.contains(id)).forEach(all::add);
    return all;
  }

  /// The pane of a window that has the focus there; empty while the window has none.
  public Optional<Pane> focused(Window window) {
    return recent(window).stream().findFirst().flatMap(window::pane);
  }

  /// The pane with the focus; empty while there is no pane.
  public Optional<Pane> focused() {
    return focused(window());
  }

  /// Gives a pane the focus and shows its window; unknown panes are ignored. A zoomed window shows
  /// all again, unless the pane had the focus there already.
  public void focus(PaneId id) {
    focus(id, true);
  }

  /// The same.
  ///
  /// @param shows whether its window is shown where another one is
  public void focus(PaneId id, boolean shows) {
    session
        .window(id)
        .ifPresent(window -> {
          List<PaneId> recent = recent(window);
          spot(window).zoomed &= id.equals(recent.getFirst());
          recent.remove(id);
          recent.addFirst(id);
          recent(window, recent);
          if (shows) {
            show(window);
          } else {
            window.fit();
          }
        });
  }

  private void recent(Window window, List<PaneId> now) {
    List<PaneId> recent = spot(window).recent;
    recent.clear();
    recent.addAll(now);
  }

  /// Where one of two panes had the focus in a window, the other has it from now on.
  void swap(Window window, PaneId one, PaneId other) {
    List<PaneId> recent = recent(window);
    recent.replaceAll(id -> id.equals(one) ? other : id.equals(other) ? one : id);
    recent(window, recent);
  }

  /// Takes over where a seat was in a window, from disk.
  void restore(Window window, List<PaneId> focusOrder, boolean zoom) {
    recent(window, focusOrder);
    spot(window).zoomed = zoom;
  }

  /// The neighbour of a pane of any window in a direction, around the edge.
  public Optional<PaneId> beside(PaneId id, Direction direction) {
    return session
        .window(id)
        .flatMap(in -> in.place(areas.panes()).beside(id, direction, recent(in)));
  }

  /// The pane of a window after the one with the focus there by number, around.
  public Optional<Pane> next(Window window, int step) {
    List<Pane> byNumber = window.panes();
    return focused(window)
        .map(pane -> Math.floorMod(byNumber.indexOf(pane) + step, byNumber.size()))
        .map(byNumber::get);
  }

  /// The pane of a window that had the focus there before.
  public Optional<Pane> last(Window window) {
    return recent(window).stream().skip(1).findFirst().flatMap(window::pane);
  }

  /// Whether the focused pane has the whole window.
  public boolean zoomed() {
    return zoomed(window());
  }

  boolean zoomed(Window window) {
    return spot(window).zoomed && window.panes().size() > 1;
  }

  /// Zooms the focused pane, or shows all again.
  public void zoom() {
    zoom(window());
  }

  /// Zooms the pane with the focus in a window, or shows all again there.
  public void zoom(Window window) {
    zoomed(window, !zoomed(window));
  }

  /// A window that changes its panes shows all of them; whoever changes it fits it.
  void unzoom(Window window) {
    spot(window).zoomed = false;
  }

  private void zoomed(Window window, boolean now) {
    spot(window).zoomed = now;
    window.fit();
  }

  /// Pushes the border of a pane of any window by cells, as far as its neighbours allow.
  public void resize(PaneId id, Direction direction, int cells) {
    push(id, direction.axis(), (_, _) -> direction.sign() * cells);
  }

  /// Makes a pane of any window larger by cells (negative: smaller), as far as its neighbours
  /// allow.
  public void grow(PaneId id, Axis axis, int cells) {
    // A border before the pane gives it room when it goes left or up.
    push(
        id,
        axis,
        (all, border) -> border.line().start(axis) <= all.box(id).start(axis) ? -cells : cells);
  }

  /// @param cells of where the panes lie and of the border that is pushed
  private void push(PaneId id, Axis axis, ToIntBiFunction<Placement, Placement.Border> cells) {
    session
        .window(id)
        .ifPresent(window -> {
          Placement all = window.place(areas.panes());
          all.edge(id, axis)
              .ifPresent(border -> move(window, border, cells.applyAsInt(all, border)));
        });
  }

  private void move(Window window, Placement.Border border, int cells) {
    unzoom(window);
    window.move(border, cells, areas.panes());
  }

  /// Moves a border of its window by cells, positive right or down.
  ///
  /// @param border of [#placement]
  public void move(Placement.Border border, int cells) {
    move(window(), border, cells);
  }

  /// Gives every part of every split of a window the same room.
  public void equalise(Window window) {
    zoomed(window, false);
    window.equalise();
  }

  /// Puts the panes of a window in a named layout, in the order in which they lie now.
  public void arrange(Window window, Arrangement as) {
    zoomed(window, false);
    window.arrange(as);
  }

  /// Puts the panes of a window in the next named layout, around.
  public void nextArrangement(Window window) {
    arrange(window, window.arrangement().map(Arrangement::next).orElse(Arrangement.TILED));
  }

  /// Fits itself to a terminal of that size; call it after a resize and after the panel was shown,
  /// hidden or opened.
  public Areas fit(int columns, int rows) {
    areas =
        session.bare()
            ? Areas.bare(columns, rows)
            : Areas.of(columns, rows, panel.visible(), panel.focused());
    window().fit();
    return areas;
  }

  /// The shape of its terminal.
  public Areas areas() {
    return areas;
  }

  /// Where the panes of its window lie; only the focused one when it is zoomed, when there is room
  /// for one, or when the layout leaves it none.
  public Placement placement() {
    return placement(window());
  }

  /// The same of another window of its session.
  public Placement placement(Window window) {
    Placement all = window.place(areas.panes());
    Optional<PaneId> focused = focused(window).map(Pane::id);
    boolean single = zoomed(window) || areas.tier() == Areas.Tier.SINGLE;
    return focused
        .filter(id -> single || all.content(id).isEmpty())
        .map(id -> Layout.of(id).place(areas.panes()))
        .orElse(all);
  }
}
