package agenttui.server;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.recording.Capture;
import agenttui.term.Screen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All sessions and their live panes, and what a target like `%3` or `main:2` means. Loop only.
final class Sessions {
  /// How much of what a program printed is left on the terminal when it has ended.
  private static final int LEFT_LINES = 2_000;

  private final Map<String, Session> byName = new LinkedHashMap<>();
  private final Map<PaneId, LivePane> live = new LinkedHashMap<>();
  private final Map<String, String> greetings = new HashMap<>();
  private final Set<String> alone = new HashSet<>();
  private final LinkedHashMap<String, SavedState.Kept> ended = new LinkedHashMap<>();
  private String lastUsed = "";
  private int nextPane = 1;

  /// All sessions, oldest first.
  List<Session> all() {
    return List.copyOf(byName.values());
  }

  /// Every sandbox that a pane shows something of.
  Set<String> sandboxes() {
    return all().stream()
        .flatMap(session -> session.panes().stream())
        .map(Pane::sandbox)
        .filter(sandbox -> !sandbox.isEmpty())
        .collect(Collectors.toSet());
  }

  /// Whether a pane shows something of that sandbox.
  boolean show(String sandbox) {
    return sandboxes().contains(sandbox);
  }

  /// The session of that name.
  Optional<Session> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// Adds a session.
  void add(Session session) {
    byName.put(session.name(), session);
    used(session);
  }

  /// Gives a session another name, one that no session has; its place among them stays.
  void rename(Session session, String now) {
    String before = session.name();
    List<Session> all = all();
    session.rename(now);
    byName.clear();
    all.forEach(each -> byName.put(each.name(), each));
    if (alone.remove(before)) {
      alone.add(now);
    }
    String greeting = greetings.remove(before);
    if (greeting != null) {
      greetings.put(now, greeting);
    }
    if (lastUsed.equals(before)) {
      used(session);
    }
  }

  /// Those whose programs ended with a server, the latest last.
  List<SavedState.Kept> ended() {
    return List.copyOf(ended.values());
  }

  /// A session whose programs ended with a server.
  void rest(SavedState.Kept session) {
    ended.putLast(session.session().name(), session);
  }

  /// Takes out a session that ended with a server: it runs again, or is forgotten.
  Optional<SavedState.Kept> takeEnded(String name) {
    return Optional.ofNullable(ended.remove(name));
  }

  /// That session stands for its program.
  void alone(String session) {
    alone.add(session);
  }

  /// That line is run on the next screen that shows the session.
  void greet(String session, String line) {
    greetings.put(session, line);
  }

  /// The line to run on the screen that shows the session now; told once.
  Optional<String> greeting(Session session) {
    return Optional.ofNullable(greetings.remove(session.name()));
  }

  /// Whether it stands for its program: it does not outlive it.
  boolean isAlone(Session session) {
    return isAlone(session.name());
  }

  /// Whether the session of that name stands for its program.
  boolean isAlone(String session) {
    return alone.contains(session);
  }

  /// What a session ends with for whoever shows it.
  ///
  /// @param code the exit code
  /// @param line the last word
  /// @param text what is left on the terminal, lines ended by CR LF
  record End(int code, String line, String text) {}

  /// A session that stands for its program ends as the program did in a terminal of its own: with
  /// its exit code, and with what it printed there.
  ///
  /// @param last its last pane
  End end(Session session, Pane last) {
    if (!isAlone(session) || !(last.state() instanceof PaneState.Exited exited)) {
      return new End(0, "[exited]", "");
    }
    return new End(exited.code(), exited.why().orElse(""), left(last.emulator().screen()));
  }

  private static String left(Screen screen) {
    if (screen.modes().alternateScreen()) {
      return "";
    }
    int from = -Math.min(LEFT_LINES, screen.historySize());
    StringBuilder text = new StringBuilder();
    Capture.styled(screen, from, screen.rows()).forEach(row -> text.append(row).append("\r\n"));
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end == 0 ? "" : text.substring(0, end) + "\r\n";
  }

  /// Forgets a session and its panes.
  void remove(Session session) {
    alone.remove(session.name());
    greetings.remove(session.name());
    byName.remove(session.name());
    session.panes().forEach(pane -> live.remove(pane.id()));
  }

  /// The session that a person looked at last is meant when none is named.
  void used(Session session) {
    lastUsed = session.name();
  }

