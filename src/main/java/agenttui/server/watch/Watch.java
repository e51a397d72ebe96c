package agenttui.server.watch;

import agenttui.agent.Agent;
import agenttui.approval.Approvals;
import agenttui.approval.Subject;
import agenttui.approval.Waiting;
import agenttui.command.CommandException;
import agenttui.command.agents.Dialogs;
import agenttui.command.agents.Outbox;
import agenttui.command.agents.States;
import agenttui.config.Notify;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.keeper.KeeperException;
import agenttui.keeper.KeptPty;
import agenttui.keeper.Processes;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.state.Doing;
import agenttui.state.Observation;
import agenttui.state.Rules;
import agenttui.state.Transition;
import agenttui.term.Notice;
import agenttui.toolproxy.Hooks;
import agenttui.toolproxy.ToolCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches every pane and says what its program does. What comes in only marks a pane as due; it is
/// looked at a moment later, at most four times a second, so a flood of output costs nothing here.
/// A pane that neither writes nor works is not looked at and its keeper not asked. Loop only, but
/// for [#look].
public final class Watch implements States {
  /// How the loop does what must wait.
  public interface Turns {
    /// Loop only: does `action` once `delay` has passed.
    void after(Duration delay, Runnable action);

    /// Any thread: runs what may wait, on a thread of its own.
    void task(String name, Runnable action);

    /// Any thread: does `action` on the loop some time.
    void later(Runnable action);

    /// Any thread: does `action` on the loop and gives its result.
    <T> T call(Supplier<T> action);
  }

  /// What it needs to know of panes, and whom it tells.
  public interface Scene {
    /// Every pane there is.
    List<Pane> panes();

    /// Whether a pane ended with a server, and comes back when somebody attaches to its session.
    boolean comesBack(PaneId pane);

    /// Loop only: does `then` once what [Watch#texts] gives is on disk, with `false` where it
    /// cannot be written.
    void noted(Consumer<Boolean> then);

    /// Whether a person has the pane before them.
    boolean sees(Pane pane);

    /// A pane does something else now.
    void changed(Pane pane, Transition transition);

    /// Sends keys to the pane's program.
    void type(Pane pane, byte[] bytes);

    /// Sends the terminals that show one of these panes a bell or a notification.
    void call(List<Pane> panes, byte[] bytes);
  }

  /// How often it looks.
  ///
  /// @param settle from output to the look that it causes
  /// @param between two looks at one pane
  /// @param ask between two questions to one pane's keeper
  public record Pace(Duration settle, Duration between, Duration ask) {
    /// For people: a state shows within a third of a second.
    public static final Pace PEOPLE =
        new Pace(Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofSeconds(1));

    /// Everything at once: for tests whose clock stands still.
    public static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /// How long a keeper may take when a person waits for it.
  private static final Duration ANSWER = Duration.ofSeconds(2);

  /// While a program works and writes nothing its keeper is asked ever less often.
  private static final Duration POLL = Duration.ofSeconds(2);

  private static final Duration LAST_POLL = Duration.ofSeconds(60);

  /// A timer that is so late waits for a clock that was set forward.
  private static final Duration LATE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private final Turns turns;
  private final Scene scene;
  private final Journal journal;
  private final Clock clock;
  private final Pace pace;
  private final Map<PaneId, Watched> panes = new LinkedHashMap<>();
  private final Map<String, Rules> rules = new HashMap<>();
  private final Alerts alerts;
  private final Optional<ScreenDialogs> dialogs;
  private final Outboxes outboxes;

  /// What the clock said last.
  private Instant latest = Instant.MIN;

  /// When it will look by itself. A time is added only where none is as soon, and none is added
  /// twice: else each would ask for the next one, for ever.
  private final TreeSet<Instant> wakes = new TreeSet<>();

