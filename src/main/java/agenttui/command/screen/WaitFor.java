package agenttui.command.screen;

import agenttui.command.Command;
import agenttui.command.CommandException;
import agenttui.command.Context;
import agenttui.command.Outcome;
import agenttui.command.PaneFacts;
import agenttui.mux.Activity;
import agenttui.mux.Pane;
import agenttui.mux.PaneId;
import agenttui.mux.PaneState;
import agenttui.recording.Capture;
import agenttui.term.Screen;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/// Waits for something in a pane: text on its screen, the end of its program, or silence.
@CommandLine.Command(
    name = "wait-for",
    description =
        "Wait until a pane shows a text, ends, is quiet, is idle, asks, or is done; exit code 124"
            + " when it is late.")
public final class WaitFor implements Command {
  /// The longest time (s) that can be said: a day.
  private static final int LONGEST = 86_400;

  /// What can be waited for.
  public enum What {
    /// A text is on the screen.
    TEXT,
    /// The program has ended; its status is printed.
    EXIT,
    /// Nothing came for a while.
    QUIET,
    /// Its program waits for the next task.
    IDLE,
    /// Its program asks a person.
    NEEDS_INPUT,
    /// A turn of its program ends: one that goes on now, or the next.
    DONE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @CommandLine.Mixin private PaneOption pane = new PaneOption();

  @CommandLine.Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Give up after so long (default: 60).")
  private double timeout;

  @CommandLine.Parameters(
      index = "0",
      paramLabel = "text|exit|quiet|idle|needs-input|done",
      description = "For what.")
  private @Nullable What what;

  @CommandLine.Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "The text; or the seconds of quiet (default: 1).")
  private @Nullable String value;

  @Override
  public Outcome run(Context context) {
    if (!(timeout >= 0 && timeout <= LONGEST)) {
      return Outcome.usage("wait-for: --timeout takes seconds from 0 to " + LONGEST);
    }
    PaneFacts meant = context.screens().facts(context.caller(), pane.target());
    PaneId id = PaneId.of(meant.id()).orElseThrow();
    Stage stage = context.the(Stage.class);
    return switch (what) {
      case TEXT ->
          value == null ? Outcome.usage("wait-for text: which text?") : text(stage, id, value);
      case EXIT -> exit(context, stage, id);
      case QUIET -> quiet(stage, id);
      case IDLE -> state(stage, id, WaitFor::rests, "it does not rest");
      case NEEDS_INPUT ->
          state(stage, id, activity -> activity.kind() == Activity.Kind.NEEDS, "it asks nothing");
      case DONE -> done(stage, id);
      case null -> Outcome.usage("wait-for: text, exit, quiet, idle, needs-input or done");
    };
  }

  private Duration limit() {
    return Duration.ofMillis(Math.round(timeout * 1000));
  }

  private Outcome text(Stage stage, PaneId id, String text) {
    return within(stage, id, pane -> shows(pane, text) ? Optional.of(true) : Optional.empty())
            .isPresent()
        ? Outcome.OK
        : late("the text did not appear");
  }

  private Outcome exit(Context context, Stage stage, PaneId id) {
    Optional<Integer> code =
        within(
            stage,
            id,
            pane ->
                pane.state() instanceof PaneState.Exited exited
                    ? Optional.of(exited.code())
                    : Optional.empty());
    code.ifPresent(status -> context.out().println(status));
    return code.isPresent() ? Outcome.OK : late("the program still runs");
  }

  private Outcome state(Stage stage, PaneId id, Predicate<Activity> wanted, String late) {
    return within(
                stage,
                id,
                pane -> wanted.test(pane.activity()) ? Optional.of(true) : Optional.empty())
            .isPresent()
        ? Outcome.OK
        : late(late);
  }

  private static boolean rests(Activity activity) {
    return activity.kind() == Activity.Kind.IDLE || activity.kind() == Activity.Kind.DONE;
  }

  /// What rests already is done only when nobody has looked yet; else something must end first.
  private Outcome done(Stage stage, PaneId id) {
    AtomicBoolean worked = new AtomicBoolean();
    Predicate<Activity> ended =
        activity -> {
          boolean rests = rests(activity);
          boolean known = activity.kind() != Activity.Kind.UNKNOWN;
          boolean now = activity.kind() == Activity.Kind.DONE || (rests && worked.get());
          worked.compareAndSet(false, known && !rests);
          return now;
        };
    return state(stage, id, ended, "no turn ended");
  }

  private Outcome quiet(Stage stage, PaneId id) {
    String seconds = value == null ? "1" : value;
    if (!seconds.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
      return Outcome.usage("wait-for quiet: seconds, not '" + seconds + "'");
    }
    Duration wanted = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
    long end = System.nanoTime() + limit().toNanos();
    for (Duration quiet = stage.quiet(id); quiet.compareTo(wanted) < 0; quiet = stage.quiet(id)) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      if (left.isNegative()) {
        return late("it is not quiet");
      }
      Duration need = wanted.minus(quiet).plusMillis(1);
      sleep(need.compareTo(left) < 0 ? need : left);
    }
    return Outcome.OK;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted");
    }
  }

  private <T> Optional<T> within(Stage stage, PaneId id, Function<Pane, Optional<T>> look) {
    try {
      return Optional.of(stage.when(id, limit(), look).join());
    } catch (CancellationException e) {
      return Optional.empty();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CommandException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Outcome late(String line) {
    return new Outcome.Failed(124, "wait-for: " + line + " within " + timeout + " s");
  }

  /// Wrapped lines count as one, so that a text that the terminal broke is found.
  private static boolean shows(Pane pane, String text) {
    Screen screen = pane.emulator().screen();
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < screen.rows(); row++) {
      boolean goesOn = screen.wrapped(row);
      all.append(Capture.plain(screen, row, goesOn));
      if (!goesOn) {
        all.append('\n');
      }
    }
    return all.indexOf(text) >= 0;
  }
}
