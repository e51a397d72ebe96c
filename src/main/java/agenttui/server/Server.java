package agenttui.server;

import agenttui.agent.Agent;
import agenttui.agent.Agents;
import agenttui.approval.Approvals;
import agenttui.command.Caller;
import agenttui.command.Doors;
import agenttui.command.Registry;
import agenttui.command.Screens;
import agenttui.command.agents.Dialogs;
import agenttui.command.agents.Outbox;
import agenttui.command.agents.States;
import agenttui.command.machine.Preparation;
import agenttui.command.machine.StartCache;
import agenttui.command.screen.Stage;
import agenttui.command.settings.Configuration;
import agenttui.config.Settings;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.mux.find.Finds;
import agenttui.server.screen.Preferences;
import agenttui.server.settings.LiveConfiguration;
import agenttui.server.settings.SavedChanges;
import agenttui.server.watch.Watch;
import agenttui.state.Transition;
import agenttui.store.Directories;
import agenttui.store.Endpoint;
import agenttui.store.KernelLock;
import agenttui.term.Notice;
import agenttui.wire.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running server: what the loop drives, and how everything hangs together.
public final class Server implements Loop.Work, Panes.Listener, Watch.Scene {
  /// One that was killed may hold its lock and its socket for a moment still.
  private static final Duration PREDECESSOR = Duration.ofSeconds(5);

  /// So that a script's commands meet one server.
  private static final Duration REST = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  /// What a server is made of; tests give their own edges.
  ///
  /// @param name the name that clients say with `-L`
  /// @param socket where it listens
  /// @param directories where its files lie
  /// @param steady a clock that never jumps; where it begins is nobody's business
  /// @param configuration keys, looks and all else that a saved change replaces
  /// @param ptys where programs of panes run
  /// @param doors the front doors that verbs may use, completed with our own
  /// @param afterFirstFrame what was put off until a client has seen its first frame
  /// @param pace how soon what panes do is looked at
  /// @param rest how long it waits for a client once it has neither that nor a session, before it
  ///   ends
  record Parts(
      String name,
      Path socket,
      Directories directories,
      Clock clock,
      InstantSource steady,
      Journal journal,
      LiveConfiguration configuration,
      Ptys ptys,
      UnaryOperator<Doors> doors,
      Runnable afterFirstFrame,
      Watch.Pace pace,
      Duration rest) {}

  private final Parts parts;
  private final Loop loop = new Loop(System::nanoTime);
  private final Sessions sessions = new Sessions();
  private final SavedState state;
  private final Checkpoints checkpoints;
  private final Panes panes;
  private final Adoption adoption;
  private final Clients clients;
  private final Finds finds = new Finds(System::nanoTime);
  private final Listener listener;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Link> told = new CopyOnWriteArrayList<>();
  private @Nullable Background background;
  private @Nullable Watch watch;
  private boolean stopping;

  private Server(Parts parts) {
    this.parts = parts;
    Path own = parts.directories().state("servers", parts.name());
    state = new SavedState(own.resolve("sessions.json"), loop, () -> watch().texts(), this::unkept);
    checkpoints = new Checkpoints(own, loop);
    panes =
        new Panes(
            loop,
            parts.ptys(),
            sessions,
            checkpoints,
            parts.journal(),
            parts.clock(),
            parts.name(),
            this);
    adoption = new Adoption(loop, sessions, checkpoints, parts.journal(), parts.clock(), panes);
    clients =
        new Clients(
            loop,
            sessions,
            parts.clock(),
            parts.steady(),
            parts.name(),
            parts.configuration().preferences(),
            then -> state.settled(sessions, then));
    listener = Listener.open(parts.socket(), loop, () -> loop.later(this::stop));
  }