  /// @param agents whose marks are known
  /// @param approvals takes what agents ask on their screens; empty: nobody answers that elsewhere
  /// @param notify who is called when a pane waits
  public Watch(
      Turns turns,
      Scene scene,
      List<Agent> agents,
      Optional<Approvals> approvals,
      Journal journal,
      Clock clock,
      Pace pace,
      Notify notify) {
    this.turns = turns;
    this.scene = scene;
    this.journal = journal;
    this.clock = clock;
    this.pace = pace;
    this.alerts = new Alerts(turns, scene, notify, journal, clock, pace.settle().isZero());
    this.outboxes = new Outboxes(turns, scene, journal, clock, pace.settle().isZero());
    this.dialogs =
        approvals.map(all ->
            new ScreenDialogs(
                turns,
                scene,
                all,
                clock,
                id -> Optional.ofNullable(this.panes.get(id)),
                it -> due(it, Duration.ZERO)));
    for (Agent agent : agents) {
      rules.put(agent.name(), Rules.of(agent));
    }
  }

  /// Answers what agents ask on their screens.
  public Optional<Dialogs> dialogs() {
    return dialogs.map(Dialogs.class::cast);
  }

  /// Whom it calls, and how, from now on.
  public void notify(Notify now) {
    alerts.like(now);
  }

  /// Texts that wait for panes.
  public Outbox outbox() {
    return outboxes;
  }

  /// Those that are still to be typed, to be kept on disk.
  public List<Outbox.Text> texts() {
    return outboxes.pending();
  }

  /// What [#texts] gave to the last server; its panes were adopted.
  public void bring(List<Outbox.Text> texts) {
    outboxes.bring(texts);
  }

  private Watched watched(Pane pane) {
    return panes.computeIfAbsent(pane.id(), _ -> fresh(pane));
  }

  private Watched fresh(Pane pane) {
    Rules own = rules.getOrDefault(pane.name(), Rules.NONE);
    boolean shell = pane.name().equals("shell") || Processes.isShellName(pane.name());
    Observation.Kind kind =
        !own.isEmpty()
            ? Observation.Kind.AGENT
            : shell ? Observation.Kind.SHELL : Observation.Kind.PROGRAM;
    return new Watched(pane, kind, own, now());
  }

  /// The pane's program has written.
  public void wrote(Pane pane) {
    Watched it = watched(pane);
    it.wrote(now());
    outboxes.wrote(pane);
    due(it, pace.settle());
  }

  /// The pane's program said something besides its screen.
  public void noticed(Pane pane, List<Notice> notices) {
    notices.forEach(notice -> watched(pane).noticed(notice, now()));
  }

  /// A person has typed into the pane.
  public void typed(Pane pane) {
    Watched it = watched(pane);
    it.typed(now());
    due(it, pace.settle());
  }

  /// The pane's program was started, ended, lost or found again.
  public void changed(Pane pane) {
    outboxes.changed(pane);
    due(watched(pane), Duration.ZERO);
  }

  /// Another program starts in the pane.
  public void afresh(Pane pane) {
    Watched it = watched(pane);
    it.afresh(now());
    pane.activity(it.activity());
  }

  /// A tool call of a pane started, grew or ended.
  public void called(ToolCall call) {
    PaneId.of(call.pane())
        .map(panes::get)
        .ifPresent(it -> {
          if (call.running()) {
            it.calls.put(call.id().value(), new Observation.Call(call.line(), call.started()));
          } else {
            it.calls.remove(call.id().value());
          }
          due(it, pace.settle());
        });
  }

  /// A hook of a pane's agent was called.
  public void told(Hooks.Hook hook) {
    PaneId.of(hook.pane())
        .map(panes::get)
        .ifPresent(it ->
            it.steadier
                .rules()
                .hook(hook.event(), hook.said(), now())
                .ifPresent(told -> {
                  it.told(told);
                  due(it, pace.settle());
                }));
  }

