package agenttui.server;

import agenttui.approval.Approvals;
import agenttui.approval.QuestionId;
import agenttui.command.Doors;
import agenttui.command.PaneFacts;
import agenttui.command.Screens;
import agenttui.command.Words;
import agenttui.command.agents.ApprovalSheets;
import agenttui.command.settings.Configuration;
import agenttui.command.work.ForkRows;
import agenttui.docker.EngineException;
import agenttui.egress.EgressProxy;
import agenttui.fork.Forks;
import agenttui.git.Discovery;
import agenttui.git.Repository;
import agenttui.journal.Entry;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.merge.Merges;
import agenttui.mux.Pane;
import agenttui.mux.Panel;
import agenttui.mux.Session;
import agenttui.mux.keys.KeyContext;
import agenttui.sandbox.Sandboxes;
import agenttui.server.screen.PanelRows;
import agenttui.server.watch.Watch;
import agenttui.toolproxy.Hooks;
import agenttui.toolproxy.ToolCall;
import agenttui.toolproxy.ToolCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the screens tell besides panes: the panel's rows from tool calls, the journal and the
/// forks, and which repository a session is about. Forks are looked at in the background, after
/// something happened and at most every few seconds; an idle screen looks at nothing. Loop only.
final class Background implements Clients.Facts {
  /// Between two looks at the forks: each costs a few git runs in every sandbox.
  private static final Duration PAUSE = Duration.ofSeconds(4);

  /// Who was away for less than that remembers.
  private static final Duration AWAY = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  /// What is known of a session's repository.
  ///
  /// @param repository empty when the session is about none
  /// @param undoable whether a merge or clean can be brought back
  private record Known(Optional<Repository> repository, boolean undoable) {}

  private final Loop loop;
  private final Sessions sessions;
  private final Clients clients;
  private final Doors doors;
  private final Runnable afterFirstFrame;
  private final Watch watch;
  private final PanelRows rows = new PanelRows();
  private final Map<String, Known> known = new HashMap<>();

  /// When the last terminal left, by session.
  private final Map<Session, Instant> left = new HashMap<>();

  private boolean looking;
  private boolean again;
  private boolean waiting;
  private boolean seen;

  /// @param afterFirstFrame what was put off until a client has seen its first frame
  Background(
      Loop loop,
      Sessions sessions,
      Clients clients,
      Doors doors,
      Watch watch,
      Runnable afterFirstFrame) {
    this.loop = loop;
    this.sessions = sessions;
    this.clients = clients;
    this.doors = doors;
    this.watch = watch;
    this.afterFirstFrame = afterFirstFrame;
  }

  /// Listens to tool calls and requests to the network, where there are proxies.
  void start() {
    doors
        .find(ToolCalls.class)
        .ifPresent(calls -> calls.listen(call -> loop.later(() -> called(call))));
    doors
        .find(Hooks.class)
        .ifPresent(hooks -> hooks.listen(hook -> loop.later(() -> watch.told(hook))));
    doors
        .find(EgressProxy.class)
        .ifPresent(proxy ->
            proxy
                .requests()
                .listen(request ->
                    loop.later(() -> {
                      rows.request(request);
                      watch.network(request.pane());
                      show();
                    })));
    doors
        .find(Approvals.class)
        .ifPresent(approvals -> approvals.listen(() -> loop.later(() -> waits(approvals))));
  }

  /// Something waits for an answer, or no longer does.
  private void waits(Approvals approvals) {
    rows.held(approvals.waiting());
    watch.held(approvals.waiting());
    List<PaneFacts> panes = doors.the(Screens.class).panes();
    for (Session session : sessions.all()) {
      ApprovalSheets sheets = new ApprovalSheets(approvals, panes, session.name());
      session.panels(panel -> panel.waiting(sheets.rows()));
      clients
          .of(session)
          .forEach(each -> each.renewStrip(held -> QuestionId.of(held.id()).flatMap(sheets::of)));
    }
    show();
  }

  /// The server ends: whoever waits for an answer hears so before its connection is cut.
  void closeApprovals() {
    doors
        .find(Approvals.class)
        .ifPresent(approvals -> loop.task("end approvals", approvals::close));
  }

  private void called(ToolCall call) {
    rows.call(call);
    watch.called(call);
    show();
    if (!call.running()) {
      forksMayHaveChanged();
    }
  }

  /// The journal has a new entry.
  void appended(Entry entry) {
    switch (entry.topic()) {
      case SIGNAL -> {
        rows.signal(entry);
        show();
      }
      case FORK, MERGE -> lookNow();
      case APPROVAL -> {
        boolean answered = "answered".equals(entry.fields().get("step"));
        boolean no = "deny".equals(entry.fields().get("effect"));
        boolean host = "host".equals(entry.fields().get("about"));
        // A refused connection is a row already.
        if (!host && ("denied".equals(entry.fields().get("step")) || (answered && no))) {
          rows.denied(entry);
          show();
        }
      }
      case TOOL, EGRESS, SANDBOX, IMAGE, SESSION, STATE, FAULT -> {}
    }
  }