  /// The session used last, if it is still there, else the newest.
  Optional<Session> last() {
    Session last = byName.get(lastUsed);
    return last != null ? Optional.of(last) : byName.values().stream().reduce((_, newer) -> newer);
  }

  /// An identity that no pane had before.
  PaneId freshId() {
    return new PaneId(nextPane++);
  }

  /// The number of the next identity, for the file.
  int nextPane() {
    return nextPane;
  }

  /// After a restart: identities go on from there.
  void nextPane(int number) {
    nextPane = Math.max(nextPane, number);
  }

  /// A pane got its live half.
  void add(LivePane pane) {
    live.put(pane.pane().id(), pane);
  }

  /// A pane is gone.
  void remove(PaneId id) {
    live.remove(id);
  }

  /// All live panes.
  List<LivePane> live() {
    return new ArrayList<>(live.values());
  }

  /// The live pane of that identity.
  Optional<LivePane> live(PaneId id) {
    return Optional.ofNullable(live.get(id));
  }

  /// The session that a pane is in.
  Optional<Session> of(PaneId id) {
    return byName.values().stream().filter(session -> session.pane(id).isPresent()).findFirst();
  }

  /// The session of the caller: that of its pane, of its screen, else the one used last.
  ///
  /// @param attached the session that the caller's client shows
  /// @throws CommandException when there is none
  Session of(Caller caller, Optional<Session> attached) {
    return caller
        .pane()
        .flatMap(PaneId::of)
        .flatMap(this::of)
        .or(() -> attached)
        .or(this::last)
        .orElseThrow(
            () -> new CommandException("no session runs: agent-tui new-session starts one"));
  }

  /// The session that a person named, exactly or by a beginning that only one has; behind `=` only
  /// exactly.
  ///
  /// @throws CommandException when there is none, or several
  Session named(Optional<String> name, Caller caller, Optional<Session> attached) {
    if (name.isEmpty() || name.get().isEmpty()) {
      return of(caller, attached);
    }
    String wanted = name.get().replaceFirst("^=", "");
    Session exact = byName.get(wanted);
    boolean whole = !wanted.equals(name.get());
    List<Session> near =
        byName.values().stream().filter(s -> !whole && s.name().startsWith(wanted)).toList();
    if (exact == null && near.size() != 1) {
      throw new CommandException(
          near.isEmpty()
              ? "no session " + wanted + ": agent-tui ls lists them"
              : "several sessions begin with " + wanted);
    }
    return exact == null ? near.getFirst() : exact;
  }

  /// The pane that a target means: `%3`; `3`, pane 3 of the window that shows; `2.3`, that of
  /// window 2; `2.`, the one with the focus there; `+`, `-` and `!`, also `2.+`, for the next, the
  /// one before and the last one. Before all but `%3` may stand a session: `main:2.3`. Nothing
  /// before the dot is the caller's own window, else the one that shows. A word that means no pane
  /// is a window's name, else a session's, as in tmux: the pane with the focus there. A number is
  /// neither: where pane 3 has ended, nobody means another.
  ///
  /// @param attached where the caller's client is
  /// @throws CommandException when it means none
  Pane pane(Optional<String> target, Caller caller, Optional<Seat> attached) {
    String text = target.orElse("");
    if (text.startsWith("%")) {
      return PaneId.of(text)
          .flatMap(id -> of(id).flatMap(session -> session.pane(id)))
          .orElseThrow(() -> new CommandException("no pane " + text));
    }
    Session session = session(text, caller, attached);
    String inside = text.substring(text.indexOf(':') + 1);
    if (inside.startsWith("%")) {
      return pane(Optional.of(inside), caller, attached);
    }
    Seat seat = seat(session, attached);
    int dot = inside.lastIndexOf('.');
    Optional<Window> window =
        dot <= 0 ? Optional.of(home(seat, caller)) : window(seat, inside.substring(0, dot));
    String word = inside.substring(dot + 1);
    // Only where no window was said the caller's own pane is meant, whatever has the focus.
    Optional<Pane> own =
        inside.isEmpty()
            ? caller.pane().flatMap(PaneId::of).flatMap(session::pane)
            : Optional.empty();
    return own.or(() -> window.flatMap(in -> inside(seat, in, word)))
        .or(() -> within(text, seat, inside, caller, attached))
        .orElseThrow(
            () -> new CommandException("no pane " + text + " in session " + session.name()));
  }

