package agenttui.server;

import agenttui.command.Caller;
import agenttui.command.CommandException;
import agenttui.command.Outcome;
import agenttui.command.Words;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Question;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.keys.KeyContext;
import agenttui.mux.keys.KeyMachine;
import agenttui.server.screen.FocusReports;
import agenttui.server.screen.Preferences;
import agenttui.server.watch.Watch;
import agenttui.store.Endpoint;
import agenttui.wire.Message;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The connected clients: their command lines, and the sessions on their terminals. Loop only.
final class Clients implements Attached.Hands {
  /// The verb that asks a person who has configured nothing yet; with options it has the answer.
  static final String FIRST = "first-run";

  private final Loop loop;
  private final Sessions sessions;
  private final Clock clock;
  private final InstantSource steady;
  private final String server;
  private Preferences preferences;
  private final Consumer<Runnable> whenKept;
  private final Map<Link, Message.Run> said = new ConcurrentHashMap<>();
  private final List<Attached> attached = new ArrayList<>();
  private final FocusReports reports = new FocusReports(this);
  private @Nullable Commands commands;
  private @Nullable Watch watch;
  private boolean stopping;
  private String status = "";
  private Facts facts = new Facts() {};

  /// What the screen tells besides sessions and panes.
  interface Facts {
    /// Completes what decides which keys work.
    default KeyContext context(KeyContext own, Session session) {
      return own;
    }

    /// Facts at the right of the window list.
    default List<String> of(Session session) {
      return List.of();
    }

    /// A terminal shows the session from now on.
    default void shown(Session session) {}

    /// No terminal shows the session any more.
    default void left(Session session, Instant at) {}

    /// The session is over: another may get its name.
    default void ended(Session session) {}

    /// What to run on the first terminal of a person who has configured nothing yet.
    default Optional<String> first() {
      return Optional.empty();
    }

    /// What to run on a terminal that shows the session again, to say what happened meanwhile.
    default Optional<String> missed(Session session, Instant now) {
      return Optional.empty();
    }

    /// A sheet has opened: what it shows may be over already.
    default void asked() {}

    /// The first frame of a client has left: what was put off may start.
    default void firstFrame() {}
  }

  /// @param steady a clock that never jumps, for what a key may not answer yet
  /// @param server its name, as `-L` says it
  /// @param preferences keys and looks of all clients
  /// @param whenKept does what it is given once the sessions are on disk as they are now
  Clients(
      Loop loop,
      Sessions sessions,
      Clock clock,
      InstantSource steady,
      String server,
      Preferences preferences,
      Consumer<Runnable> whenKept) {
    this.loop = loop;
    this.server = server;
    this.sessions = sessions;
    this.clock = clock;
    this.steady = steady;
    this.preferences = preferences;
    this.whenKept = whenKept;
  }

  /// Keys and looks of clients that are still to come.
  Preferences preferences() {
    return preferences;
  }

  /// Other keys and looks for all clients from now on.
  void wear(Preferences now) {
    preferences = now;
    attached.forEach(each -> each.wear(now));
  }

  /// What runs command lines (they need us, so they come later).
  void commands(Commands runner, Facts more, Watch watcher) {
    commands = runner;
    facts = more;
    watch = watcher;
  }

  /// A client said something.
  void said(Link link, Message message) {
    switch (message) {
      case Message.Run run -> run(link, run);
      case Message.Attach attach -> attach(link, attach);
      case Message.Input input -> link.view().ifPresent(view -> view.input(input.bytes()));
      case Message.Resize size ->
          link.view()
              .ifPresent(view -> {
                view.resize(size.columns(), size.rows());
                touch(view.session());
              });
      case Message.Drawn _ -> drawn(link);
      case Message.Stdin stdin -> link.input().ifPresent(input -> input.add(stdin.bytes()));
      case Message.Hello _,
          Message.Stop _,
          Message.WantStdin _,
          Message.Output _,
          Message.Stdout _,
          Message.Stderr _,
          Message.Enter _,
          Message.Exit _ ->
          link.cut();
    }
  }

  /// What a client said could not be done: whoever waits for an answer hears why.
  void unanswered(Link link, String line) {
    if (link.view().isEmpty()) {
      link.end(1, line);
    }
  }

  private void drawn(Link link) {
    Optional<Attached> view = link.view();
    if (view.isPresent() && view.get().painter().drawn()) {
      facts.firstFrame();
    }
  }

  /// A client is gone.
  void gone(Link link) {
    said.remove(link);
    link.view().ifPresent(this::remove);
    link.input().ifPresent(Link.Typed::gone);
  }

  /// Whether no client is there.
  boolean none() {
    return said.isEmpty();
  }

  private void run(Link link, Message.Run run) {
    said.put(link, run);
    Caller caller = caller(link, run);
    Link.Typed in = new Link.Typed(() -> link.sendOrWait(new Message.WantStdin()));
    link.input(in);
    PrintStream out = link.prints(Message.Stdout::new, loop);
    PrintStream err = link.prints(Message.Stderr::new, loop);
    int room = run.terminal() ? Math.max(1, run.columns() - 1) : 0;
    Commands.Streams streams =
        new Commands.Streams(in, out, err, line -> link.progress(line, room));
    commands()
        .run(run.arguments(), caller, streams, outcome -> told(link, caller, streams, outcome));
  }