  private void show() {
    sessions.all().forEach(rows::show);
    clients.touch();
  }

  /// A pane was active: forks are looked at in a while.
  void active(Pane pane) {
    if (!pane.branch().isEmpty()) {
      forksMayHaveChanged();
    }
  }

  private void forksMayHaveChanged() {
    if (!waiting) {
      waiting = true;
      loop.after(
          PAUSE,
          () -> {
            waiting = false;
            lookNow();
          });
    }
  }

  /// No pane shows that sandbox any more: its fork rests.
  void unused(String sandbox) {
    doors
        .find(Forks.class)
        .ifPresent(forks ->
            loop.task(
                "rest " + sandbox,
                () -> {
                  Supplier<Boolean> unused = () -> !sessions.show(sandbox);
                  try {
                    forks.rest(sandbox, () -> loop.call(unused));
                  } catch (EngineException e) {
                    LOG.warn("{} cannot rest now", sandbox, e);
                    doors.find(Sandboxes.class).ifPresent(all -> all.endSoon(sandbox));
                  }
                  refresh();
                }));
  }

  /// Looks at the forks of all sessions now, or again when that goes on already. Any thread.
  void refresh() {
    loop.later(this::lookNow);
  }

  private void lookNow() {
    if (looking) {
      again = true;
      return;
    }
    Optional<Forks> forks = doors.find(Forks.class);
    Optional<Merges> merges = doors.find(Merges.class);
    if (forks.isEmpty() || merges.isEmpty() || sessions.all().isEmpty()) {
      return;
    }
    looking = true;
    List<String> directories = sessions.all().stream().map(Session::repository).distinct().toList();
    loop.task(
        "look at forks",
        () -> {
          directories.forEach(directory -> look(forks.get(), merges.get(), directory));
          loop.later(this::looked);
        });
  }

  private void looked() {
    looking = false;
    if (again) {
      again = false;
      lookNow();
    }
  }

  /// On a task.
  private void look(Forks forks, Merges merges, String directory) {
    try {
      Discovery found = forks.discover(Path.of(directory));
      Optional<Repository> repository =
          found instanceof Discovery.Found it ? Optional.of(it.repository()) : Optional.empty();
      boolean undoable = repository.filter(r -> forks.history(r).last().isPresent()).isPresent();
      List<Panel.ForkRow> now =
          repository.map(r -> ForkRows.refreshed(forks, merges, r)).orElse(List.of());
      loop.later(() -> tell(directory, new Known(repository, undoable), now));
    } catch (RuntimeException e) {
      LOG.warn("cannot look at the forks of {}", directory, e);
    }
  }

  private void tell(String directory, Known what, List<Panel.ForkRow> forks) {
    known.put(directory, what);
    for (Session session : sessions.all()) {
      if (session.repository().equals(directory)) {
        session.panels(panel -> panel.forks(forks));
      }
    }
    clients.touch();
  }

  @Override
  public void shown(Session session) {
    doors.find(Approvals.class).ifPresent(this::waits);
    rows.show(session);
    lookNow();
  }

  @Override
  public void left(Session session, Instant at) {
    left.put(session, at);
    doors
        .find(Journal.class)
        .ifPresent(journal ->
            journal.append(
                Topic.SESSION,
                "",
                "no terminal shows " + session.name(),
                Map.of("step", "left", "session", session.name())));
  }

  @Override
  public void ended(Session session) {
    left.remove(session);
  }

  @Override
  public Optional<String> missed(Session session, Instant now) {
    Instant since = left.remove(session);
    boolean away = since != null && Duration.between(since, now).compareTo(AWAY) >= 0;
    return away
        ? Optional.of(Words.line(List.of("digest", "--away", session.name())))
        : Optional.empty();
  }

  @Override
  public Optional<String> first() {
    return doors.find(Configuration.class).filter(Configuration::firstRun).map(_ -> Clients.FIRST);
  }

  @Override
  public void asked() {
    doors.find(Approvals.class).ifPresent(this::waits);
  }

  @Override
  public KeyContext context(KeyContext own, Session session) {
    Known about = known.get(session.repository());
    // Until somebody has looked, the verb itself says what is not to be had.
    boolean repository = about == null || about.repository().isPresent();
    boolean undoable = about != null && about.undoable();
    return new KeyContext(
        own.tier(),
        own.panes(),
        own.windows(),
        own.splitRight(),
        own.splitDown(),
        own.isolated(),
        own.running(),
        repository,
        own.forks(),
        undoable,
        own.waiting(),
        own.questions());
  }

  @Override
  public List<String> of(Session session) {
    List<String> facts = new ArrayList<>();
    int clients = session.clients();
    if (clients > 1) {
      facts.add(clients + " clients");
    }
    int forks = session.seat().panel().forks().size();
    if (forks > 0) {
      facts.add(forks == 1 ? "1 fork" : forks + " forks");
    }
    session.seat().focused().ifPresent(pane -> facts.addAll(pane.facts()));
    return facts;
  }

  @Override
  public void firstFrame() {
    if (!seen) {
      seen = true;
      afterFirstFrame.run();
    }
  }
}
