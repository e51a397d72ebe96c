package agenttui.server;

import agenttui.command.CommandException;
import agenttui.command.NewPane;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.keeper.PtyId;
import agenttui.keeper.PtySpec;
import agenttui.mux.Axis;
import agenttui.mux.Command;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Session;
import agenttui.mux.Window;
import agenttui.store.Endpoint;
import agenttui.term.Emulator;
import agenttui.term.Notice;
import agenttui.term.Printable;
import agenttui.term.Pty;
import agenttui.term.Size;
import agenttui.term.cells.Histories;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens panes, feeds them, and closes them. Loop only; what waits runs as a counted task.
final class Panes implements LivePane.Sink {
  /// Where programs in panes find the id of theirs.
  static final String PANE = "AGENT_TUI_PANE";

  /// Lines of history, as the measurements of memory have it.
  static final int HISTORY = 10_000;

  /// The part of the heap that the histories of all panes may take together. The other half is for
  /// screens, what a copy mode freezes, screens on their way to the disk, and all else.
  private static final int SHARE = 2;

  /// What a key may have to wait for: a quarter of the window. With all of it the median echo
  /// beside a flood takes 7 to 9 ms instead of 5 to 6.
  private static final int TURN = 16 << 10;

  /// The exit code of a program that ended with its sandbox: as after `KILL`.
  private static final int GONE = 137;

  /// The exit code of a program whose terminal went away.
  private static final int HUNG_UP = 129;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(8);
  private static final Logger LOG = LoggerFactory.getLogger(Panes.class);

  /// Who hears what happens to panes.
  interface Listener {
    /// Something about the pane has changed.
    void changed(LivePane pane);

    /// Its program has written; nothing but the pane's content has changed.
    ///
    /// @param echo whether it answers a key
    void written(LivePane pane, boolean echo);

    /// Its program said something besides its screen.
    void noticed(LivePane pane, List<Notice> notices);

    /// Another program starts in the pane.
    void afresh(LivePane pane);

    /// The way to the pane's program is lost, for now.
    void lost(LivePane pane, String why);

    /// The pane is gone; `session` may have no pane left.
    void closed(LivePane pane, Session session);
  }

  private final Loop loop;
  private final Ptys ptys;
  private final Sessions sessions;
  private final Checkpoints checkpoints;
  private final Journal journal;
  private final Clock clock;
  private final String server;
  private final Listener listener;
  private final Histories histories = new Histories(Runtime.getRuntime().maxMemory() / SHARE);

  /// @param server the name that programs in panes find in `AGENT_TUI_SERVER`
  Panes(
      Loop loop,
      Ptys ptys,
      Sessions sessions,
      Checkpoints checkpoints,
      Journal journal,
      Clock clock,
      String server,
      Listener listener) {
    this.loop = loop;
    this.ptys = ptys;
    this.sessions = sessions;
    this.checkpoints = checkpoints;
    this.journal = journal;
    this.clock = clock;
    this.server = server;
    this.listener = listener;
  }

  /// Opens a pane; its program starts in the background.
  ///
  /// @param window of the session
  /// @param beside the pane that is split; ignored in an empty window
  /// @throws CommandException when there is no room
  LivePane open(NewPane wanted, Session session, Window window, PaneId beside, Axis axis) {
    boolean first = window.panes().isEmpty();
    if (!first && !window.canSplit(beside, axis)) {
      throw new CommandException("no room for another pane here");
    }
    PaneId id = sessions.freshId();
    Emulator emulator = shared(new Emulator(Size.DEFAULT, HISTORY));
    int number = window.freeNumber();
    Pane pane = new Pane(id, number, wanted.name(), emulator, clock.instant());
    pane.branch(wanted.branch());
    pane.placed(wanted.sandbox(), id.number());
    LivePane live = new LivePane(pane, loop::wake);
    live.heard(System.nanoTime());
    sessions.add(live);
    if (wanted.place() instanceof NewPane.Place.Beside place) {
      session.open(pane, window, beside, axis, place.before(), place.length());
    } else {
      session.open(pane, window, first ? id : beside, axis);
    }
    if (wanted.focus()) {
      boolean shown = !(wanted.place() instanceof NewPane.Place.Beside place) || place.shown();
      session.seat().focus(id, shown);
    }
    start(live, wanted);
    return live;
  }