  private Caller caller(Link link, Message.Run run) {
    return new Caller(
        Path.of(run.directory()),
        run.environment(),
        run.terminal(),
        false,
        run.columns(),
        run.rows(),
        run.terminal() ? Optional.of(link.id()) : Optional.empty(),
        pane(run.environment()));
  }

  /// The pane that a caller runs in, unless that is another server's.
  private Optional<String> pane(Map<String, String> environment) {
    return environment.getOrDefault(Endpoint.VARIABLE, server).equals(server)
        ? Optional.ofNullable(environment.get(Panes.PANE))
            .filter(pane -> PaneId.of(pane).flatMap(sessions::live).isPresent())
        : Optional.empty();
  }

  private Commands commands() {
    if (commands == null) {
      throw new IllegalStateException("no commands yet");
    }
    return commands;
  }

  private void told(Link link, Caller caller, Commands.Streams streams, Outcome outcome) {
    streams.out().flush();
    streams.err().flush();
    switch (outcome) {
      case Outcome.Done done -> {
        if (!link.entered() && !stopping) {
          whenKept.accept(() -> link.end(done.code(), ""));
        }
      }
      case Outcome.Failed failed -> link.end(failed.code(), failed.line());
      case Outcome.Ask ask -> {
        Question question = ask.question();
        boolean answer = Asked.isAnswer(question);
        PrintStream shown = answer ? streams.out() : streams.err();
        shown.print(Asked.text(question));
        shown.flush();
        link.end(answer ? 0 : 1, answer ? "" : "not done: " + Asked.remedy(question));
      }
      case Outcome.Then then ->
          commands()
              .run(
                  Words.of(then.line()),
                  caller,
                  streams,
                  next -> told(link, caller, streams, next));
    }
  }

  /// Tells the caller's client to attach to a session.
  ///
  /// @param readOnly whether it may only look
  /// @throws CommandException when it has no terminal
  void enter(Caller caller, Session session, boolean readOnly) {
    Link link =
        said.keySet().stream()
            .filter(each -> caller.client().equals(Optional.of(each.id())))
            .findFirst()
            .orElseThrow(
                () -> new CommandException("a terminal is needed to show " + session.name()));
    if (link.view().isPresent()) {
      throw new CommandException(
          "this terminal shows " + link.view().get().session().name() + " already");
    }
    link.enter(session.name(), readOnly);
  }

  private void attach(Link link, Message.Attach attach) {
    Optional<Session> session =
        attach.session().isEmpty() ? sessions.last() : sessions.named(attach.session());
    if (session.isEmpty() || link.view().isPresent()) {
      link.end(session.isEmpty() ? 0 : 1, session.isEmpty() ? "[exited]" : "attached already");
      return;
    }
    enter(link, session.get(), attach, new KeyMachine(preferences.keys()));
  }

  private void enter(Link link, Session session, Message.Attach attach, KeyMachine keys) {
    sessions.used(session);
    Seat seat = session.join(link.readOnly());
    Attached view =
        new Attached(link, seat, link.readOnly(), this, preferences, clock, steady, keys, attach);
    link.show(view);
    attached.add(view);
    facts.shown(session);
    touch(session);
    Message.Run asked = said.get(link);
    boolean person = asked != null && !asked.arguments().contains("--");
    Optional<String> first =
        person && !session.bare() && !link.readOnly() ? facts.first() : Optional.empty();
    first.ifPresentOrElse(line -> run(view, line, view::ask), () -> greet(view));
  }

  /// Says on a screen what happened before it showed its session.
  void greet(Attached view) {
    sessions
        .greeting(view.session())
        .or(() -> facts.missed(view.session(), clock.instant()))
        .ifPresent(line -> run(view, line, view::ask));
  }

  /// A client goes to another session; its keys stay in their mode.
  void show(Attached who, Session session) {
    if (who.session() == session) {
      return;
    }
    remove(who);
    KeyMachine keys = who.keys();
    keys.tables(preferences.keys());
    enter(who.link(), session, who.moves(), keys);
  }

  /// Shows a line among the facts of every screen; empty: none.
  void status(String line) {
    status = line;
    touch();
  }

  /// The screens that show a session.
  List<Attached> of(Session session) {
    return attached.stream().filter(each -> each.session() == session).toList();
  }

  /// The screen of the caller's client.
  Optional<Attached> attached(Caller caller) {
    return caller.client().flatMap(this::named);
  }

  /// The screen of the client of that name.
  Optional<Attached> named(String client) {
    return attached.stream().filter(each -> each.link().id().equals(client)).findFirst();
  }

  /// Gives a terminal back.
  void leave(Attached who, int code, String line) {
    leave(who, code, line, "");
  }

