package agenttui.server.watch;

import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.state.Doing;
import agenttui.state.Observation;
import agenttui.state.Rules;
import agenttui.state.Steadier;
import agenttui.state.Verdict;
import agenttui.term.Notice;
import agenttui.term.Screen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was noticed of one pane, until it is looked at. Loop only.
final class Watched {
  final Pane pane;
  final Observation.Kind kind;
  Steadier steadier;
  final Works works = new Works();
  final Map<String, Observation.Call> calls = new LinkedHashMap<>();
  List<Observation.Held> held = List.of();
  Optional<Instant> network = Optional.empty();
  @Nullable Instant due;
  Instant judged = Instant.MIN;
  Instant asked = Instant.MIN;
  boolean asking;
  boolean seen;
  boolean unseen;
  private Instant lastOutput;
  private Optional<Instant> lastInput = Optional.empty();
  private Optional<Instant> bell = Optional.empty();
  private Optional<Observation.Said> notification = Optional.empty();
  private Optional<Observation.Progress> progress = Optional.empty();
  private Optional<Observation.Prompt> prompt = Optional.empty();
  private Optional<Observation.Hook> hook = Optional.empty();
  private Optional<Observation.Hook> asks = Optional.empty();

  /// Begins with what the pane is said to do, if its server was not the first.
  Watched(Pane pane, Observation.Kind kind, Rules rules, Instant now) {
    Activity before = pane.activity();
    // Both lists have the same names; what is drawn knows nothing of who decides.
    Doing doing = Doing.valueOf(before.kind().name());
    this.pane = pane;
    this.kind = kind;
    this.steadier =
        doing == Doing.UNKNOWN
            ? new Steadier(rules, now)
            : new Steadier(rules, Verdict.before(doing, before.since(), before.took()), now);
    this.unseen = before.unseen();
    this.lastOutput = now;
  }

  /// Its program wrote.
  void wrote(Instant now) {
    lastOutput = now;
  }

  /// A person typed into it: what it wanted to be seen for has been seen.
  void typed(Instant now) {
    lastInput = Optional.of(now);
    steadier.typed();
    looked();
  }

  /// Whether the question that was put for it stands on its screen at this very moment, untouched.
  boolean asksStill(InstantSource clock) {
    return steadier.isStillAsked(observation(clock.instant()));
  }

  /// A person has it before them.
  void looked() {
    bell = Optional.empty();
    notification = Optional.empty();
    unseen = false;
  }

  /// Its program said something besides its screen.
  void noticed(Notice notice, Instant now) {
    switch (notice) {
      case Notice.Bell _ -> bell = bell.or(() -> Optional.of(now));
      case Notice.Notification said -> {
        String text = said.body().isBlank() ? said.title() : said.body();
        notification = Optional.of(new Observation.Said(text, now));
      }
      case Notice.Progress told ->
          progress = Optional.of(new Observation.Progress(told.state(), told.percent(), now));
      case Notice.Prompt mark ->
          prompt = Optional.of(new Observation.Prompt(mark.mark(), mark.exit(), now));
      case Notice.TitleChanged _, Notice.Directory _, Notice.Clipboard _ -> {}
    }
  }

  /// A hook of its agent told something.
  void told(Observation.Hook now) {
    boolean question = now.doing() == Doing.NEEDS;
    asks = Optional.of(now).filter(_ -> question);
    // What it asks for is what it goes on with once it was answered.
    hook = question ? hook : Optional.of(now);
  }

  /// The keys of an answer were sent into it.
  void answered(Instant now) {
    asks = Optional.empty();
    steadier.answered(now);
  }

  /// Another program starts in it: nothing is known of that one.
  void afresh(Instant now) {
    steadier = new Steadier(steadier.rules(), now);
    unseen = false;
    bell = Optional.empty();
    notification = Optional.empty();
    progress = Optional.empty();
    prompt = Optional.empty();
    hook = Optional.empty();
    asks = Optional.empty();
    works.forget();
  }

  /// The clock was set back to `now`: it is looked at, and nothing is said to happen later.
  void setBack(Instant now) {
    due = now;
    judged = earlier(judged, now);
    asked = earlier(asked, now);
    hook = told(hook, now);
    asks = told(asks, now);
    lastOutput = earlier(lastOutput, now);
    lastInput = lastInput.map(at -> earlier(at, now));
    network = network.map(at -> earlier(at, now));
  }

  /// What a hook told, unless it counts no longer: it must not again.
  private Optional<Observation.Hook> told(Optional<Observation.Hook> hook, Instant now) {
    return hook.filter(it -> it.counts(lastInput))
        .map(it -> new Observation.Hook(it.doing(), it.reason(), earlier(it.at(), now)));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /// When its program last wrote or a person last typed.
  Instant lastMove() {
    return lastInput.filter(typed -> typed.isAfter(lastOutput)).orElse(lastOutput);
  }

  /// Everything, now.
  Observation observation(Instant now) {
    Screen screen = pane.emulator().screen();
    return new Observation(
        now,
        kind,
        life(),
        screen.title(),
        rows(screen, steadier.rules().rows()),
        new Observation.Signals(bell, notification, progress, prompt, hook, asks),
        new Observation.Flow(lastOutput, lastInput),
        works.last(),
        List.copyOf(calls.values()),
        held,
        network,
        seen);
  }

  private Observation.Life life() {
    return switch (pane.state()) {
      case PaneState.Starting starting -> new Observation.Life.Making(starting.title());
      case PaneState.Running _ -> new Observation.Life.Runs();
      case PaneState.Exited exited when exited.atRest() ->
          new Observation.Life.Cut(exited.why().orElse(""));
      case PaneState.Exited exited -> new Observation.Life.Ended(exited.code(), exited.why());
      case PaneState.Lost lost -> new Observation.Life.Cut(lost.why());
    };
  }

  /// The last rows that are not blank, at most `most`.
  private static List<String> rows(Screen screen, int most) {
    List<String> rows = new ArrayList<>();
    for (int row = screen.rows() - 1; row >= 0 && rows.size() < most; row--) {
      String line = screen.line(row);
      if (!line.isBlank()) {
        rows.addFirst(line);
      }
    }
    return rows;
  }

  /// The same for titles and lists.
  Activity activity() {
    Verdict verdict = steadier.verdict();
    Activity.Kind shown = Activity.Kind.valueOf(verdict.doing().name());
    return new Activity(shown, verdict.words(), verdict.since(), verdict.took(), unseen);
  }
}
