package agenttui.mux;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A named set of windows over one repository, and the seats of the clients that show it. It has at
/// least one window. Owned by the event loop.
public final class Session {
  private String name;
  private final String repository;
  private final List<Window> windows = new ArrayList<>();

  /// Those of clients, the one used last first.
  private final List<Seat> seats = new ArrayList<>();

  /// The one used last; it stays when its client leaves.
  private Seat seat;

  private boolean bare;

  /// @param name as `ls` shows it
  /// @param repository the directory that it is about
  public Session(String name, String repository) {
    this.name = name;
    this.repository = repository;
    windows.add(new Window(1, ""));
    seat = new Seat(this, new Panel());
    settle();
  }

  /// What is kept of a session on disk. Sandboxes, ptys and screens are found again by the ids in
  /// it.
  ///
  /// @param windows in the order in which they were shown last, the latest first
  public record Saved(String name, String repository, boolean panel, List<SavedWindow> windows) {}

  /// What is kept of a window on disk.
  ///
  /// @param name as a person gave it, or empty
  /// @param layout as [Layout] writes itself; empty without panes
  /// @param keeps what stays when panes come and go, as [Window] calls it
  /// @param recent panes in the order of the last focus, the latest first
  public record SavedWindow(
      int number,
      String name,
      String layout,
      String keeps,
      List<Integer> recent,
      boolean zoomed,
      List<SavedPane> panes) {}

  /// What is kept of a pane on disk.
  public record SavedPane(
      int id,
      int number,
      String name,
      String branch,
      String sandbox,
      int pty,
      List<Badge> badges,
      Command command,
      Did did) {
    /// Files of older versions do not say what a pane started, and what it did.
    public SavedPane {
      command = command == null ? Command.NONE : command;
      did = did == null ? Did.NOTHING : did;
    }
  }

  /// What is kept of a pane's [Activity]: all but the line, which says something else every second.
  public record Did(Activity.Kind kind, Instant since, Duration took, boolean unseen) {
    static final Did NOTHING = new Did(Activity.Kind.UNKNOWN, Instant.EPOCH, Duration.ZERO, false);

    private static Did of(Activity activity) {
      return activity.kind() == Activity.Kind.UNKNOWN
          ? NOTHING
          : new Did(activity.kind(), activity.since(), activity.took(), activity.unseen());
    }

    /// The activity again, of which nobody knows why until somebody has looked.
    ///
    /// @param now when it is found again
    public Activity again(Instant now) {
      return kind == Activity.Kind.UNKNOWN
          ? Activity.unknown(now)
          : new Activity(kind, "as before the server's start", since, took, unseen);
    }
  }

  /// The session of a file, with panes that the caller made for it.
  ///
  /// @param panes of all windows; may be fewer than saved when some could not be found again
  /// @param columns of its screen, with `rows`: at any other size a pane's screen would be wrapped
  ///   anew, and its history cut
  public static Session restore(Saved saved, List<Pane> panes, int columns, int rows) {
    Session session = new Session(saved.name(), saved.repository());
    session.seat.panel().visible(saved.panel());
    session.seat.fit(columns, rows);
    session.windows.clear();
    for (SavedWindow each : saved.windows()) {
      Window window = new Window(each.number(), each.name());
      session.windows.add(window);
      List<PaneId> ids = each.panes().stream().map(pane -> new PaneId(pane.id())).toList();
      Optional<Layout> layout = LayoutText.parse(each.layout());
      for (PaneId id : ids) {
        if (panes.stream().noneMatch(pane -> pane.id().equals(id))) {
          layout = layout.flatMap(tree -> tree.without(id));
        }
      }
      List<Pane> its = panes.stream().filter(pane -> ids.contains(pane.id())).toList();
      window.restore(its, layout, each.keeps());
      List<PaneId> recent = each.recent().stream().map(PaneId::new).toList();
      session.seat.restore(window, recent, each.zoomed());
    }
    List<Window> shown = List.copyOf(session.windows);
    session.windows.sort(Comparator.comparingInt(Window::number));
    shown.reversed().forEach(session.seat::show);
    return session;
  }

  /// What has to be kept on disk; compare with the last one to know whether anything changed.
  public Saved saved() {
    return new Saved(
        name,
        repository,
        seat.panel().visible(),
        seat.windows().stream().map(this::saved).toList());
  }

  private SavedWindow saved(Window window) {
    return new SavedWindow(
        window.number(),
        window.named(),
        window.layout().map(Layout::toString).orElse(""),
        window.kept(),
        seat.recent(window).stream().map(PaneId::number).toList(),
        seat.zoomed(window),
        window.panes().stream().map(Session::saved).toList());
  }

  private static SavedPane saved(Pane pane) {
    return new SavedPane(
        pane.id().number(),
        pane.number(),
        pane.name(),
        pane.branch(),
        pane.sandbox(),
        pane.ptyId(),
        pane.badges(),
        pane.command(),
        Did.of(pane.activity()));
  }

  /// As `ls` shows it.
  public String name() {
    return name;
  }

  /// Another name from now on. Whoever finds it by name has to know.
  public void rename(String now) {
    name = now;
  }

  /// The directory that it is about.
  public String repository() {
    return repository;
  }

  /// Its windows by number, one or more.
  public List<Window> windows() {
    return windows;
  }

  /// The window of that number.
  public Optional<Window> window(int number) {
    return windows.stream().filter(each -> each.number() == number).findFirst();
  }

  /// The window that a pane is in.
  public Optional<Window> window(PaneId id) {
    return windows.stream().filter(each -> each.pane(id).isPresent()).findFirst();
  }

