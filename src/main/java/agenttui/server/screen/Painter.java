package agenttui.server.screen;

import agenttui.mux.Pane;
import agenttui.mux.Panel;
import agenttui.term.Input;
import agenttui.ui.Compositor;
import agenttui.ui.Frame;
import agenttui.ui.Renderer;
import agenttui.ui.TerminalCapabilities;
import agenttui.ui.View;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.ThemeChoice;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The frames of one client's terminal. Loop only.
///
/// At most one frame is on its way; the first change after quiet and the echo of a key leave at
/// once, all else at most 60 times a second.
public final class Painter {
  /// 60 frames a second.
  private static final long FRAME = 1_000_000_000L / 60;

  /// OSC 11.
  private static final int BACKGROUND = 11;

  private final Consumer<Message> out;
  private final Clock clock;
  private final BiFunction<Duration, Runnable, Runnable> after;
  private final boolean utf8;
  private ThemeChoice wanted;
  private boolean programsCopy;

  /// Does what a program wants to copy, with the next frame.
  private Runnable copy = () -> {};

  private boolean dark = true;
  private final Renderer renderer;
  private Theme shownIn;
  private Compositor compositor;
  private boolean dirty = true;
  private boolean whole = true;
  private boolean urgent = true;
  private int inFlight;
  private long lastFrame;
  private boolean shown;
  private @Nullable View view;

  /// Takes the timer back that stands for what the last frame shows.
  private Runnable ageless = () -> {};

  /// @param out sends to the client
  /// @param preferences its theme and what lines are drawn with
  /// @param terminal what its environment says about its terminal
  /// @param after calls back on the loop after a while, and gives what takes that back
  public Painter(
      Consumer<Message> out,
      Map<String, String> terminal,
      Preferences preferences,
      Clock clock,
      BiFunction<Duration, Runnable, Runnable> after) {
    this.out = out;
    this.clock = clock;
    this.after = after;
    wanted = preferences.theme();
    programsCopy = preferences.programsCopy();
    TerminalCapabilities capabilities = TerminalCapabilities.of(terminal);
    utf8 = capabilities.utf8();
    shownIn = wanted.theme(dark, capabilities.colours());
    compositor = new Compositor(shownIn);
    renderer = new Renderer(capabilities);
    renderer.glyphs(preferences.glyphs(), utf8);
    out.accept(new Message.Output(renderer.start()));
    inFlight++;
  }

  /// The colours that its terminal can show.
  public Theme theme() {
    return shownIn;
  }

  /// Something that it shows may have changed.
  public void touch() {
    dirty = true;
    whole = true;
  }

  /// A program has written to its pane; nothing else that it shows has changed.
  ///
  /// @param echo whether a person waits for it
  public void written(boolean echo) {
    dirty = true;
    urgent |= echo;
  }

  /// Something that a person waits for has changed.
  public void touchNow() {
    touch();
    urgent = true;
  }

  /// The terminal has another size, or had one for a moment: what it shows is not known.
  public void resized() {
    renderer.invalidate();
    touchNow();
  }

  /// Whether something has changed since the last frame.
  public boolean touched() {
    return dirty;
  }

  /// The terminal has taken a frame, or a piece of a long one; true for the first one ever.
  public boolean drawn() {
    inFlight = Math.max(0, inFlight - 1);
    boolean first = !shown && lastFrame != 0;
    shown |= first;
    return first;
  }

  /// Whether a frame is due or on its way.
  public boolean busy() {
    return dirty || inFlight > 0;
  }