  /// What waits for an answer now, of all panes. What agents ask on their screens is left out: it
  /// is from there that it is known.
  public void held(List<Waiting> waiting) {
    for (Watched it : panes.values()) {
      List<Observation.Held> held =
          waiting.stream()
              .filter(each -> each.pane().equals(it.pane.id().toString()))
              .filter(each -> !(each.request().subject() instanceof Subject.Dialog))
              .sorted(Comparator.comparing(Waiting::since))
              .map(
                  each -> new Observation.Held("#" + each.id().number(), each.line(), each.since()))
              .toList();
      if (!held.equals(it.held)) {
        it.held = held;
        due(it, Duration.ZERO);
      }
    }
  }

  /// A request of a pane passed the egress proxy, or was refused there.
  public void network(String pane) {
    PaneId.of(pane).map(panes::get).ifPresent(it -> it.network = Optional.of(now()));
  }

  /// Something happened that may have moved the focus, opened or closed panes; and time has passed.
  public void moved() {
    List<Pane> there = scene.panes();
    if (panes.size() > there.size()) {
      panes.values().removeIf(it -> !there.contains(it.pane));
      dialogs.ifPresent(all -> all.keep(there));
    }
    outboxes.keep(there);
    for (Pane pane : there) {
      Watched it = watched(pane);
      boolean sees = scene.sees(pane);
      if (sees != it.seen || it.judged.equals(Instant.MIN)) {
        it.seen = sees;
        it.due = now();
      }
    }
    look();
  }

  /// The time. Timers go off when time has passed, whatever the clock was set to meanwhile: so all
  /// is looked at anew then, and nothing waits for a clock that was set back to catch up.
  private Instant now() {
    Instant now = clock.instant();
    boolean setBack = now.isBefore(latest);
    boolean setForward = !wakes.isEmpty() && wakes.getFirst().plus(LATE).isBefore(now);
    latest = now;
    if (setBack) {
      panes.values().forEach(it -> it.setBack(now));
    }
    if (setBack || setForward) {
      wakes.clear();
      wakeAt(now, now);
    }
    return now;
  }

  /// Whether a pane is to be looked at just now.
  public boolean pending() {
    Instant now = now();
    return panes.values().stream().anyMatch(it -> isDue(it, now));
  }

  private static boolean isDue(Watched it, Instant now) {
    Instant due = it.due;
    return due != null && !due.isAfter(now);
  }

  private void due(Watched it, Duration delay) {
    Instant now = now();
    Instant soonest = it.judged.equals(Instant.MIN) ? now : it.judged.plus(pace.between());
    Instant wanted = now.plus(delay);
    dueAt(it, wanted.isBefore(soonest) ? soonest : wanted, now);
  }

  private void dueAt(Watched it, Instant when, Instant now) {
    Instant before = it.due;
    if (before == null || when.isBefore(before)) {
      it.due = when;
      wakeAt(when, now);
    }
  }

  private void wakeAt(Instant when, Instant now) {
    if (wakes.isEmpty() || when.isBefore(wakes.getFirst())) {
      wakes.add(when);
      Duration delay = Duration.between(now, when);
      turns.after(delay.isNegative() ? Duration.ZERO : delay, () -> woken(when));
    }
  }

  private void woken(Instant when) {
    wakes.remove(when);
    look();
  }

  /// Looks at every pane that is due.
  private void look() {
    Instant now = now();
    Instant next = null;
    for (Watched it : List.copyOf(panes.values())) {
      if (isDue(it, now)) {
        it.due = null;
        judge(it, now);
      }
      Instant due = it.due;
      if (due != null && (next == null || due.isBefore(next))) {
        next = due;
      }
    }
    if (next != null) {
      wakeAt(next, now);
    }
  }

  private void judge(Watched it, Instant now) {
    it.judged = now;
    if (it.seen) {
      it.looked();
    }
    ask(it, now);
    Optional<Transition> changed = it.steadier.next(it.observation(now));
    changed.ifPresent(transition -> it.unseen = !it.seen);
    it.pane.activity(it.activity());
    changed.ifPresent(transition -> tell(it.pane, transition));
    dialogs.ifPresent(all -> all.asks(it.pane, it.steadier.asked()));
    it.steadier.due().ifPresent(when -> dueAt(it, when, now));
    outboxes.looked(it.pane);
  }