  private void remove(Attached who) {
    if (!attached.remove(who)) {
      return;
    }
    who.session().leave(who.seat());
    touch(who.session());
    if (of(who.session()).isEmpty()) {
      reports.sees(who.session(), Optional.empty());
      facts.left(who.session(), clock.instant());
    }
  }

  private void leave(Attached who, int code, String line, String text) {
    remove(who);
    who.leave(code, line, text);
  }

  /// All leave: the server ends.
  ///
  /// @param told the last word to clients that only wait for a command, or empty
  /// @return those that are being told
  List<Link> leaveAll(String line, String told) {
    List<Link> all = List.copyOf(said.keySet());
    List.copyOf(attached).forEach(each -> leave(each, 0, line));
    all.forEach(link -> link.end(0, told));
    return all;
  }

  /// The server ends: whoever asked for it hears so when everything has ended.
  void stopping() {
    stopping = true;
  }

  /// Cuts all connections without a word.
  void cutAll() {
    said.keySet().forEach(Link::cut);
  }

  /// A session has no pane any more.
  ///
  /// @param end what is left of it for whoever shows it
  void ended(Session session, Sessions.End end) {
    of(session).forEach(each -> leave(each, end.code(), end.line(), end.text()));
    facts.ended(session);
  }

  /// Something that every screen may show has changed.
  void touch() {
    attached.forEach(Attached::touch);
  }

  /// Something in a session has changed.
  void touch(Session session) {
    of(session).forEach(Attached::touchNow);
  }

  /// Something about a pane has changed.
  void changed(PaneId pane) {
    attached.stream()
        .filter(each -> each.session().pane(pane).isPresent())
        .forEach(Attached::touchNow);
  }

  /// A pane's program has written, and nothing but the pane's content has changed.
  void written(PaneId pane, boolean echo) {
    for (Attached each : attached) {
      if (each.seat().window().pane(pane).isPresent()) {
        each.painter().written(echo);
      }
    }
  }

  /// A line on every screen.
  void flash(String line, boolean error) {
    attached.forEach(each -> each.flash(line, error));
  }

  /// Sends the frames that are due.
  long render(long now) {
    long due = Long.MAX_VALUE;
    for (Attached each : attached) {
      looksAround(each); // Keys, commands and other terminals move the focus, and panes end.
      due = Math.min(due, each.render(now));
    }
    return due;
  }

  /// How many messages the clients that are there have been sent. Any thread; for tests.
  long sent() {
    return said.keySet().stream().mapToLong(Link::sent).sum();
  }

  /// How many messages of the clients that are there have been done. Any thread; for tests.
  long received() {
    return said.keySet().stream().mapToLong(Link::received).sum();
  }

  /// Whether no frame is due or on its way.
  boolean quiet() {
    return attached.stream().noneMatch(each -> each.painter().busy());
  }

  @Override
  public void run(Attached from, String line, Consumer<Question> asks) {
    Message.Run origin = said.get(from.link());
    Map<String, String> environment = origin == null ? Map.of() : origin.environment();
    new ScreenCommand(this, from, line, asks).run(commands(), loop, environment);
  }

  /// A sheet has opened on a screen.
  void asked() {
    facts.asked();
  }

  @Override
  public void type(Pane pane, byte[] bytes) {
    sessions.live(pane.id()).ifPresent(live -> live.type(bytes));
    if (watch != null && bytes.length > 0) {
      watch.typed(pane);
    }
  }

  @Override
  public void tell(Pane pane, byte[] bytes) {
    sessions.live(pane.id()).ifPresent(live -> live.answer(bytes));
  }

  /// Sends the terminals that show one of these panes a bell or a notification.
  void call(List<Pane> panes, byte[] bytes) {
    attached.stream()
        .filter(each -> panes.stream().anyMatch(each.session().panes()::contains))
        .forEach(each -> each.painter().send(bytes));
  }

  /// A program wants to copy a text: it is heard where a person has its pane before them.
  void copied(Pane pane, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    seeing(pane)
        .filter(each -> !each.link().readOnly())
        .forEach(each ->
            each.painter().copies(pane, text, told -> each.flash(told.text(), told.error())));
  }

  private Stream<Attached> seeing(Pane pane) {
    return attached.stream().filter(each -> each.sees().filter(pane::equals).isPresent());
  }

  /// Whether a person has the pane before them.
  boolean sees(Pane pane) {
    return seeing(pane).findAny().isPresent();
  }

  @Override
  public void used(Session session) {
    sessions.used(session);
  }

  @Override
  public void looksAround(Attached from) {
    if (from.drives()) {
      reports.sees(from.session(), from.sees());
    }
  }

  @Override
  public void moved(Session session) {
    touch(session);
  }

  @Override
  public boolean looks(String line) {
    return commands().looks(Words.of(line));
  }

  @Override
  public KeyContext context(KeyContext own, Session session) {
    return facts.context(own, session);
  }

  @Override
  public List<String> facts(Session session) {
    List<String> all = new ArrayList<>(facts.of(session));
    if (!status.isEmpty()) {
      all.addFirst(status);
    }
    return all;
  }

  @Override
  public Runnable after(Duration delay, Runnable action) {
    return loop.timer(delay, action);
  }
}