  /// Starts a server of these parts: what the last one left is adopted before anyone is let in.
  static Server start(Parts parts) {
    Server server = new Server(parts);
    Path log = parts.directories().state("log").resolve("server.log");
    Registry registry = Verbs.registry();
    Board board =
        new Board(
            server.loop,
            server.sessions,
            server.panes,
            server.adoption,
            server.clients,
            server::stop,
            () -> server.background().refresh(),
            registry,
            server.finds);
    Doors doors =
        parts
            .doors()
            .apply(
                Doors.none()
                    .with(Stage.class, board)
                    .with(Screens.class, board)
                    .with(Journal.class, parts.journal())
                    .with(Clock.class, parts.clock())
                    .with(Directories.class, parts.directories())
                    .with(Configuration.class, parts.configuration()))
            .live(Settings.class, parts.configuration()::settings);
    List<Agent> agents = doors.find(Agents.class).map(Agents::all).orElse(List.of());
    Watch watch =
        new Watch(
            server.loop,
            server,
            agents,
            doors.find(Approvals.class),
            parts.journal(),
            parts.clock(),
            parts.pace(),
            parts.configuration().settings().notifications());
    server.watch = watch;
    parts.configuration().shownOn(server.screens(doors.find(Approvals.class)));
    Background background =
        new Background(
            server.loop, server.sessions, server.clients, doors, watch, parts.afterFirstFrame());
    server.background = background;
    Doors own = doors.with(States.class, watch).with(Outbox.class, watch.outbox());
    Doors all = watch.dialogs().map(it -> own.with(Dialogs.class, it)).orElse(own);
    server.clients.commands(
        new Commands(registry, server.loop, board, all, log), background, watch);
    parts.journal().listen(entry -> server.loop.post(new Event.Appended(entry)));
    server.loop.start(server);
    Supplier<Boolean> adopted =
        () -> {
          server.adopt();
          background.start();
          return true;
        };
    server.loop.call(adopted);
    server.listener.start();
    return server;
  }

  /// What a saved change of the configuration reaches.
  private LiveConfiguration.Screens screens(Optional<Approvals> approvals) {
    return new LiveConfiguration.Screens() {
      @Override
      public void changed(LiveConfiguration now) {
        approvals.ifPresent(all -> all.configure(now.settings().approvals()));
        loop.later(() -> {
          watch().notify(now.settings().notifications());
          clients.wear(now.preferences());
        });
      }

      @Override
      public void tell(String line, boolean error) {
        loop.later(() -> clients.flash(line, error));
      }

      @Override
      public void tryOn(Caller caller, Preferences preferences) {
        loop.later(() -> clients.attached(caller).ifPresent(each -> each.wear(preferences)));
      }
    };
  }