  /// Its history shares the bytes of all panes from now on, until [#close].
  Emulator shared(Emulator emulator) {
    emulator.share(histories);
    return emulator;
  }

  private void start(LivePane live, NewPane wanted) {
    PaneId id = live.pane().id();
    live.pane().command(new Command(wanted.arguments(), wanted.directory().toString()));
    Size size = live.pane().emulator().screen().size();
    PtySpec spec =
        new PtySpec(
            new PtyId("p" + id.number()),
            wanted.arguments(),
            wanted.directory().toString(),
            environment(wanted.environment(), id),
            size,
            !wanted.sandbox().isEmpty());
    loop.task(
        "open " + id,
        () -> {
          try {
            Ptys.Surroundings around = ptys.surroundings(wanted.sandbox());
            Pty pty = ptys.open(wanted.sandbox(), spec, live);
            loop.later(() -> connected(live, pty, around));
          } catch (RuntimeException e) {
            LOG.warn("cannot start {} in {}", spec, id, e);
            loop.later(() -> failed(live, e));
          }
        });
  }

  private Map<String, String> environment(Map<String, String> given, PaneId id) {
    Map<String, String> all = new HashMap<>(given);
    all.keySet().removeAll(List.of("TMUX", "TMUX_PANE", "COLUMNS", "LINES", "TERM_PROGRAM"));
    all.put("TERM", "xterm-256color");
    all.put("COLORTERM", "truecolor");
    all.put(Endpoint.VARIABLE, server);
    all.put(PANE, id.toString());
    return all;
  }

  /// Starts a program in a pane whose own has ended; what the pane showed stays above it.
  ///
  /// @throws CommandException when the pane's program runs
  void respawn(LivePane live, NewPane wanted) {
    Pane pane = live.pane();
    if (!(pane.state() instanceof PaneState.Exited)) {
      throw new CommandException("pane " + pane.number() + " still runs");
    }
    pane.emulator().afresh();
    live.resume(0, 0);
    checkpoints.afresh(live);
    pane.state(new PaneState.Running(clock.instant()));
    listener.afresh(live);
    start(live, wanted);
    listener.changed(live);
  }

  private void connected(LivePane live, Pty pty, Ptys.Surroundings around) {
    if (sessions.live(live.pane().id()).isEmpty()) {
      pty.close();
      return;
    }
    live.pane().surroundings(around.facts(), around.badges());
    if (live.pane().state() instanceof PaneState.Exited) {
      // Its end was told before its beginning: the name is to be free for the next one.
      pty.close();
    } else {
      live.connected(pty);
    }
    listener.changed(live);
  }

  private void failed(LivePane live, RuntimeException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = "agent-tui: " + Printable.of(why) + "\r\n";
    boolean alone = sessions.of(live.pane().id()).filter(sessions::isAlone).isPresent();
    if (alone) {
      ended(live, 127, Optional.of(Printable.of(why)));
    } else {
      live.pane().emulator().feed(line.getBytes(StandardCharsets.UTF_8));
      ended(live, 127, Optional.empty());
    }
  }

  /// One fair turn of every pane; true when more waits.
  boolean feed() {
    boolean more = false;
    for (LivePane pane : sessions.live()) {
      more |= pane.feed(TURN, this);
    }
    return more;
  }

  @Override
  public void fed(LivePane live, int bytes) {
    Pane pane = live.pane();
    live.heard(System.nanoTime());
    byte[] replies = pane.emulator().takeReplies();
    live.answer(replies);
    boolean echo = live.takeEcho();
    // How far back a pane is scrolled grows with what its program writes, and stands in its title.
    boolean around = pane.scrolledBack() > 0;
    List<Notice> notices = pane.emulator().takeNotices();
    if (!notices.isEmpty()) {
      listener.noticed(live, notices);
    }
    checkpoints.fed(live, bytes);
    listener.written(live, echo);
    if (around) {
      listener.changed(live);
    }
    live.changed();
  }

