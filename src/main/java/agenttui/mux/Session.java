package agenttui.mux;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A named set of windows over one repository; in this version it has one window. Owned by the
/// event loop.
public final class Session {
  private final String name;
  private final String repository;
  private final Window window;
  private final Panel panel = new Panel();
  private boolean bare;

  /// @param name as `ls` shows it
  /// @param repository the directory that it is about
  public Session(String name, String repository) {
    this.name = name;
    this.repository = repository;
    this.window = new Window("main");
  }

  /// What is kept of a session on disk. Sandboxes, ptys and screens are found again by the ids in
  /// it.
  ///
  /// @param layout as [Layout] writes itself; empty without panes
  /// @param recent panes in the order of the last focus, the latest first
  public record Saved(
      String name,
      String repository,
      String window,
      String layout,
      List<Integer> recent,
      boolean zoomed,
      boolean panel,
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

  /// The session of a file, with panes that the caller made for its [Saved#panes].
  ///
  /// @param panes may be fewer than saved when some could not be found again
  public static Session restore(Saved saved, List<Pane> panes) {
    Session session = new Session(saved.name(), saved.repository());
    session.window.name(saved.window());
    session.panel.visible(saved.panel());
    List<PaneId> recent = saved.recent().stream().map(PaneId::new).toList();
    Optional<Layout> layout = LayoutText.parse(saved.layout());
    for (SavedPane lost : saved.panes()) {
      PaneId id = new PaneId(lost.id());
      if (panes.stream().noneMatch(pane -> pane.id().equals(id))) {
        layout = layout.flatMap(tree -> tree.without(id));
      }
    }
    session.window.restore(panes, layout, recent, saved.zoomed() && panes.size() > 1);
    return session;
  }

  /// What has to be kept on disk; compare with the last one to know whether anything changed.
  public Saved saved() {
    return new Saved(
        name,
        repository,
        window.name(),
        window.layout().map(Layout::toString).orElse(""),
        window.recent().stream().map(PaneId::number).toList(),
        window.zoomed(),
        panel.visible(),
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

  /// The directory that it is about.
  public String repository() {
    return repository;
  }

  /// Its window.
  public Window window() {
    return window;
  }

  /// All panes of all windows, by number.
  public List<Pane> panes() {
    return window.panes();
  }

  /// The side panel.
  public Panel panel() {
    return panel;
  }

  /// Whether its only program fills the terminal and gets every key.
  public boolean bare() {
    return bare;
  }

  /// Shows nothing but its program from now on, or is a session like any other.
  public void bare(boolean now) {
    bare = now;
  }

  /// Fits everything to a terminal of that size; call it after a resize and after the panel was
  /// shown, hidden or opened.
  public Areas fit(int columns, int rows) {
    Areas areas =
        bare
            ? Areas.bare(columns, rows)
            : Areas.of(columns, rows, panel.visible(), panel.focused());
    window.fit(areas);
    return areas;
  }
}
