package agenttui.server;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.NewPane;
import agenttui.command.PaneFacts;
import agenttui.command.Registry;
import agenttui.command.Screens;
import agenttui.command.Words;
import agenttui.command.screen.SessionNames;
import agenttui.command.screen.Stage;
import agenttui.keeper.KeptPty;
import agenttui.mux.Areas;
import agenttui.mux.Axis;
import agenttui.mux.Buffers;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Question;
import agenttui.mux.Rect;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.mux.find.Find;
import agenttui.mux.find.Finds;
import agenttui.mux.keys.KeyContext;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.KeyTables;
import agenttui.term.Pty;
import agenttui.term.Screen;
import agenttui.term.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// What verbs see of the server: [Screens] for all bands, callable from any thread, and [Stage] for
/// the verbs of the screen, on the loop.
final class Board implements Screens, Stage {
  /// How long a keeper may take to say what runs: a stopped container never answers.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Loop loop;
  private final Sessions sessions;
  private final Panes panes;
  private final Adoption adoption;
  private final Clients clients;
  private final Runnable stop;
  private final Runnable forks;
  private final Registry registry;
  private final Finds finds;
  private final Buffers buffers = new Buffers();

  /// @param stop ends the server
  /// @param forks looks at the forks again in the background
  /// @param registry all verbs
  /// @param finds what looks for texts in panes
  Board(
      Loop loop,
      Sessions sessions,
      Panes panes,
      Adoption adoption,
      Clients clients,
      Runnable stop,
      Runnable forks,
      Registry registry,
      Finds finds) {
    this.loop = loop;
    this.sessions = sessions;
    this.panes = panes;
    this.adoption = adoption;
    this.clients = clients;
    this.stop = stop;
    this.forks = forks;
    this.registry = registry;
    this.finds = finds;
  }

  private <T> T hop(Supplier<T> action) {
    return loop.call(action);
  }

  private void hop(Runnable action) {
    Supplier<Boolean> done =
        () -> {
          action.run();
          return true;
        };
    loop.call(done);
  }

  @Override
  public String open(NewPane pane) {
    return hop(() -> opened(pane).pane().id().toString());
  }

  private LivePane opened(NewPane wanted) {
    return switch (wanted.place()) {
      case NewPane.Place.NewSession place -> session(wanted, place, false);
      case NewPane.Place.Alone place -> {
        LivePane live = session(wanted, place.first(), true);
        sessions.alone(place.first().session());
        yield live;
      }
      case NewPane.Place.Beside place -> {
        Pane beside = place.pane().map(this::byId).orElseGet(this::lastFocused);
        Session session = dressed(beside);
        Window window = session.window(beside.id()).orElseThrow();
        Axis axis = place.columns() ? Axis.SIDE_BY_SIDE : Axis.STACKED;
        LivePane live = panes.open(wanted, session, window, beside.id(), axis);
        clients.touch(session);
        yield live;
      }
      case NewPane.Place.NewWindow place -> {
        Session session = dressed(place.pane().map(this::byId).orElseGet(this::lastFocused));
        Window window = session.add(place.name());
        LivePane live = panes.open(wanted, session, window, new PaneId(0), Axis.STACKED);
        clients.touch(session);
        yield live;
      }
    };
  }

  /// A program that is alone on its terminal gets company: from now on it is a session like others.
  private Session dressed(Pane company) {
    Session session = sessions.of(company.id()).orElseThrow();
    if (session.bare()) {
      session.bare(false);
      Areas before = session.seat().areas();
      session.seat().fit(before.columns(), before.rows());
      refit(session);
    }
    return session;
  }

  /// Takes a name for a session; one that ended with a server and is called so is forgotten.
  private void claim(String name) {
    SessionNames.check(name);
    if (sessions.named(name).isPresent()) {
      throw new CommandException(
          "there is a session "
              + name
              + " already: "
              + Words.line(List.of("agent-tui", "attach", name)));
    }
    adoption.forget(name);
  }

