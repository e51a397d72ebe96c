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
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The texts that wait for panes, and how they get there: pasted, and Enter once the program has
/// had time to take that in. What may be on disk as waiting is typed only once the disk says that
/// it is being typed: so a server that dies in between leaves it held, and no text is typed twice.
/// All state belongs to the loop.
final class Outboxes implements Outbox {
  /// Between a paste and Enter: an agent that gets both at once takes Enter for a part of the text.
  private static final Duration BREATH = Duration.ofMillis(200);

  /// Receipts that are kept.
  private static final int KEPT = 100;

  /// What is still to be typed, all together: it is written with every change of the sessions.
  private static final int MOST = 1 << 20;

  /// A text's receipt on disk, about, in characters.
  private static final int RECEIPT = 256;

  private final Watch.Turns turns;
  private final Watch.Scene scene;
  private final Journal journal;
  private final InstantSource clock;
  private final Duration breath;
  private final List<Text> texts = new ArrayList<>();

  /// Panes with a text on its way to them, or that were not looked at since they got one: whether
  /// they rest is not known then.
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
      if (!runs(meant)) {
        throw new CommandException("no program runs in pane " + meant.number());
      }
      if (now && asks(meant)) {
        throw new CommandException("pane " + meant.number() + " asks something: answer it first");
      }
      int all = pending().stream().mapToInt(each -> each.words().length() + RECEIPT).sum();
      if (all + words.length() + RECEIPT > MOST) {
        throw new CommandException(
            "no more than 1 MiB of texts may wait: `outbox drop` takes one back");
      }
      int number = next++;
      texts.add(new Text(number, pane, words, Status.WAITING, clock.instant(), null, null, ""));
      trim();
      return at(meant, number, now);
    });
  }

  /// Types a text that no disk has as waiting, now or where its pane rests.
  private Text at(Pane pane, int number, boolean now) {
    if (now && isTyped(pane)) {
      turns.after(breath, () -> again(pane, number));
    } else if (now || takes(pane)) {
      typing.add(pane.id());
      became(text(number).orElseThrow(), Status.SENDING);
      type(pane, number);
    }
    return text(number).orElseThrow();
  }

  /// What was to be typed at once, behind another text that was on its way: unless the pane asks
  /// something by now, then it waits as any other.
  private void again(Pane pane, int number) {
    boolean waits = text(number).filter(each -> each.status() == Status.WAITING).isPresent();
    if (waits && runs(pane) && !asks(pane)) {
      at(pane, number, true);
    }
  }

  private boolean isTyped(Pane pane) {
    return of(pane, each -> each.status() == Status.SENDING).findFirst().isPresent();
  }

  private static boolean asks(Pane pane) {
    return pane.activity().kind() == Activity.Kind.NEEDS;
  }

  @Override
  public boolean drop(int number) {
    return turns.call(() -> {
      Optional<Text> waits =
          text(number).filter(each -> each.pends() && each.status() != Status.SENDING);
      waits.ifPresent(each -> became(each, Status.DROPPED));
      return waits.isPresent();
    });
  }

  @Override
  public Text release(int number) {
    return turns.call(() -> {
      Text held =
          text(number)
              .filter(each -> each.status() == Status.HELD)
              .orElseThrow(() -> new CommandException("no text " + number + " is held"));
      Pane pane =
          pane(held.pane())
              .filter(Outboxes::runs)
              .orElseThrow(() -> new CommandException("no program runs in pane " + held.pane()));
      became(held, Status.WAITING);
      return at(pane, number, false);
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
      if (texts.get(i).pends()) {
        i++;
      } else {
        texts.remove(i);
      }
    }
  }

  private static boolean runs(Pane pane) {
    return pane.state() instanceof PaneState.Running;
  }

  private static boolean rests(Pane pane) {
    Activity.Kind kind = pane.activity().kind();
    return (kind == Activity.Kind.IDLE || kind == Activity.Kind.DONE) && pane.pty().isPresent();
  }

  private boolean takes(Pane pane) {
    return rests(pane) && !typing.contains(pane.id());
  }

  /// The pane was looked at: the first text that waits goes to it when it rests.
  void looked(Pane pane) {
    if (!isTyped(pane)) {
      typing.remove(pane.id());
    }
    if (takes(pane)) {
      of(pane, each -> each.status() == Status.WAITING)
          .findFirst()
          .ifPresent(each -> noted(pane, each));
    }
  }

  private Stream<Text> of(Pane pane, Predicate<Text> which) {
    String id = pane.id().toString();
    return List.copyOf(texts).stream().filter(each -> each.pane().equals(id)).filter(which);
  }

  /// Types a text once that is on disk; meanwhile the program may have begun to work or to ask.
  private void noted(Pane pane, Text text) {
    int number = text.number();
    typing.add(pane.id());
    became(text, Status.SENDING);
    scene.noted(sure -> {
      if (isSending(number) && sure && rests(pane)) {
        type(pane, number);
        return;
      }
      typing.remove(pane.id());
      if (isSending(number) && sure) {
        became(text(number).orElseThrow(), Status.WAITING);
      } else if (isSending(number)) {
        hold(text(number).orElseThrow(), "that it is typed could not be noted on disk");
      }
    });
  }

  private boolean isSending(int number) {
    return text(number).filter(each -> each.status() == Status.SENDING).isPresent();
  }

  private void type(Pane pane, int number) {
    Text text = text(number).orElseThrow();
    scene.type(pane, KeyEncoder.paste(text.words(), pane.emulator().screen().modes()));
    if (breath.isZero()) {
      enter(pane, number);
    } else {
      turns.after(breath, () -> enter(pane, number));
    }
  }

  private void enter(Pane pane, int number) {
    if (!isSending(number)) {
      return;
    }
    if (asks(pane)) {
      hold(text(number).orElseThrow(), "its program began to ask while it was typed: no Enter");
      scene.noted(_ -> {});
      return;
    }
    scene.type(pane, KeyEncoder.key(Key.of(Key.ENTER, 0), pane.emulator().screen().modes()));
    became(text(number).orElseThrow(), Status.SENT);
    say(pane.id().toString(), number, "a text was sent to " + pane.name());
    scene.noted(_ -> {});
  }

  private void say(String pane, int number, String line) {
    journal.append(
        Topic.SESSION, pane, line, Map.of("step", "outbox", "number", Integer.toString(number)));
  }

  private void hold(Text text, String why) {
    became(text, Status.HELD, why);
    say(text.pane(), text.number(), "text " + text.number() + " is held: " + why);
  }

  /// The pane's program was started, ended, lost or found again: what was meant for one that ended
  /// does not go to the next one.
  void changed(Pane pane) {
    if (!(pane.state() instanceof PaneState.Exited)) {
      return;
    }
    List<Text> meant = of(pane, each -> each.pends() && each.status() != Status.HELD).toList();
    for (Text each : meant) {
      boolean waits = each.status() == Status.WAITING;
      hold(each, waits ? "its program ended" : "its program ended while it was typed");
    }
    if (!meant.isEmpty()) {
      scene.noted(_ -> {});
    }
  }

  /// Those that are still to be typed, to be kept on disk.
  List<Text> pending() {
    return texts.stream().filter(Text::pends).toList();
  }

  /// What was still to be typed when the last server ended; its panes were adopted. Those of a
  /// program that goes on wait for it; whatever is in doubt is held.
  void bring(List<Text> left) {
    for (Text each : left) {
      texts.add(each);
      next = Math.max(next, each.number() + 1);
      if (each.status() == Status.SENDING) {
        hold(each, "the server ended while it was typed: look whether it is there");
      } else if (each.status() == Status.WAITING && pane(each.pane()).isEmpty()) {
        hold(each, "its program ended with the server");
      }
    }
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
    for (Text each : pending()) {
      boolean here = there.stream().anyMatch(pane -> pane.id().toString().equals(each.pane()));
      if (!here && PaneId.of(each.pane()).filter(scene::comesBack).isEmpty()) {
        became(each, Status.DROPPED);
      }
    }
  }

  private void became(Text text, Status now) {
    became(text, now, "");
  }

  private void became(Text text, Status now, String why) {
    Instant at = clock.instant();
    texts.set(
        texts.indexOf(text),
        new Text(
            text.number(),
            text.pane(),
            text.words(),
            now,
            text.written(),
            now == Status.SENT ? at : text.sent(),
            now == Status.TAKEN ? at : text.taken(),
            why));
  }
}
