package agenttui.server.watch;

import agenttui.config.Notify;
import agenttui.journal.Journal;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.term.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Calls a person through the terminal when a pane waits that nobody has before them: by a bell or
/// a notification, as the configuration has it, and by the user's own command; never in quiet
/// hours, and once for all that begin to wait within half a second. Loop only.
final class Alerts {
  /// Longest text, in cells.
  private static final int TEXT = 120;

  /// What begins to wait within this time is told together; what was answered meanwhile, not.
  private static final Duration GATHER = Duration.ofMillis(500);

  private final Watch.Turns turns;
  private final Watch.Scene scene;
  private final Journal journal;
  private Notify notify;
  private NotifyCommand command;
  private final Clock clock;
  private final boolean atOnce;
  private final Set<Pane> waiting = new LinkedHashSet<>();

  /// @param atOnce without gathering: for tests whose clock stands still
  Alerts(
      Watch.Turns turns,
      Watch.Scene scene,
      Notify notify,
      Journal journal,
      Clock clock,
      boolean atOnce) {
    this.turns = turns;
    this.scene = scene;
    this.journal = journal;
    this.notify = notify;
    this.command = new NotifyCommand(notify.command(), journal);
    this.clock = clock;
    this.atOnce = atOnce;
  }

  /// From now on called like this.
  void like(Notify now) {
    notify = now;
    command = new NotifyCommand(now.command(), journal);
  }

  /// A pane does something else now.
  void changed(Pane pane) {
    if (!worth(pane)) {
      return;
    }
    boolean first = waiting.isEmpty();
    waiting.add(pane);
    if (atOnce) {
      call();
    } else if (first) {
      turns.after(GATHER, this::call);
    }
  }

  private boolean worth(Pane pane) {
    boolean tells =
        switch (pane.activity().kind()) {
          case NEEDS, FAILED -> notify.about() != Notify.About.NONE;
          case DONE -> notify.about() == Notify.About.ALL;
          case WORKING, PAUSED, IDLE, UNKNOWN -> false;
        };
    return tells && pane.activity().waits() && !scene.sees(pane);
  }

  private void call() {
    List<Pane> still = waiting.stream().filter(this::worth).toList();
    waiting.clear();
    LocalTime now = LocalTime.ofInstant(clock.instant(), clock.getZone());
    if (still.isEmpty() || notify.isQuiet(now)) {
      return;
    }
    String text = text(still);
    scene.call(still, bytes(notify.how(), text));
    if (command.isSet()) {
      turns.task("notify", () -> command.run(text));
    }
  }

  private static String text(List<Pane> panes) {
    Predicate<Pane> asks = pane -> pane.activity().kind() == Activity.Kind.NEEDS;
    if (panes.size() == 1) {
      Pane one = panes.getFirst();
      return name(one) + " " + one.activity().line();
    }
    return panes.stream().filter(asks).count()
        + " of "
        + panes.size()
        + " panes ask: "
        + panes.stream().map(Alerts::name).collect(Collectors.joining(", "));
  }

  private static String name(Pane pane) {
    return pane.number() + " " + pane.name();
  }

  /// What the terminal is sent; the text can neither end the sequence nor add a field to it.
  static byte[] bytes(Notify.How how, String text) {
    String plain = Printable.of(text.replace(';', ','), TEXT);
    String sequence =
        switch (how) {
          case BELL -> "\007";
          case OSC9 -> "\033]9;" + plain + "\033\\";
          case OSC777 -> "\033]777;notify;agent-tui;" + plain + "\033\\";
        };
    return sequence.getBytes(StandardCharsets.UTF_8);
  }
}