  /// Sends a frame if one is due.
  ///
  /// @param now a steady time in nanoseconds
  /// @param wanted what to show, asked for only when more than a pane's content has changed
  /// @return when the next is due, as `now`, or [Long#MAX_VALUE]
  public long render(long now, Supplier<View> wanted) {
    if (!dirty || inFlight > 0) {
      return Long.MAX_VALUE;
    }
    long due = lastFrame + FRAME;
    if (!urgent && due - now > 0) {
      return due;
    }
    Runnable copies = copy;
    copy = () -> {};
    copies.run();
    View last = view;
    View next;
    Frame frame;
    if (whole || last == null) {
      next = wanted.get();
      frame = compositor.compose(next);
    } else {
      next = last.at(clock.instant());
      frame = compositor.update(next);
    }
    view = next;
    byte[] bytes = renderer.render(frame);
    dirty = false;
    whole = false;
    urgent = false;
    if (bytes.length > 0) {
      lastFrame = now;
      send(bytes);
    }
    ageless.run();
    ageless =
        compositor.nextChange(next).map(when -> after.apply(when, this::touch)).orElse(() -> {});
    return Long.MAX_VALUE;
  }

  /// Sends bytes between two frames.
  public void send(byte[] bytes) {
    for (int at = 0; at < bytes.length; at += Protocol.PIECE) {
      int end = Math.min(bytes.length, at + Protocol.PIECE);
      boolean all = at == 0 && end == bytes.length;
      byte[] piece = all ? bytes : Arrays.copyOfRange(bytes, at, end);
      out.accept(new Message.Output(piece));
      inFlight++;
    }
  }

  /// Gives the terminal back as it was.
  public void stop() {
    out.accept(new Message.Output(renderer.stop()));
  }

  /// Gives a text to the terminal's clipboard.
  ///
  /// @return why it was not; empty when it was sent
  public Optional<String> clip(String text) {
    return renderer.clipboard(text, this::send);
  }

  /// A program wants a text on the terminal's clipboard. It gets there with the next frame, of
  /// several the last one; a text of nothing clears none.
  ///
  /// @param told gets what a person is told of it
  public void copies(Pane pane, String text, Consumer<View.Flash> told) {
    if (!text.isEmpty()) {
      copy = () -> told.accept(copied(pane, text));
      touch();
    }
  }

  private View.Flash copied(Pane pane, String text) {
    String what = "pane " + pane.number() + " %s " + text.length() + " characters";
    if (!programsCopy) {
      String line = what.formatted("wants to copy") + ": copy.programs = \"focused\" lets it";
      return new View.Flash(line, false);
    }
    return clip(text)
        .map(why -> new View.Flash(what.formatted("cannot copy") + ": " + why, true))
        .orElseGet(() -> new View.Flash(what.formatted("copied"), false));
  }

  /// Draws like this from now on.
  public void wear(Preferences preferences) {
    wanted = preferences.theme();
    programsCopy = preferences.programsCopy();
    renderer.glyphs(preferences.glyphs(), utf8);
    shown(wanted.theme(dark, renderer.capabilities().colours()));
    touchNow();
  }

  /// The terminal has answered a question: also what its ground is, which `auto` follows.
  public void answered(Input.Report report) {
    renderer.answered(report);
    if (report instanceof Input.Report.Colour(int slot, int rgb) && slot == BACKGROUND) {
      ground(isDark(rgb));
    } else if (report instanceof Input.Report.ColourScheme(boolean dark)) {
      ground(dark);
    }
    touch();
  }

  /// ITU-R BT.601 weights, in thousandths.
  private static boolean isDark(int rgb) {
    return 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255) < 128_000;
  }

  private void ground(boolean isDark) {
    if (dark != isDark) {
      dark = isDark;
      shown(wanted.theme(dark, renderer.capabilities().colours()));
    }
  }

  private void shown(Theme now) {
    shownIn = now;
    compositor = new Compositor(now);
    // The numbers of clusters and links in its frames are not those of the last one.
    renderer.invalidate();
  }

  /// A click into the side panel: the row that the last frame showed there is selected.
  public void click(Panel panel, int row) {
    compositor.click(panel, row);
  }

  /// The number of the window whose name the last frame showed in a column of the first row.
  public Optional<Integer> windowAt(int column) {
    return compositor.windowAt(column);
  }
}
