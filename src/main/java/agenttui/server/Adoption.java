package agenttui.server;

import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// After a start: the sessions that the last server left, each screen from its checkpoint, each
/// program from its keeper at the checkpoint's offset.
final class Adoption {
  private final Loop loop;
  private final Sessions sessions;
  private final Checkpoints checkpoints;
  private final Journal journal;
  private final Clock clock;
  private final Panes panes;

  Adoption(
      Loop loop,
      Sessions sessions,
      Checkpoints checkpoints,
      Journal journal,
      Clock clock,
      Panes panes) {
    this.loop = loop;
    this.sessions = sessions;
    this.checkpoints = checkpoints;
    this.journal = journal;
    this.clock = clock;
    this.panes = panes;
  }

  /// Takes over what `state` names. On the loop; programs come back as tasks.
  void adopt(SavedState.State state) {
    sessions.nextPane(state.nextPane());
    for (int i = 0; i < state.sessions().size(); i++) {
      Session.Saved saved = state.sessions().get(i);
      List<LivePane> live = new ArrayList<>();
      saved.windows().stream()
          .flatMap(window -> window.panes().stream())
          .forEach(pane -> live.add(restored(pane)));
      if (live.isEmpty()) {
        continue;
      }
      Session session = Session.restore(saved, live.stream().map(LivePane::pane).toList());
      if (i < state.shapes().size()) {
        session.seat().fit(state.shapes().get(i).columns(), state.shapes().get(i).rows());
      }
      sessions.add(session);
      live.forEach(sessions::add);
      live.forEach(panes::resume);
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
    pane.command(saved.command());
    pane.activity(saved.did().again(clock.instant()));
    LivePane live = new LivePane(pane, loop::wake);
    live.adopt(found.offset());
    live.heard(System.nanoTime());
    return live;
  }
}