  /// Runs the server of `endpoint` until it is ended; the caller is its main thread.
  ///
  /// @return the exit code
  public static int serve(Endpoint endpoint, Directories directories) {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> LOG.error("thread {} died", thread.getName(), fault));
    try (KernelLock _ =
            KernelLock.within(PREDECESSOR, endpoint.serverLock())
                .orElseThrow(() -> new ServerException("a server runs already"));
        Journal journal =
            Journal.open(
                directories.state("log").resolve("journal.jsonl"),
                Clock.system(ZoneId.systemDefault()));
        Preparation preparation = new Preparation()) {
      LiveConfiguration configuration =
          LiveConfiguration.read(directories, System.getenv(), Verbs::registry).sound();
      Settings settings = configuration.settings();
      Clock clock = Clock.system(ZoneId.systemDefault());
      Wiring wiring = Wiring.open(directories, settings, journal, clock, System.getenv());
      HostPtys host =
          new HostPtys(
              directories,
              endpoint.socket().resolveSibling(endpoint.socket().getFileName() + ".host"));
      Thread startCache = startCache();
      Server server =
          start(
              new Parts(
                  endpoint.name(),
                  endpoint.socket(),
                  directories,
                  Clock.system(ZoneId.systemDefault()),
                  () -> Instant.EPOCH.plusNanos(System.nanoTime()),
                  journal,
                  configuration,
                  new SandboxPtys(
                      host,
                      wiring.sandboxes(),
                      wiring.proxy(),
                      wiring.egress(),
                      wiring.approvals(),
                      wiring.reach()),
                  doors -> wiring.doors(doors, settings).with(Preparation.class, preparation),
                  startCache::start,
                  Watch.Pace.PEOPLE,
                  REST));
      recover(wiring, journal);
      try (SavedChanges _ = SavedChanges.of(configuration)) {
        server.ended.await();
      }
      server.told.forEach(link -> link.awaitEnd(Duration.ofSeconds(1)));
      startCache.interrupt();
      if (startCache.getState() != Thread.State.NEW) {
        startCache.join(Duration.ofSeconds(5));
      }
      directories.leaveRun();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /// What the last server has left half done goes on in the background.
  private static void recover(Wiring wiring, Journal journal) {
    wiring.sandboxes().finishEndings();
    Thread.ofVirtual().name("sweep images").start(wiring.images()::sweep);
    Supplier<List<String>> recovery = wiring.forks().recovery();
    Thread.ofVirtual()
        .name("recover forks")
        .start(
            () -> recovery.get().forEach(line -> journal.append(Topic.FORK, "", line, Map.of())));
  }

  private static Thread startCache() {
    return Thread.ofVirtual()
        .name("start-up cache")
        .unstarted(() -> {
          String[] line = ProcessHandle.current().info().arguments().orElse(new String[0]);
          StartCache.wanted(System.getProperty("agenttui.archive", ""), List.of(line))
              .ifPresent(StartCache::make);
        });
  }

  /// A server without a session and without a client has nothing to keep.
  private void endWhenUnused() {
    if (!sessions.all().isEmpty() || !clients.none()) {
      return;
    }
    if (loop.works()) {
      loop.after(Duration.ofSeconds(1), this::endWhenUnused);
    } else {
      stopNow();
    }
  }

  private void adopt() {
    state
        .read()
        .ifPresent(left -> {
          adoption.adopt(left);
          watch().bring(left.texts());
        });
  }

  @Override
  public void handle(Event event) {
    switch (event) {
      case Event.Said said -> {
        try {
          clients.said(said.link(), said.message());
        } catch (RuntimeException | Error e) {
          clients.unanswered(said.link(), internal(e));
          throw e;
        } finally {
          said.link().done();
        }
        if (silent(said.link(), said.message())) {
          return;
        }
      }
      case Event.Gone gone -> {
        clients.gone(gone.link());
        loop.after(parts.rest(), this::endWhenUnused);
      }
      case Event.Call call -> call.action().run();
      case Event.Appended appended -> background().appended(appended.entry());
    }
    clients.touch();
    watch().moved();
    keep();
  }

  /// Whether a message leaves every screen and what is kept on disk as they are, or has done its
  /// part: composing and comparing for nothing would delay the echo of the key.
  private boolean silent(Link from, Message message) {
    if (message instanceof Message.Input) {
      // What is kept cannot change unseen, so a key that only goes to a program changes nothing.
      if (from.view().filter(view -> view.painter().touched()).isPresent()) {
        watch().moved();
        keep();
      }
      return true;
    }
    return message instanceof Message.Drawn;
  }

  private void keep() {
    if (!stopping) {
      state.keep(sessions);
    }
  }

  @Override
  public boolean feed() {
    boolean more = panes.feed();
    return finds.step() || more;
  }

  @Override
  public long render(long now) {
    return clients.render(now);
  }

  @Override
  public boolean idle() {
    return clients.quiet() && !watch().pending();
  }

  @Override
  public void fault(Throwable fault) {
    String line = internal(fault);
    parts.journal().append(Topic.FAULT, "", line, Map.of());
    clients.flash(line, true);
  }

  private static String internal(Throwable fault) {
    return "an internal error, details are in the log: "
        + fault.getClass().getSimpleName()
        + ": "
        + fault.getMessage();
  }

  private void unkept(String why) {
    parts.journal().append(Topic.FAULT, "", why, Map.of());
    clients.flash(why + "; all goes on, and is written when that can be", true);
  }

  private Background background() {
    return Objects.requireNonNull(background);
  }

  private Watch watch() {
    return Objects.requireNonNull(watch);
  }

  @Override
  public List<Pane> panes() {
    return sessions.live().stream().map(LivePane::pane).toList();
  }

  @Override
  public boolean comesBack(PaneId pane) {
    return sessions.ended().stream()
        .flatMap(kept -> kept.session().windows().stream())
        .flatMap(window -> window.panes().stream())
        .anyMatch(saved -> saved.id() == pane.number());
  }

  @Override
  public void noted(Consumer<Boolean> then) {
    if (!stopping) {
      state.settled(sessions, () -> then.accept(!state.failing()));
    }
  }

  @Override
  public boolean sees(Pane pane) {
    return clients.sees(pane);
  }

  @Override
  public void changed(Pane pane, Transition transition) {
    sessions.live(pane.id()).ifPresent(LivePane::changed);
    clients.changed(pane.id());
  }

  @Override
  public void type(Pane pane, byte[] bytes) {
    sessions.live(pane.id()).ifPresent(live -> live.type(bytes));
  }

  @Override
  public void call(List<Pane> panes, byte[] bytes) {
    clients.call(panes, bytes);
  }

  @Override
  public void noticed(LivePane pane, List<Notice> notices) {
    watch().noticed(pane.pane(), notices);
    for (Notice notice : notices) {
      if (notice instanceof Notice.Clipboard wanted) {
        clients.copied(pane.pane(), wanted.bytes());
      }
    }
  }

  @Override
  public void afresh(LivePane pane) {
    watch().afresh(pane.pane());
  }

  @Override
  public void changed(LivePane pane) {
    background().active(pane.pane());
    watch().changed(pane.pane());
    clients.changed(pane.pane().id());
  }

  @Override
  public void written(LivePane pane, boolean echo) {
    background().active(pane.pane());
    watch().wrote(pane.pane());
    clients.written(pane.pane().id(), echo);
  }

  @Override
  public void lost(LivePane pane, String why) {
    clients.flash("pane " + pane.pane().number() + ": " + why + "; trying again", true);
  }

  @Override
  public void closed(LivePane pane, Session session) {
    String sandbox = pane.pane().sandbox();
    if (!stopping && !sandbox.isEmpty() && !sessions.show(sandbox)) {
      background().unused(sandbox);
    }
    if (session.panes().isEmpty()) {
      Sessions.End end = sessions.end(session, pane.pane());
      sessions.remove(session);
      clients.ended(session, end);
    } else {
      clients.touch(session);
    }
  }

  /// Ends everything that runs in panes, then the server. Any thread.
  void stop() {
    if (loop.isLoop()) {
      stopNow();
    } else {
      loop.later(this::stopNow);
    }
  }

  private void stopNow() {
    if (stopping) {
      return;
    }
    stopping = true;
    SavedState.State last = state.now(sessions).atRest(sessions::isAlone);
    Runnable screens = checkpoints.last(sessions.live());
    clients.stopping();
    listener.close();
    background().closeApprovals();
    Set<String> shown = sessions.sandboxes();
    loop.task(
        "end",
        () -> {
          int left = 0;
          try {
            screens.run();
            left = parts.ptys().end(shown);
          } finally {
            state.last(last);
            String line = unfinished(left);
            loop.later(() -> finish(line));
          }
        });
  }

  private static String unfinished(int sandboxes) {
    return sandboxes == 0
        ? ""
        : "the engine does not answer: the next server ends "
            + (sandboxes == 1 ? "1 sandbox" : sandboxes + " sandboxes")
            + " there when it does";
  }

  /// @param line what a person should know of the end, or empty
  private void finish(String line) {
    told.addAll(clients.leaveAll("[server exited]", line));
    ended.countDown();
    loop.stop();
  }

  /// As after `kill -9`, but without ending the process, and what is being written is: for tests of
  /// adoption, whose files the next server reads or nobody needs any more.
  void abandon() {
    listener.close();
    loop.stop();
    clients.cutAll();
    loop.awaitTasks(Duration.ofSeconds(5));
  }

  /// Lets the loop turn once: for tests, whose clock moves by itself.
  void turn() {
    loop.later(() -> {});
  }

  /// Waits until nothing is to be done, `said` messages have been received from clients and they
  /// have heard all that they were sent. For tests.
  void awaitIdle(LongSupplier said, LongSupplier heard) {
    loop.awaitIdle(
        // In this order: what is answered has been said before it counts as heard.
        () -> clients.sent() == heard.getAsLong() && clients.received() == said.getAsLong());
  }
}
