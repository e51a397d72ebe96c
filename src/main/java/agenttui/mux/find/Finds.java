package agenttui.mux.find;

import agenttui.mux.Pane;
import agenttui.mux.Question;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The searches that go on, a slice of one of them in each turn of the loop, so that no key waits
/// for them. Loop only.
public final class Finds {
  /// So that a turn stays under a millisecond also where a young collection falls into it.
  private static final long SLICE = 400_000;

  /// What a sheet is told of, at most so often: a few frames' time.
  private static final long PAUSE = 40_000_000;

  /// Lines that a sheet lists, and what stands around each.
  private static final Find.Keep LISTED = new Find.Keep(1_000, 3);

  /// Lines that are printed.
  private static final Find.Keep PRINTED = new Find.Keep(20_000, 0);

  /// A screen with a sheet that looks for a text.
  public interface Screen {
    /// Where it is.
    Seat seat();

    /// Whether the sheet is open.
    boolean finds();

    /// Opens the sheet, or renews it.
    void ask(Question question);
  }

  private final LongSupplier nanos;
  private final Deque<Running> running = new ArrayDeque<>();

  /// A search and whom it tells.
  ///
  /// @param wanted whether somebody still waits for it
  /// @param news told of each slice that found something, and of the end
  private record Running(Find find, BooleanSupplier wanted, Consumer<Find> news) {}

  /// @param nanos the clock, as [System#nanoTime]
  public Finds(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Looks for a text for a sheet, which is opened where it is not.
  ///
  /// @param text empty: only that
  public void on(Screen screen, String text) {
    running.removeIf(each -> each.news() instanceof Sheet sheet && sheet.screen.equals(screen));
    if (text.isEmpty()) {
      screen.ask(question(text, List.of(), 0, 0, false));
      return;
    }
    Find find = Find.in(screen.seat(), text, LISTED);
    Sheet sheet = new Sheet(screen, text);
    running.add(new Running(find, screen::finds, sheet));
    sheet.tell(find);
  }

  /// Looks for a text in these panes of a session.
  ///
  /// @param whole told when all has been looked at
  public void start(Session session, List<Pane> panes, String text, Consumer<Find> whole) {
    Find find = Find.of(session.seat(), panes, text, PRINTED);
    Consumer<Find> atEnd =
        it -> {
          if (it.done()) {
            whole.accept(it);
          }
        };
    running.add(new Running(find, () -> true, atEnd));
  }

  /// Goes on with one search for a slice.
  ///
  /// @return whether any goes on
  public boolean step() {
    running.removeIf(each -> !each.wanted().getAsBoolean());
    Running next = running.poll();
    if (next == null) {
      return false;
    }
    next.find().step(SLICE, nanos);
    if (!next.find().done()) {
      running.add(next);
    }
    next.news().accept(next.find());
    return !running.isEmpty();
  }

  private static Question.Find question(
      String text, List<Question.Hit> hits, int lines, int panes, boolean searching) {
    return new Question.Find("find-text --ask --", text, hits, lines, panes, searching);
  }

  /// Keeps a screen's sheet up to date.
  private final class Sheet implements Consumer<Find> {
    private final Screen screen;
    private final String text;
    private int told;
    private long at;

    Sheet(Screen screen, String text) {
      this.screen = screen;
      this.text = text;
    }

    @Override
    public void accept(Find find) {
      long now = nanos.getAsLong();
      boolean first = told == 0 && find.lines() > 0;
      boolean news = find.lines() != told && now - at >= PAUSE;
      if (find.done() || first || news) {
        told = find.lines();
        at = now;
        tell(find);
      }
    }

    private void tell(Find find) {
      List<Question.Hit> hits = new ArrayList<>();
      for (Find.Part part : find.parts()) {
        for (int i = 0; i < part.lines().size(); i++) {
          boolean last = i + 1 == part.lines().size();
          hits.add(hit(part.lines().get(i), last ? part.more() : 0));
        }
      }
      screen.ask(question(text, hits, find.lines(), find.panes(), !find.done()));
    }

    private Question.Hit hit(Find.Line line, int more) {
      String quoted = "'" + text.replace("'", "'\\''") + "'";
      return new Question.Hit(
          line.window() + "." + line.number(),
          line.name(),
          line.text(),
          line.from(),
          line.to(),
          line.above(),
          line.below(),
          more,
          "find-text -t " + line.pane() + " --line " + line.line() + " -- " + quoted);
    }
  }
}