  private LivePane session(NewPane wanted, NewPane.Place.NewSession place, boolean bare) {
    claim(place.session());
    Session session = new Session(place.session(), place.repository().toString());
    Size size = new Size(place.columns(), place.rows());
    session.bare(bare);
    session.seat().fit(size.columns(), size.rows());
    sessions.add(session);
    Window window = session.seat().window();
    return panes.open(wanted, session, window, new PaneId(0), Axis.STACKED);
  }

  private Pane byId(String id) {
    return PaneId.of(id)
        .flatMap(sessions::live)
        .map(LivePane::pane)
        .orElseThrow(() -> new CommandException("no pane " + id));
  }

  private Pane lastFocused() {
    return sessions
        .last()
        .flatMap(session -> session.seat().focused())
        .orElseThrow(() -> new CommandException("no session runs"));
  }

  @Override
  public void close(String pane) {
    hop(() -> kill(byId(pane)));
  }

  @Override
  public void respawn(String pane, NewPane wanted) {
    hop(() -> panes.respawn(sessions.live(byId(pane).id()).orElseThrow(), wanted));
  }

  @Override
  public void attach(Caller caller, String session) {
    hop(() ->
        attach(
            caller,
            sessions
                .named(session)
                .orElseThrow(() -> new CommandException("session " + session + " has ended")),
            false));
  }

  @Override
  public Optional<String> session(Path repository) {
    return hop(() ->
        sessions.all().stream()
            .filter(each -> each.repository().equals(repository.toString()))
            .map(Session::name)
            .findFirst());
  }

  @Override
  public Optional<String> wake(Path repository) {
    return hop(() ->
        sessions.ended().stream()
            .map(SavedState.Kept::session)
            .filter(each -> each.repository().equals(repository.toString()))
            .reduce((_, newer) -> newer)
            .flatMap(each -> adoption.wake(Optional.of(each.name())))
            .map(Session::name));
  }

  @Override
  public List<PaneFacts> panes() {
    return hop(() -> {
      List<PaneFacts> all = new ArrayList<>();
      for (Session session : sessions.all()) {
        session.panes().forEach(pane -> all.add(facts(session, pane)));
      }
      return all;
    });
  }

  private PaneFacts facts(Session session, Pane pane) {
    Screen screen = pane.emulator().screen();
    Size size = screen.size();
    Optional<Rect> place =
        session
            .window(pane.id())
            .flatMap(Window::driver)
            .map(seat -> seat.placement().content(pane.id()))
            .filter(content -> !content.isEmpty());
    return new PaneFacts(
        pane.id().toString(),
        pane.number(),
        session.name(),
        session.window(pane.id()).map(Window::number).orElse(0),
        pane.name(),
        pane.branch(),
        pane.sandbox(),
        pane.ptyId(),
        pane.command().arguments(),
        pane.command().directory(),
        size.columns(),
        size.rows(),
        session.seat().focused().filter(pane::equals).isPresent(),
        pane.state() instanceof PaneState.Exited exited ? exited.code() : -1,
        sessions.live(pane.id()).map(LivePane::offset).orElse(0L),
        screen.historyTotal(),
        screen.historySize(),
        List.of(screen.cursorColumn(), screen.cursorRow()),
        screen.modes().inForce(),
        screen.title(),
        pane.activity().kind().name().toLowerCase(Locale.ROOT),
        pane.activity().line(),
        pane.activity().since().toString(),
        place.map(Rect::column).orElse(-1),
        place.map(Rect::row).orElse(-1));
  }

  @Override
  public PaneFacts facts(Caller caller, Optional<String> target) {
    return hop(() -> {
      Pane pane = pane(caller, target);
      return facts(sessions.of(pane.id()).orElseThrow(), pane);
    });
  }

  @Override
  public void branch(String pane, String branch) {
    hop(() -> byId(pane).branch(branch));
  }