  @Override
  public void ended(LivePane live, int status, Optional<String> why) {
    Pane pane = live.pane();
    Duration took =
        pane.state() instanceof PaneState.Running running
            ? Duration.between(running.since(), clock.instant())
            : Duration.ZERO;
    pane.state(new PaneState.Exited(status, took, why));
    pane.pty().ifPresent(Pty::close);
    pane.disconnected();
    journal.append(
        Topic.SESSION,
        pane.id().toString(),
        pane.name() + " ended with " + status + why.map(text -> ": " + text).orElse(""),
        Map.of("status", Integer.toString(status)));
    live.changed();
    listener.changed(live);
    boolean alone = sessions.of(pane.id()).filter(sessions::isAlone).isPresent();
    if (alone || (status == 0 && pane.branch().isEmpty())) {
      close(live);
    }
  }

  @Override
  public void lost(LivePane live, String why) {
    journal.append(Topic.SANDBOX, live.pane().id().toString(), "lost: " + why, Map.of());
    listener.lost(live, why);
    lost(live, why, FIRST_RETRY);
  }

  /// The screen stays; the program is looked for again, less and less often.
  private void lost(LivePane live, String why, Duration retry) {
    Pane pane = live.pane();
    pane.disconnected();
    pane.state(new PaneState.Lost(why + ", trying again in " + retry.toSeconds() + " s"));
    listener.changed(live);
    Duration next = retry.multipliedBy(2);
    loop.after(retry, () -> resume(live, next.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : next));
  }

  /// Goes on with the program of a pane at the pane's offset, in the background.
  void resume(LivePane live) {
    resume(live, FIRST_RETRY);
  }

  private void resume(LivePane live, Duration retry) {
    Pane pane = live.pane();
    if (sessions.live(pane.id()).isEmpty() || pane.pty().isPresent()) {
      return;
    }
    live.hold();
    long from = live.offset();
    PtyId id = new PtyId("p" + pane.ptyId());
    loop.task(
        "resume " + pane.id(),
        () -> {
          try {
            // Last what cannot be taken back: a pty attached in vain would be attached twice.
            Ptys.Surroundings around = ptys.surroundings(pane.sandbox());
            Ptys.Found found = ptys.resume(pane.sandbox(), id, from, live);
            loop.later(() -> {
              switch (found) {
                case Ptys.Resumed resumed -> resumed(live, resumed, around);
                case Ptys.Gone gone -> gone(live, gone.why());
              }
            });
          } catch (RuntimeException e) {
            LOG.warn("cannot go on with {} in {}", id, pane.sandbox(), e);
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            loop.later(() -> {
              live.release();
              lost(live, why, retry);
            });
          }
        });
  }

  /// The program ended with what it ran in: its screen stays, and the pane says what happened.
  private void gone(LivePane live, String why) {
    live.release();
    if (sessions.live(live.pane().id()).isPresent()) {
      ended(live, GONE, Optional.of(why));
    }
  }

  /// A pane of a session that ended with its server: it waits to be started again.
  void atRest(LivePane live) {
    Optional<String> why = Optional.of("ended with the server");
    live.pane().state(new PaneState.Exited(HUNG_UP, Duration.ZERO, why, true));
    live.resume(0, 0);
  }

  private void resumed(LivePane live, Ptys.Resumed resumed, Ptys.Surroundings around) {
    if (sessions.live(live.pane().id()).isEmpty()) {
      resumed.pty().close();
      return;
    }
    // What this server never saw is no replay: its queries wait for an answer.
    live.resume(live.offset(), live.adopted() ? resumed.next() : live.offset());
    live.found();
    live.release();
    live.pane().surroundings(around.facts(), around.badges());
    live.connected(resumed.pty());
    if (live.pane().state() instanceof PaneState.Lost) {
      live.pane().state(new PaneState.Running(clock.instant()));
    }
    listener.changed(live);
  }

  /// Ends the pane's program, if it runs, and takes the pane away.
  void close(LivePane live) {
    Pane pane = live.pane();
    pane.pty().ifPresent(Pty::close);
    pane.disconnected();
    Session session = sessions.of(pane.id()).orElseThrow();
    sessions.remove(pane.id());
    pane.emulator().share(Histories.alone());
    checkpoints.forget(live);
    session.close(pane.id());
    if (!(pane.state() instanceof PaneState.Exited)) {
      pane.state(new PaneState.Exited(HUNG_UP, Duration.ZERO, Optional.empty()));
    }
    live.changed();
    listener.closed(live, session);
  }
}