  /// The pane of that identity.
  public Optional<Pane> pane(PaneId id) {
    return windows.stream().flatMap(each -> each.pane(id).stream()).findFirst();
  }

  /// All panes of all windows, by window and number.
  public List<Pane> panes() {
    return windows.stream().flatMap(each -> each.panes().stream()).toList();
  }

  /// A new window without a pane, with the smallest free number: a pane has to be opened in it.
  ///
  /// @param name as a person gave it; empty: it is called as its first pane
  public Window add(String name) {
    int number = 1;
    while (window(number).isPresent()) {
      number++;
    }
    Window window = new Window(number, name);
    window.driver(seat);
    windows.add(window);
    sort();
    return window;
  }

  /// Gives a window another number; one that has it gets this one's.
  public void renumber(Window window, int number) {
    window(number).ifPresent(other -> other.number(window.number()));
    window.number(number);
    sort();
  }

  /// Two windows change their numbers; where one shows, the other shows from now on.
  public void swap(Window one, Window other) {
    if (one == other) {
      return;
    }
    everySeat()
        .forEach(seat -> {
          Window shown = seat.window();
          if (shown == one || shown == other) {
            seat.show(shown == one ? other : one);
          }
        });
    renumber(one, other.number());
  }

  private void sort() {
    windows.sort(Comparator.comparingInt(Window::number));
  }

  /// Puts a pane into a window of this session, as [Window#open] does. Where the window was zoomed
  /// it shows all again.
  public void open(Pane pane, Window to, PaneId beside, Axis axis) {
    open(pane, to, beside, axis, false, Optional.empty());
  }

  /// The same, as the other [Window#open] does.
  public void open(
      Pane pane, Window to, PaneId beside, Axis axis, boolean before, Optional<Length> length) {
    everySeat().forEach(each -> each.unzoom(to));
    to.open(pane, beside, axis, before, length);
  }

  /// Takes a pane out; where its window was zoomed it shows all others again. A window without
  /// panes goes with it, unless it is the last one.
  public void close(PaneId id) {
    window(id)
        .ifPresent(window -> {
          everySeat().forEach(each -> each.unzoom(window));
          window.close(id);
          if (window.panes().isEmpty() && windows.size() > 1) {
            windows.remove(window);
            everySeat().forEach(each -> each.forget(window));
            settle();
            // Another window shows now, and was not fitted to the terminal while it did not.
            everySeat().map(Seat::window).forEach(Window::fit);
          }
        });
  }

  /// Puts a pane of this session into another window of it, beside one there.
  ///
  /// @param beside a pane of `to`; ignored while it has none
  public void move(Pane pane, Window to, PaneId beside, Axis axis) {
    if (to.pane(beside).filter(pane::equals).isPresent()) {
      return;
    }
    if (to.pane(pane.id()).isEmpty()) {
      renumber(pane, to);
    }
    close(pane.id());
    open(pane, to, beside, axis);
  }

  private static void renumber(Pane pane, Window in) {
    boolean taken = in.panes().stream().anyMatch(each -> each.number() == pane.number());
    if (taken) {
      pane.number(in.freeNumber());
    }
  }

  /// Two panes of this session change places, and in different windows also numbers. In one window
  /// the focus goes with its pane; in different ones it stays at its place.
  ///
  /// @param stays whether the focus stays at its place in one window too
  public void swap(Pane one, Pane other, boolean stays) {
    Window from = window(one.id()).orElseThrow();
    Window to = window(other.id()).orElseThrow();
    if (stays || from != to) {
      Set<Window> both = new HashSet<>(List.of(from, to));
      everySeat().forEach(seat -> both.forEach(each -> seat.swap(each, one.id(), other.id())));
    }
    if (from == to) {
      from.replace(one.id(), other);
      return;
    }
    int number = one.number();
    one.number(other.number());
    other.number(number);
    from.replace(one.id(), other);
    to.replace(other.id(), one);
  }

  /// The seat that was used last, by a client that may have left.
  public Seat seat() {
    return seat;
  }

  /// How many clients show it.
  public int clients() {
    return seats.size();
  }

  /// A seat for one more client: it begins where the last one is, or was.
  ///
  /// @param looks whether it only looks: then sizes go on to follow the others
  public Seat join(boolean looks) {
    Seat joined = seats.isEmpty() ? seat : seat.copy();
    if (looks) {
      seats.addLast(joined);
    } else {
      seats.addFirst(joined);
    }
    seat = seats.getFirst();
    settle();
    return joined;
  }

  /// A client has left.
  public void leave(Seat left) {
    seats.remove(left);
    if (!seats.isEmpty()) {
      seat = seats.getFirst();
    }
    settle();
  }

  /// A person did something there.
  ///
  /// @return whether another seat was used before: sizes may have changed
  public boolean use(Seat used) {
    if (used == seat || !seats.remove(used)) {
      return false;
    }
    seats.addFirst(used);
    seat = used;
    settle();
    return true;
  }

  /// Of the seats that show a window, the one used last drives it.
  void settle() {
    for (Window window : windows) {
      everySeat().filter(each -> each.window() == window).findFirst().ifPresent(window::driver);
    }
  }

  private Stream<Seat> everySeat() {
    return seats.isEmpty() ? Stream.of(seat) : List.copyOf(seats).stream();
  }

  /// Changes the rows of all panels.
  public void panels(Consumer<Panel> change) {
    everySeat().map(Seat::panel).forEach(change);
  }

  /// Whether its only program fills the terminal and gets every key.
  public boolean bare() {
    return bare;
  }

  /// Shows nothing but its program from now on, or is a session like any other.
  public void bare(boolean now) {
    bare = now;
  }
}
