package agenttui.mux;

import agenttui.term.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Panes in a layout. Which of them has the focus is each client's own ([Seat]). Owned by the event
/// loop. A window has at least one pane from its first [#open] until [#close] empties it.
public final class Window {
  private static final String EQUAL = "equal";

  private final Map<PaneId, Pane> panes = new LinkedHashMap<>();
  private int number;
  private String name;
  private @Nullable Layout layout;
  private Keeps keeps = Keeps.FREE;
  private @Nullable Arrangement arrangement;
  private @Nullable Seat driver;

  /// What stays as it is when panes come and go.
  private enum Keeps {
    /// Each split as it was made.
    FREE,
    /// That all parts of a split have the same room.
    EQUAL,
    /// The named layout.
    NAMED
  }

  /// @param number as people see it, from 1
  /// @param name as a person gave it; empty: it is called as its first pane
  Window(int number, String name) {
    this.number = number;
    this.name = name;
  }

  /// Its number in its session, from 1.
  public int number() {
    return number;
  }

  /// Gives it another number; [Session] keeps them apart.
  void number(int now) {
    number = now;
  }

  /// As the window list shows it: the name that a person gave, else that of its first pane.
  public String name() {
    return name.isEmpty() ? panes().stream().findFirst().map(Pane::name).orElse("") : name;
  }

  /// The name that a person gave; empty without one.
  public String named() {
    return name;
  }

  /// Changes the name; empty: it is called as its first pane again.
  public void name(String now) {
    name = now;
  }

  /// All panes by number.
  public List<Pane> panes() {
    return panes.values().stream().sorted(Comparator.comparingInt(Pane::number)).toList();
  }

  /// The pane of that identity.
  public Optional<Pane> pane(PaneId id) {
    return Optional.ofNullable(panes.get(id));
  }

  /// The tree of splits; empty while there is no pane.
  public Optional<Layout> layout() {
    return Optional.ofNullable(layout);
  }

  /// The smallest number that no pane has.
  public int freeNumber() {
    Set<Integer> taken = panes.values().stream().map(Pane::number).collect(Collectors.toSet());
    int number = 1;
    while (taken.contains(number)) {
      number++;
    }
    return number;
  }

  /// Puts a pane beside another, which gives half of its room; the first pane gets all. Where a
  /// layout was chosen, it is kept.
  ///
  /// @param beside a pane of this window; ignored for the first
  public void open(Pane pane, PaneId beside, Axis axis) {
    open(pane, beside, axis, false, Optional.empty());
  }

  /// The same.
  ///
  /// @param before whether it comes before the other: left of it or above it
  /// @param length what the new one gets of the other's room, as far as both have some then; empty:
  ///   the half. Where it is said, no layout is kept
  public void open(Pane pane, PaneId beside, Axis axis, boolean before, Optional<Length> length) {
    panes.put(pane.id(), pane);
    if (layout == null) {
      layout = Layout.of(pane.id());
    } else {
      Layout whole = layout;
      Layout split =
          length
              .flatMap(wanted -> cut(whole, pane.id(), beside, axis, before, wanted))
              .orElseGet(() -> whole.split(beside, axis, pane.id()));
      layout = before ? split.renamed(id -> swapped(id, pane.id(), beside)) : split;
    }
    keep();
  }

  private static PaneId swapped(PaneId id, PaneId one, PaneId other) {
    return id.equals(one) ? other : id.equals(other) ? one : id;
  }

  /// The layout with a new pane behind another, where the first of both has the length that the new
  /// one will have when it comes `before`; no other pane changes.
  ///
  /// @return empty where there is no room to choose
  private Optional<Layout> cut(
      Layout whole, PaneId added, PaneId beside, Axis axis, boolean before, Length wanted) {
    if (driver == null) {
      return Optional.empty();
    }
    Rect area = driver.areas().panes();
    Rect box = whole.place(area).box(beside);
    if (!Layout.canSplit(box, axis)) {
      return Optional.empty();
    }
    keeps = Keeps.FREE;
    int title = axis == Axis.STACKED ? 1 : 0;
    int all = box.length(axis) - Layout.gap(axis);
    int least = Layout.least(axis);
    int cells = Math.clamp(wanted.of(box.length(axis) - title) + title, least, all - least);
    int first = before ? cells : all - cells;
    return Optional.of(whole.sized(area).split(beside, axis, added, first, all - first));
  }