  @Override
  public void status(String line) {
    loop.later(() -> clients.status(line));
  }

  @Override
  public void greet(String session, String line) {
    loop.later(() -> sessions.greet(session, line));
  }

  @Override
  public void flash(String line) {
    loop.later(() -> clients.flash(line, false));
  }

  @Override
  public void refreshForks() {
    forks.run();
  }

  @Override
  public List<Session> sessions() {
    return sessions.all();
  }

  @Override
  public List<Session.Saved> ended() {
    return sessions.ended().stream().map(SavedState.Kept::session).toList();
  }

  @Override
  public Optional<Session> wake(Optional<String> name) {
    return adoption.wake(name);
  }

  @Override
  public List<Client> clients(Session session) {
    return clients.of(session).stream()
        .map(each ->
            new Client(
                each.link().id(),
                session.name(),
                each.columns(),
                each.rows(),
                each.seat().window().number(),
                each.terminal(),
                each.link().readOnly(),
                each.seat() == session.seat()))
        .toList();
  }

  private Optional<Seat> attached(Caller caller) {
    return clients.attached(caller).map(Attached::seat);
  }

  @Override
  public Session of(Pane pane) {
    return sessions.of(pane.id()).orElseThrow();
  }

  @Override
  public Session of(Window window) {
    return sessions.all().stream()
        .filter(each -> each.windows().contains(window))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public List<PaneFacts> panesOf(Caller caller, Optional<String> target) {
    return hop(() -> {
      Window window = window(caller, target);
      Session session = of(window);
      return window.panes().stream().map(pane -> facts(session, pane)).toList();
    });
  }

  @Override
  public Seat seat(Caller caller, Session session) {
    return attached(caller).filter(seat -> seat.session() == session).orElseGet(session::seat);
  }

  @Override
  public Window window(Caller caller, Optional<String> target) {
    return sessions.window(target, caller, attached(caller));
  }

  @Override
  public Session session(Caller caller, Optional<String> name) {
    return sessions.named(name, caller, attached(caller).map(Seat::session));
  }

  @Override
  public Pane pane(Caller caller, Optional<String> target) {
    return sessions.pane(target, caller, attached(caller));
  }

  @Override
  public void attach(Caller caller, Session session, boolean readOnly) {
    clients.enter(caller, session, readOnly);
  }

  @Override
  public void show(Caller caller, Session session) {
    clients.show(screen(caller), session);
  }

  @Override
  public void detach(Caller caller, Optional<Session> session) {
    List<Attached> leaving =
        session.map(clients::of).orElseGet(() -> clients.attached(caller).stream().toList());
    if (leaving.isEmpty()) {
      throw new CommandException("no terminal shows " + session.map(Session::name).orElse("this"));
    }
    leaving.forEach(this::detach);
  }

  @Override
  public void detach(String client) {
    Attached leaving =
        clients
            .named(client)
            .orElseThrow(
                () -> new CommandException("no client " + client + ": list-clients lists them"));
    detach(leaving);
  }

  private void detach(Attached leaving) {
    clients.leave(leaving, 0, "[detached from " + leaving.session().name() + "]");
  }

  @Override
  public void rename(Session session, String name) {
    if (!session.name().equals(name)) {
      claim(name);
      sessions.rename(session, name);
      clients.touch();
    }
  }

  @Override
  public void kill(Session session) {
    List.copyOf(session.panes()).forEach(this::kill);
  }

  @Override
  public void kill(Pane pane) {
    sessions.live(pane.id()).ifPresent(panes::close);
  }

  @Override
  public void type(Pane pane, byte[] bytes) {
    clients.type(pane, bytes);
  }

  @Override
  public Buffers buffers() {
    return buffers;
  }

  @Override
  public Optional<String> clip(Caller caller, String text) {
    return clients
        .attached(caller)
        .map(screen -> screen.painter().clip(text))
        .orElse(Optional.of("no terminal takes it: paste-buffer has it"));
  }

  @Override
  public void search(Caller caller, Pane pane, boolean up) {
    screen(caller).hint().search(pane, up);
  }

  @Override
  public void find(Caller caller, String text) {
    finds.on(screen(caller), text);
  }

  @Override
  public CompletableFuture<Find> find(Session session, List<Pane> panes, String text) {
    CompletableFuture<Find> found = new CompletableFuture<>();
    loop.later(() -> finds.start(session, panes, text, found::complete));
    return found;
  }

  @Override
  public <T> T call(Supplier<T> action) {
    return hop(action);
  }

  private Attached screen(Caller caller) {
    return clients
        .attached(caller)
        .orElseThrow(() -> new CommandException("this needs a screen to ask on"));
  }

  @Override
  public void ask(Caller caller, Question question) {
    screen(caller).ask(question);
  }

  @Override
  public void refit(Session session) {
    clients.of(session).forEach(Attached::refit);
  }

  @Override
  public <T> CompletableFuture<T> when(
      PaneId pane, Duration limit, Function<Pane, Optional<T>> look) {
    CompletableFuture<T> result = new CompletableFuture<>();
    loop.later(() -> {
      Optional<LivePane> live = sessions.live(pane);
      if (live.isEmpty()) {
        result.completeExceptionally(new CommandException("pane " + pane + " has ended"));
        return;
      }
      Consumer<LivePane> watcher =
          changed -> {
            look.apply(changed.pane()).ifPresent(result::complete);
            // Nothing changes in it any more; whoever waits for its status has it by now.
            if (sessions.live(pane).isEmpty()) {
              result.completeExceptionally(new CommandException("pane " + pane + " has ended"));
            }
          };
      live.get().watch(watcher, result::isDone);
      watcher.accept(live.get());
      loop.after(limit, () -> result.cancel(false));
    });
    return result;
  }

  @Override
  public Duration quiet(PaneId pane) {
    return hop(() ->
        sessions
            .live(pane)
            .map(live -> Duration.ofNanos(System.nanoTime() - live.lastOutput()))
            .orElseThrow(() -> new CommandException("pane " + pane + " has ended")));
  }

  @Override
  public List<String> running(String pane) {
    Optional<Pty> pty =
        hop(() -> {
          Pane there = byId(pane);
          if (there.state() instanceof PaneState.Lost) {
            throw new CommandException("the way to it is lost");
          }
          return there.pty();
        });
    if (!(pty.orElse(null) instanceof KeptPty kept)) {
      return List.of();
    }
    try {
      return CompletableFuture.supplyAsync(kept::processes, task -> Thread.ofVirtual().start(task))
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS)
          .work();
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandException("its keeper does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("cancelled");
    }
  }

  @Override
  public Registry verbs() {
    return registry;
  }

  @Override
  public List<Question.Entry> help(Caller caller) {
    KeyContext context =
        clients
            .attached(caller)
            .map(Attached::context)
            .orElse(
                new KeyContext(Areas.Tier.FULL, 2, 2, true, true, true, true, true, 1, true, 1, 1));
    List<Question.Entry> entries = new ArrayList<>();
    KeyTables tables =
        clients.attached(caller).map(Attached::tables).orElse(clients.preferences().keys());
    for (KeyTable table : tables.all()) {
      String section = table.mode().isEmpty() ? "KEYS" : table.mode();
      String before = table.name().equals("prefix") ? tables.prefix() + " " : "";
      for (KeyTable.Listed row : table.listed()) {
        entries.add(
            new Question.Entry(
                section,
                after(before, row.keys()),
                row.description(),
                row.command(),
                row.binding().where(),
                row.binding().whyNot().apply(context)));
      }
    }
    return entries;
  }

  private static List<String> after(String prefix, List<String> keys) {
    List<String> all = new ArrayList<>(keys);
    all.set(0, prefix + all.getFirst());
    return all;
  }

  @Override
  public void stop() {
    stop.run();
  }
}
