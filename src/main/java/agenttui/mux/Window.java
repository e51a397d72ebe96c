package agenttui.mux;

import agenttui.term.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Panes in a layout, one of which has the focus. Owned by the event loop. A window has at least
/// one pane from its first [#open] until [#close] empties it.
public final class Window {
  private final Map<PaneId, Pane> panes = new LinkedHashMap<>();
  private final List<PaneId> recent = new ArrayList<>();
  private String name;
  private @Nullable Layout layout;
  private boolean zoomed;
  private Arrangement arrangement = Arrangement.MAIN_HORIZONTAL;
  private Areas areas = Areas.of(Size.DEFAULT.columns(), Size.DEFAULT.rows(), true, false);

  /// @param name as the window list shows it
  public Window(String name) {
    this.name = name;
  }

  /// As the window list shows it.
  public String name() {
    return name;
  }

  /// Changes the name.
  public void name(String now) {
    name = now;
  }

  /// All panes by number.
  public List<Pane> panes() {
    return panes.values().stream().sorted(java.util.Comparator.comparingInt(Pane::number)).toList();
  }

  /// The pane of that identity.
  public Optional<Pane> pane(PaneId id) {
    return Optional.ofNullable(panes.get(id));
  }

  /// The tree of splits; empty while there is no pane.
  public Optional<Layout> layout() {
    return Optional.ofNullable(layout);
  }

  /// The pane with the focus; empty while there is no pane.
  public Optional<Pane> focused() {
    return recent.isEmpty() ? Optional.empty() : Optional.ofNullable(panes.get(recent.getFirst()));
  }

  /// The panes that had the focus, the latest first.
  public List<PaneId> recent() {
    return List.copyOf(recent);
  }

  /// Whether the focused pane has the whole window.
  public boolean zoomed() {
    return zoomed;
  }

  /// The smallest number that no pane has.
  public int freeNumber() {
    int number = 1;
    while (taken(number)) {
      number++;
    }
    return number;
  }

  private boolean taken(int number) {
    return panes.values().stream().anyMatch(pane -> pane.number() == number);
  }

  /// Puts a pane beside another, which gives half of its room; the first pane gets all.
  ///
  /// @param beside a pane of this window; ignored for the first
  /// @param focus whether the new pane gets the focus
  public void open(Pane pane, PaneId beside, Axis axis, boolean focus) {
    panes.put(pane.id(), pane);
    layout = layout == null ? Layout.of(pane.id()) : layout.split(beside, axis, pane.id());
    zoomed = false;
    recent.add(focus ? 0 : recent.size(), pane.id());
    fit();
  }

  /// Takes back what was saved: panes in their layout.
  ///
  /// @param saved must name exactly these panes, else they are tiled
  void restore(List<Pane> all, Optional<Layout> saved, List<PaneId> focusOrder, boolean zoom) {
    all.forEach(pane -> panes.put(pane.id(), pane));
    List<PaneId> ids = List.copyOf(panes.keySet());
    layout =
        saved
            .filter(tree -> tree.panes().size() == ids.size() && tree.panes().containsAll(ids))
            .orElseGet(() -> Arrangement.TILED.of(ids));
    focusOrder.stream().filter(panes::containsKey).distinct().forEach(recent::add);
    ids.stream().filter(id -> !recent.contains(id)).forEach(recent::add);
    zoomed = zoom;
  }

  /// Takes a pane out; its neighbours get its room, the pane before it in time the focus.
  public void close(PaneId id) {
    panes.remove(id);
    recent.remove(id);
    layout = layout == null ? null : layout.without(id).orElse(null);
    zoomed &= panes.size() > 1;
    fit();
  }

  /// Gives a pane the focus; unknown panes are ignored. A zoomed window shows all again.
  public void focus(PaneId id) {
    if (!panes.containsKey(id)) {
      return;
    }
    boolean other = !id.equals(recent.getFirst());
    recent.remove(id);
    recent.addFirst(id);
    zoomed &= !other;
    fit();
  }

  /// The neighbour in a direction, around the edge.
  public Optional<PaneId> beside(Direction direction) {
    return focused().flatMap(pane -> wholePlacement().beside(pane.id(), direction, recent));
  }

  /// The pane after the focused one by number, around.
  public Optional<PaneId> next(int step) {
    List<Pane> byNumber = panes();
    return focused()
        .map(pane -> Math.floorMod(byNumber.indexOf(pane) + step, byNumber.size()))
        .map(index -> byNumber.get(index).id());
  }

  /// The pane that had the focus before.
  public Optional<PaneId> last() {
    return recent.size() < 2 ? Optional.empty() : Optional.of(recent.get(1));
  }

  /// Zooms the focused pane, or shows all again.
  public void zoom() {
    zoomed = !zoomed && panes.size() > 1;
    fit();
  }

  /// Pushes a pane's border by cells, as far as its neighbours allow.
  public void resize(PaneId id, Direction direction, int cells) {
    wholePlacement()
        .edge(id, direction.axis())
        .ifPresent(border -> move(border, direction.sign() * cells));
  }

  /// Moves a border by cells, positive right or down.
  ///
  /// @param border of [#placement]
  public void move(Placement.Border border, int cells) {
    if (layout != null) {
      layout = layout.moved(border, cells, areas.panes());
      zoomed = false;
      fit();
    }
  }

  /// Gives every part of every split the same room.
  public void equalise() {
    layout = layout == null ? null : layout.equalised();
    zoomed = false;
    fit();
  }

  /// Puts the panes in a named layout, in the order of their numbers.
  public void arrange(Arrangement as) {
    arrangement = as;
    layout = panes.isEmpty() ? null : as.of(panes().stream().map(Pane::id).toList());
    zoomed = false;
    fit();
  }

  /// The next named layout, around.
  public void nextArrangement() {
    arrange(arrangement.next());
  }

  /// Fits the panes to a terminal of that shape.
  public void fit(Areas to) {
    areas = to;
    fit();
  }

  /// The shape that the panes were last fitted to.
  public Areas areas() {
    return areas;
  }

  private void fit() {
    Placement placement = placement();
    for (PaneId id : placement.boxes().keySet()) {
      Rect content = placement.content(id);
      Pane pane = panes.get(id);
      if (pane != null && !content.isEmpty()) {
        pane.resize(new Size(content.columns(), content.rows()));
      }
    }
  }

  /// Where the panes lie now; only the focused one when zoomed or when there is room for one.
  public Placement placement() {
    boolean single = zoomed || areas.tier() == Areas.Tier.SINGLE;
    return single && !recent.isEmpty()
        ? Layout.of(recent.getFirst()).place(areas.panes())
        : wholePlacement();
  }

  private Placement wholePlacement() {
    return layout == null
        ? new Placement(areas.panes(), Map.of(), List.of())
        : layout.place(areas.panes());
  }
}