  private void tell(Pane pane, Transition transition) {
    journal.append(
        Topic.STATE,
        pane.id().toString(),
        transition.line(),
        Map.of(
            "from", transition.from().word(),
            "to", transition.to().word(),
            "reason", transition.reason(),
            "source", transition.source().words()));
    scene.changed(pane, transition);
    alerts.changed(pane);
  }

  /// Asks the pane's keeper what runs there, where that can tell something new.
  private void ask(Watched it, Instant now) {
    Doing doing = it.steadier.verdict().doing();
    boolean works = doing == Doing.WORKING;
    boolean moved = it.lastMove().isAfter(it.asked) || it.asked.equals(Instant.MIN);
    boolean tells = isCommand(it) || works;
    boolean once = it.asked.equals(Instant.MIN) && doing.rests();
    if (it.asking || !(it.pane.pty().orElse(null) instanceof KeptPty pty)) {
      return;
    }
    Duration pause = works && (!moved || !isCommand(it)) ? poll(it, now) : pace.ask();
    Instant soonest = it.asked.equals(Instant.MIN) ? now : it.asked.plus(pause);
    if (!(once || (tells && moved) || works)) {
      return;
    }
    if (soonest.isAfter(now)) {
      dueAt(it, soonest, now);
      return;
    }
    it.asking = true;
    it.asked = now;
    turns.task(
        "ask for the processes of " + it.pane.id(),
        () -> {
          Optional<Processes> answer = processes(pty);
          turns.later(() -> answered(it, answer));
        });
  }

  /// Whether its processes tell what it does; an agent's only tell at what it works.
  private static boolean isCommand(Watched it) {
    return it.kind != Observation.Kind.AGENT;
  }

  private static Duration poll(Watched it, Instant now) {
    Duration sixth = Duration.between(it.lastMove(), now).dividedBy(6);
    return sixth.compareTo(POLL) < 0 ? POLL : sixth.compareTo(LAST_POLL) > 0 ? LAST_POLL : sixth;
  }

  private static Optional<Processes> processes(KeptPty pty) {
    try {
      return Optional.of(pty.processes());
    } catch (KeeperException e) {
      LOG.debug("no answer about {}", pty.id(), e);
      return Optional.empty();
    }
  }

  private void answered(Watched it, Optional<Processes> answer) {
    it.asking = false;
    answer.ifPresent(processes -> {
      it.works.take(processes, now(), it.steadier.verdict().doing().rests());
      due(it, Duration.ZERO);
    });
  }

  @Override
  public Told look(String pane) {
    Watched it =
        turns.call(() ->
            PaneId.of(pane)
                .map(panes::get)
                .orElseThrow(() -> new CommandException("no pane " + pane)));
    Optional<Processes> answer = Optional.empty();
    Optional<KeptPty> pty =
        turns.call(() ->
            it.pane.state() instanceof PaneState.Running
                ? it.pane.pty().filter(KeptPty.class::isInstance).map(KeptPty.class::cast)
                : Optional.empty());
    if (pty.isPresent()) {
      answer = soon(pty.get());
    }
    Optional<Processes> known = answer;
    return turns.call(() -> {
      Instant now = now();
      known.ifPresent(all -> it.works.take(all, now, it.steadier.verdict().doing().rests()));
      judge(it, now);
      return new Told(now, it.steadier.verdict(), it.steadier.recent());
    });
  }

  /// What runs behind a pty, if its keeper says so within 2 s; waits.
  static Optional<Processes> soon(KeptPty pty) {
    try {
      return CompletableFuture.supplyAsync(
              () -> processes(pty), task -> Thread.ofVirtual().start(task))
          .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
