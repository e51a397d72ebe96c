package agenttui.server;

import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.keeper.PtyId;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.mux.Session;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// After a start: the sessions that the last server left, each screen from its checkpoint, each
/// program from its keeper at the checkpoint's offset.
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final Loop loop;
  private final Ptys ptys;
  private final Sessions sessions;
  private final Checkpoints checkpoints;
  private final Journal journal;
  private final Clock clock;
  private final Panes panes;

  Adoption(
      Loop loop,
      Ptys ptys,
      Sessions sessions,
      Checkpoints checkpoints,
      Journal journal,
      Clock clock,
      Panes panes) {
    this.loop = loop;
    this.ptys = ptys;
    this.sessions = sessions;
    this.checkpoints = checkpoints;
    this.journal = journal;
    this.clock = clock;
    this.panes = panes;
  }

  /// Takes over what `state` names. On the loop; programs come back as tasks.
  void adopt(SavedState.State state) {
    sessions.nextPane(state.nextPane());
    for (Session.Saved saved : state.sessions()) {
      if (saved.panes().isEmpty()) {
        continue;
      }
      List<LivePane> live = new ArrayList<>();
      saved.panes().forEach(pane -> live.add(restored(pane)));
      Session session = Session.restore(saved, live.stream().map(LivePane::pane).toList());
      sessions.add(session);
      live.forEach(sessions::add);
      live.forEach(this::resume);
      journal.append(
          Topic.SESSION,
          "",
          "adopted session " + session.name(),
          Map.of("session", session.name()));
    }
  }

  private LivePane restored(Session.SavedPane saved) {
    PaneId id = new PaneId(saved.id());
    Checkpoints.Found found =
        checkpoints
            .read(id)
            .orElseGet(() -> new Checkpoints.Found(0, new Emulator(Size.DEFAULT, Panes.HISTORY)));
    Pane pane = new Pane(id, saved.number(), saved.name(), found.emulator(), clock.instant());
    pane.branch(saved.branch());
    pane.badges(saved.badges());
    pane.placed(saved.sandbox(), saved.pty());
    LivePane live = new LivePane(pane, loop::wake);
    live.resume(found.offset(), found.offset());
    live.heard(System.nanoTime());
    return live;
  }

  /// Goes on with the program of a pane, in the background.
  void resume(LivePane live) {
    Pane pane = live.pane();
    long from = live.offset();
    PtyId id = new PtyId("p" + pane.ptyId());
    loop.task(
        "resume " + pane.id(),
        () -> {
          try {
            Ptys.Resumed resumed = ptys.resume(pane.sandbox(), id, from, live);
            loop.call(() -> {
              live.resume(from, resumed.next());
              live.connected(resumed.pty());
              pane.state(new PaneState.Running(clock.instant()));
              return true;
            });
          } catch (RuntimeException e) {
            LOG.warn("cannot go on with {} in {}", id, pane.sandbox(), e);
            loop.later(() -> gone(live, e));
          }
        });
  }

  /// Its keeper no longer holds it: a machine that was restarted, for example.
  private void gone(LivePane live, RuntimeException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    panes.lost(live, why);
  }
}