  /// Takes back what was saved: panes in their layout.
  ///
  /// @param saved must name exactly these panes, else they are tiled
  /// @param kept as [#kept] told it
  void restore(List<Pane> all, Optional<Layout> saved, String kept) {
    all.forEach(pane -> panes.put(pane.id(), pane));
    List<PaneId> ids = List.copyOf(panes.keySet());
    layout =
        saved
            .filter(tree -> tree.panes().size() == ids.size() && tree.panes().containsAll(ids))
            .orElseGet(() -> Arrangement.TILED.of(ids));
    arrangement = Arrangement.named(kept).orElse(null);
    keeps = arrangement != null ? Keeps.NAMED : kept.equals(EQUAL) ? Keeps.EQUAL : Keeps.FREE;
  }

  /// Takes a pane out; its neighbours get its room.
  public void close(PaneId id) {
    panes.remove(id);
    layout = layout == null ? null : layout.without(id).orElse(null);
    keep();
  }

  /// What stays as it is when panes come and go, in one word for the disk: a layout's name,
  /// `equal`, or nothing.
  String kept() {
    return switch (keeps) {
      case FREE -> "";
      case EQUAL -> EQUAL;
      case NAMED -> arrangement == null ? "" : arrangement.word();
    };
  }

  private void keep() {
    if (layout != null && keeps == Keeps.EQUAL) {
      layout = layout.equalised();
    } else if (layout != null && keeps == Keeps.NAMED && arrangement != null) {
      layout = arrangement.of(layout.panes());
    }
    fit();
  }

  /// Puts another pane in the place of one: the other may be of this window, then they change
  /// places.
  ///
  /// @param id a pane of this window
  void replace(PaneId id, Pane by) {
    boolean here = panes.containsKey(by.id());
    layout = layout == null ? null : layout.renamed(each -> swapped(each, id, by.id()));
    if (!here) {
      panes.remove(id);
      panes.put(by.id(), by);
    }
    fit();
  }

  /// Each pane goes to the place of the next one in the layout, the last to the first; or the other
  /// way around.
  public void rotate(boolean back) {
    if (layout == null) {
      return;
    }
    List<PaneId> order = layout.panes();
    List<PaneId> moved = new ArrayList<>(order);
    Collections.rotate(moved, back ? -1 : 1);
    layout = layout.renamed(id -> moved.get(order.indexOf(id)));
    fit();
  }

  /// Moves a border by cells, positive right or down.
  ///
  /// @param border as it lies in `area`
  void move(Placement.Border border, int cells, Rect area) {
    if (layout != null) {
      layout = layout.moved(border, cells, area);
      keeps = Keeps.FREE;
      fit();
    }
  }

  /// Gives every part of every split the same room.
  void equalise() {
    keeps = Keeps.EQUAL;
    keep();
  }

  /// Puts the panes in a named layout, in the order in which they lie now.
  void arrange(Arrangement as) {
    arrangement = as;
    keeps = Keeps.NAMED;
    keep();
  }

  /// The named layout that was chosen last; empty before the first.
  public Optional<Arrangement> arrangement() {
    return Optional.ofNullable(arrangement);
  }

  /// Where the panes lie in an area.
  Placement place(Rect area) {
    return layout == null ? new Placement(area, Map.of(), List.of()) : layout.place(area);
  }

  /// Whether a pane has room for another beside it, where its window is driven; there is always
  /// room where only one pane shows at a time.
  public boolean canSplit(PaneId id, Axis axis) {
    return driver == null
        || driver.areas().tier() == Areas.Tier.SINGLE
        || Layout.canSplit(place(driver.areas().panes()).box(id), axis);
  }

  /// From now on its panes have the sizes that they have on that seat.
  void driver(Seat now) {
    if (driver != now) {
      driver = now;
      fit();
    }
  }

  /// The seat whose sizes its panes have; empty before any has shown it.
  public Optional<Seat> driver() {
    return Optional.ofNullable(driver);
  }

  /// Gives the panes their sizes.
  void fit() {
    if (driver == null) {
      return;
    }
    Placement placement = driver.placement(this);
    for (PaneId id : placement.boxes().keySet()) {
      Rect content = placement.content(id);
      Pane pane = panes.get(id);
      if (pane != null && !content.isEmpty()) {
        pane.resize(new Size(content.columns(), content.rows()));
      }
    }
  }
}