  /// The pane with the focus in the window or session that a word alone names.
  private Optional<Pane> within(
      String target, Seat here, String word, Caller caller, Optional<Seat> attached) {
    if (!word.matches(".*[^0-9+!-].*") || word.indexOf('.') >= 0) {
      return Optional.empty();
    }
    Optional<Window> window = window(here, word);
    if (window.isPresent() || target.indexOf(':') >= 0) {
      return window.flatMap(here::focused);
    }
    return seat(named(Optional.of(word), caller, attached.map(Seat::session)), attached).focused();
  }

  private Session session(String target, Caller caller, Optional<Seat> attached) {
    int colon = target.indexOf(':');
    Optional<String> name = colon < 0 ? Optional.empty() : Optional.of(target.substring(0, colon));
    return named(name, caller, attached.map(Seat::session));
  }

  private static Seat seat(Session session, Optional<Seat> attached) {
    return attached.filter(seat -> seat.session() == session).orElseGet(session::seat);
  }

  /// The window of the caller's own pane, else the one that shows.
  private static Window home(Seat seat, Caller caller) {
    return caller
        .pane()
        .flatMap(PaneId::of)
        .flatMap(seat.session()::window)
        .orElseGet(seat::window);
  }

  private static Optional<Pane> inside(Seat seat, Window window, String word) {
    return switch (word) {
      case "" -> seat.focused(window);
      case "+" -> seat.next(window, 1);
      case "-" -> seat.next(window, -1);
      case "!" -> seat.last(window);
      default ->
          window.panes().stream()
              .filter(pane -> Integer.toString(pane.number()).equals(word))
              .findFirst();
    };
  }

  /// The window that a target means: its number or name, or a beginning that only one name has;
  /// `+`, `-` and `!` for the next, the one before and the last one, `+2` for the second next; `^`
  /// and `$` for the first and the one at the end; a pane's id. A session may stand before it:
  /// `main:2`.
  ///
  /// @param attached where the caller's client is
  /// @throws CommandException when it means none
  Window window(Optional<String> target, Caller caller, Optional<Seat> attached) {
    String text = target.orElse("");
    if (text.startsWith("%")) {
      Pane pane = pane(target, caller, attached);
      return of(pane.id()).flatMap(session -> session.window(pane.id())).orElseThrow();
    }
    // A word alone is a window here where there is one, else a session, as in tmux.
    Seat here = seat(of(caller, attached.map(Seat::session)), attached);
    if (text.indexOf(':') < 0) {
      Optional<Window> window =
          text.isEmpty() ? Optional.of(home(here, caller)) : window(here, text);
      boolean none = byName.keySet().stream().noneMatch(name -> name.startsWith(text));
      if (window.isEmpty() && none && !text.startsWith("=")) {
        throw new CommandException(
            "no window " + text + " in session " + here.session().name() + ", and no such session");
      }
      return window.orElseGet(() ->
          seat(named(Optional.of(text), caller, attached.map(Seat::session)), attached).window());
    }
    Session session = session(text, caller, attached);
    String word = text.substring(text.indexOf(':') + 1);
    Seat seat = seat(session, attached);
    return (word.isEmpty() ? Optional.of(seat.window()) : window(seat, word))
        .orElseThrow(
            () -> new CommandException("no window " + word + " in session " + session.name()));
  }

  private static Optional<Window> window(Seat seat, String word) {
    List<Window> all = seat.session().windows();
    int here = all.indexOf(seat.window());
    return switch (word) {
      case "+" -> Optional.of(all.get((here + 1) % all.size()));
      case "-" -> Optional.of(all.get(Math.floorMod(here - 1, all.size())));
      case "!" -> seat.lastWindow();
      case "^" -> Optional.of(all.getFirst());
      case "$" -> Optional.of(all.getLast());
      case String by when by.matches("[+-][1-9][0-9]{0,3}") ->
          Optional.of(all.get(Math.floorMod(here + Integer.parseInt(by), all.size())));
      default ->
          all.stream()
              .filter(each -> Integer.toString(each.number()).equals(word))
              .findFirst()
              .or(() -> all.stream().filter(each -> each.name().equals(word)).findFirst())
              .or(() -> only(all.stream().filter(each -> each.name().startsWith(word)).toList()));
    };
  }

  private static Optional<Window> only(List<Window> windows) {
    return windows.size() == 1 ? Optional.of(windows.getFirst()) : Optional.empty();
  }
}
