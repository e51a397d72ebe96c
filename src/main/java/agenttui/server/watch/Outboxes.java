package agenttui.server.watch;

import agenttui.command.CommandException;
import agenttui.command.agents.Outbox;
import agenttui.journal.Journal;
import agenttui.journal.Topic;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.term.Key;
import agenttui.term.KeyEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The texts that wait for panes, and how they get there: pasted, and Enter once the program has
/// had time to take that in. All state belongs to the loop.
final class Outboxes implements Outbox {
  /// Between a paste and Enter: an agent that gets both at once takes Enter for a part of the text.
  private static final Duration BREATH = Duration.ofMillis(200);

  /// Receipts that are kept.
  private static final int KEPT = 100;

  private final Watch.Turns turns;
  private final Watch.Scene scene;
  private final Journal journal;
  private final InstantSource clock;
  private final Duration breath;
  private final List<Text> texts = new ArrayList<>();

  /// Panes with a text on its way to them.
  private final Set<PaneId> typing = new HashSet<>();

  private int next = 1;

  /// @param atOnce whether nothing waits for time to pass: in tests whose clock stands still
  Outboxes(
      Watch.Turns turns, Watch.Scene scene, Journal journal, InstantSource clock, boolean atOnce) {
    this.turns = turns;
    this.scene = scene;
    this.journal = journal;
    this.clock = clock;
    breath = atOnce ? Duration.ZERO : BREATH;
  }

  @Override
  public Text put(String pane, String words, boolean now) {
    return turns.call(() -> {
      Pane meant = pane(pane).orElseThrow(() -> new CommandException("no pane " + pane));
      if (!(meant.state() instanceof PaneState.Running)) {
        throw new CommandException("no program runs in pane " + meant.number());
      }
      boolean asks = meant.activity().kind() == Activity.Kind.NEEDS;
      if (now && asks) {
        throw new CommandException("pane " + meant.number() + " asks something: answer it first");
      }
      int number = next++;
      texts.add(
          new Text(
              number,
              pane,
              words,
              Status.WAITING,
              clock.instant(),
              Optional.empty(),
              Optional.empty()));
      trim();
      if (now) {
        send(meant, number);
      } else {
        looked(meant);
      }
      return text(number).orElseThrow();
    });
  }

  @Override
  public boolean drop(int number) {
    return turns.call(() -> {
      Optional<Text> waits = text(number).filter(each -> each.status() == Status.WAITING);
      waits.ifPresent(each -> became(each, Status.DROPPED));
      return waits.isPresent();
    });
  }

  @Override
  public List<Text> all() {
    return turns.call(() -> List.copyOf(texts));
  }

  private Optional<Pane> pane(String id) {
    return scene.panes().stream().filter(each -> each.id().toString().equals(id)).findFirst();
  }

  private Optional<Text> text(int number) {
    return texts.stream().filter(each -> each.number() == number).findFirst();
  }

  private void trim() {
    for (int i = 0; texts.size() > KEPT && i < texts.size(); ) {
      if (texts.get(i).status() == Status.WAITING || texts.get(i).status() == Status.SENDING) {
        i++;
      } else {
        texts.remove(i);
      }
    }
  }

  /// The pane was looked at: the first text that waits goes to it when it rests.
  void looked(Pane pane) {
    Activity.Kind kind = pane.activity().kind();
    boolean rests = kind == Activity.Kind.IDLE || kind == Activity.Kind.DONE;
    if (!rests || typing.contains(pane.id()) || pane.pty().isEmpty()) {
      return;
    }
    texts.stream()
        .filter(each -> each.pane().equals(pane.id().toString()))
        .filter(each -> each.status() == Status.WAITING)
        .findFirst()
        .ifPresent(each -> send(pane, each.number()));
  }

  private void send(Pane pane, int number) {
    Text text = text(number).orElseThrow();
    became(text, Status.SENDING);
    typing.add(pane.id());
    scene.type(pane, KeyEncoder.paste(text.words(), pane.emulator().screen().modes()));
    if (breath.isZero()) {
      enter(pane, number);
    } else {
      turns.after(breath, () -> enter(pane, number));
    }
  }

  private void enter(Pane pane, int number) {
    typing.remove(pane.id());
    scene.type(pane, KeyEncoder.key(Key.of(Key.ENTER, 0), pane.emulator().screen().modes()));
    text(number).ifPresent(each -> became(each, Status.SENT));
    journal.append(
        Topic.SESSION,
        pane.id().toString(),
        "a text was sent to " + pane.name(),
        Map.of("step", "outbox", "number", Integer.toString(number)));
  }

  /// The pane's program has written.
  void wrote(Pane pane) {
    for (Text each : List.copyOf(texts)) {
      if (each.status() == Status.SENT && each.pane().equals(pane.id().toString())) {
        became(each, Status.TAKEN);
      }
    }
  }

  /// Takes back the texts of panes that are gone.
  void keep(List<Pane> there) {
    for (Text each : List.copyOf(texts)) {
      boolean gone = there.stream().noneMatch(pane -> pane.id().toString().equals(each.pane()));
      boolean pending = each.status() == Status.WAITING || each.status() == Status.SENDING;
      if (pending && gone) {
        became(each, Status.DROPPED);
      }
    }
  }

  private void became(Text text, Status now) {
    Instant at = clock.instant();
    boolean sent = now == Status.SENT;
    boolean taken = now == Status.TAKEN;
    texts.set(
        texts.indexOf(text),
        new Text(
            text.number(),
            text.pane(),
            text.words(),
            now,
            text.written(),
            sent ? Optional.of(at) : text.sent(),
            taken ? Optional.of(at) : text.taken()));
  }
}
