package agenttui.server.screen;

import agenttui.mux.Pane;
import agenttui.mux.copy.CopyMode;
import agenttui.mux.keys.LineEntry;
import agenttui.term.Input;
import agenttui.term.Key;
import agenttui.ui.View;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What stands in the hint rule of a screen instead of the hints: what a command said or does just
/// now, and the line where what to look for in a pane is entered. Loop only.
public final class HintLine {
  /// How long what a command said stands there.
  private static final Duration SAID = Duration.ofSeconds(10);

  private final Painter painter;
  private final BiFunction<Duration, Runnable, Runnable> timer;
  private View.@Nullable Flash flash;

  /// Takes the timer back that ends the line.
  private Runnable unsaid = () -> {};

  private boolean working;
  private @Nullable LineEntry entry;
  private @Nullable Pane searched;

  /// @param timer calls back on the loop after a while, and gives what takes that back
  public HintLine(Painter painter, BiFunction<Duration, Runnable, Runnable> timer) {
    this.painter = painter;
    this.timer = timer;
  }

  /// What is told.
  public Optional<View.Flash> flash() {
    return Optional.ofNullable(flash);
  }

  /// What is being entered.
  public Optional<LineEntry> entry() {
    return Optional.ofNullable(entry);
  }

  /// Tells a line until [#clear]; where it is no error, for a while at most.
  public void flash(String text, boolean error) {
    View.Flash said = new View.Flash(text, error);
    flash = said;
    working = false;
    unsaid.run();
    unsaid = error ? () -> {} : timer.apply(SAID, () -> unsay(said));
    painter.touchNow();
  }

  /// What is only told gives its place back to the hints; what is still done stays.
  private void unsay(View.Flash said) {
    if (said.equals(flash) && !working) {
      flash = null;
      painter.touch();
    }
  }

  /// Tells what a command does just now, until [#done].
  public void progress(String text) {
    flash(text, false);
    working = true;
  }

  /// The command is done.
  public void done() {
    if (working) {
      flash = null;
    }
    painter.touchNow();
  }

  /// What was told gives its place back to the hints.
  public void clear() {
    if (flash != null) {
      flash = null;
      painter.touchNow();
    }
  }

  /// Opens the line where what to look for in a pane is entered.
  public void search(Pane pane, boolean up) {
    entry = new LineEntry(up ? "?" : "/");
    searched = pane;
    pane.copy().searching(up);
    painter.touchNow();
  }

  /// Enters a key, where a line is open.
  ///
  /// @return whether one is
  public boolean takes(Key key) {
    LineEntry line = entry;
    if (line == null) {
      return false;
    }
    entered(line, line.key(key));
    return true;
  }

  /// Enters what was pasted, where a line is open.
  ///
  /// @return whether one is
  public boolean takes(Input.Paste paste) {
    LineEntry line = entry;
    if (line == null) {
      return false;
    }
    entered(line, line.paste(paste.text()));
    return true;
  }

  private void entered(LineEntry line, LineEntry.Reply reply) {
    Optional<CopyMode> mode = Optional.ofNullable(searched).flatMap(Pane::copying);
    if (mode.isEmpty()) {
      entry = null;
      return;
    }
    switch (reply) {
      case EDITED -> mode.get().search(line.text());
      case MOVED -> {}
      case DONE -> entry = null;
      case LEFT -> {
        mode.get().cancelSearch();
        entry = null;
      }
    }
    painter.touchNow();
  }
}
