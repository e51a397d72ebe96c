package agenttui.server;

import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.Session;
import agenttui.term.Emulator;
import agenttui.term.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sessions that the last server left, each screen from its checkpoint, each program from its
/// keeper at the checkpoint's offset; and those that ended with it, without their programs.
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
    state.ended().forEach(sessions::rest);
    for (SavedState.Kept kept : state.sessions()) {
      List<LivePane> live = restored(kept);
      live.forEach(panes::resume);
      if (!live.isEmpty()) {
        say("adopted session ", kept);
      }
    }
    sessions.named(state.used()).ifPresent(sessions::used);
  }

  /// Brings back the session that is meant, if none that runs is: it ended with its server. Every
  /// pane comes with what it showed, and without its program.
  ///
  /// @param name or the beginning of one; empty: the latest, where nothing runs
  Optional<Session> wake(Optional<String> name) {
    String wanted = name.orElse("");
    List<String> running = sessions.all().stream().map(Session::name).toList();
    List<String> ended = sessions.ended().stream().map(kept -> kept.session().name()).toList();
    // The whole name of one that ended means it, though the name of one that runs begins so.
    boolean whole = ended.contains(wanted) && !running.contains(wanted);
    if (!whole && (wanted.isEmpty() ? !running.isEmpty() : begins(running, wanted).isPresent())) {
      return Optional.empty();
    }
    Optional<String> meant =
        wanted.isEmpty() ? ended.reversed().stream().findFirst() : begins(ended, wanted);
    return meant.flatMap(sessions::takeEnded).map(this::wake);
  }

  private static Optional<String> begins(List<String> names, String wanted) {
    List<String> near = names.stream().filter(name -> name.startsWith(wanted)).toList();
    return near.contains(wanted) || near.size() != 1
        ? near.stream().filter(wanted::equals).findFirst()
        : Optional.of(near.getFirst());
  }

  /// No server brings back the session of that name any more: another one has it.
  void forget(String name) {
    sessions.takeEnded(name).ifPresent(kept -> checkpoints.forget(kept.session()));
  }

  private Session wake(SavedState.Kept kept) {
    List<LivePane> live = restored(kept);
    live.forEach(panes::atRest);
    say("brought back session ", kept);
    return sessions.named(kept.session().name()).orElseThrow();
  }

  private void say(String what, SavedState.Kept kept) {
    String name = kept.session().name();
    journal.append(Topic.SESSION, "", what + name, Map.of("session", name));
  }

  private List<LivePane> restored(SavedState.Kept kept) {
    List<LivePane> live =
        kept.session().windows().stream()
            .flatMap(window -> window.panes().stream())
            .map(this::restored)
            .toList();
    if (!live.isEmpty()) {
      Session session =
          Session.restore(
              kept.session(),
              live.stream().map(LivePane::pane).toList(),
              kept.shape().columns(),
              kept.shape().rows());
      sessions.add(session);
      live.forEach(sessions::add);
    }
    return live;
  }

  private LivePane restored(Session.SavedPane saved) {
    PaneId id = new PaneId(saved.id());
    Checkpoints.Found found =
        checkpoints
            .read(id)
            .orElseGet(() -> new Checkpoints.Found(0, new Emulator(Size.DEFAULT, Panes.HISTORY)));
    Emulator emulator = panes.shared(found.emulator());
    Pane pane = new Pane(id, saved.number(), saved.name(), emulator, clock.instant());
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
