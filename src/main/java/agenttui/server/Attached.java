package agenttui.server;

import agenttui.mux.Areas;
import agenttui.mux.Axis;
import agenttui.mux.KeyContext;
import agenttui.mux.KeyMachine;
import agenttui.mux.Layout;
import agenttui.mux.MouseMachine;
import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.mux.Question;
import agenttui.mux.Rect;
import agenttui.mux.Session;
import agenttui.term.Input;
import agenttui.term.InputDecoder;
import agenttui.term.Key;
import agenttui.term.KeyEncoder;
import agenttui.term.Modes;
import agenttui.ui.Compositor;
import agenttui.ui.Frame;
import agenttui.ui.Renderer;
import agenttui.ui.Sheet;
import agenttui.ui.TerminalCapabilities;
import agenttui.ui.Theme;
import agenttui.ui.View;
import agenttui.wire.Message;
import agenttui.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A session on one client's terminal: what its keys mean and what it is shown. Loop only.
///
/// At most one frame is on its way to a client; the first change after quiet and the echo of a key
/// leave at once, all else at most 60 times a second.
final class Attached {
  /// 60 frames a second.
  private static final long FRAME = 1_000_000_000L / 60;

  /// How the loop does what keys and the mouse mean.
  interface Hands {
    /// Runs a command line; its outcome comes back to this screen.
    void run(Attached from, String line);

    /// Types into a pane.
    void type(Pane pane, byte[] bytes);

    /// Tells a pane's program what no person typed: that its terminal has the focus, where the
    /// mouse moves.
    void tell(Pane pane, byte[] bytes);

    /// What the hints depend on besides the window.
    KeyContext context(KeyContext own, Session session);

    /// Facts at the right of the window list.
    List<String> facts(Session session);

    /// Calls back on the loop after a while.
    ///
    /// @return takes that back
    Runnable after(Duration delay, Runnable action);
  }

  private final Link link;
  private final Session session;
  private final Hands hands;
  private final Theme theme;
  private final Clock clock;
  private final InstantSource steady;
  private final InputDecoder decoder = new InputDecoder();
  private final KeyMachine keys;
  private final MouseMachine mouse = new MouseMachine();
  private final Compositor compositor;
  private final Renderer renderer;
  private Areas areas;
  private int columns;
  private int rows;
  private @Nullable Sheet sheet;
  private View.@Nullable Flash flash;
  private boolean working;
  private boolean dirty = true;
  private boolean whole = true;
  private boolean urgent = true;
  private int inFlight;
  private long lastFrame;
  private long decodes;
  private boolean shown;
  private boolean blurred;
  private @Nullable View view;

  /// Takes the timer back that stands for what the last frame shows.
  private Runnable ageless = () -> {};

  /// @param steady a clock that never jumps
  /// @param keys the client's key machine
  Attached(
      Link link,
      Session session,
      Hands hands,
      Theme theme,
      Clock clock,
      InstantSource steady,
      KeyMachine keys,
      Message.Attach attach) {
    this.link = link;
    this.session = session;
    this.hands = hands;
    this.theme = theme;
    this.clock = clock;
    this.steady = steady;
    this.keys = keys;
    this.compositor = new Compositor(theme);
    this.renderer = new Renderer(TerminalCapabilities.of(attach.terminal()));
    this.columns = attach.columns();
    this.rows = attach.rows();
    this.areas = session.fit(columns, rows);
    link.send(new Message.Output(renderer.start()));
    inFlight++;
  }

  Link link() {
    return link;
  }

  Session session() {
    return session;
  }

  /// The terminal has another size.
  void resize(int toColumns, int toRows) {
    columns = toColumns;
    rows = toRows;
    refit();
  }

  /// The panel was shown or hidden, or the terminal has another size.
  void refit() {
    areas = session.fit(columns, rows);
    touch();
  }

  /// Something that it shows may have changed.
  void touch() {
    dirty = true;
    whole = true;
  }

  /// A program has written to its pane; nothing else that it shows has changed.
  ///
  /// @param echo whether a person waits for it
  void written(boolean echo) {
    dirty = true;
    urgent |= echo;
  }

  /// Something that a person waits for has changed.
  void touchNow() {
    touch();
    urgent = true;
  }

  /// Whether something has changed since the last frame.
  boolean touched() {
    return dirty;
  }

  /// The terminal has taken a frame, or a piece of a long one; true for the first one ever.
  boolean drawn() {
    inFlight = Math.max(0, inFlight - 1);
    boolean first = !shown && lastFrame != 0;
    shown |= first;
    return first;
  }

  /// Whether a person has the pane before them: it has the focus, and so has the terminal, as far
  /// as it tells.
  boolean sees(Pane pane) {
    return !blurred && session.window().focused().filter(pane::equals).isPresent();
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /// Gives the terminal back and says the last word.
  ///
  /// @param text what is left on the terminal, lines ended by CR LF
  void leave(int code, String line, String text) {
    link.send(new Message.Output(renderer.stop()));
    if (!text.isEmpty()) {
      send(text.getBytes(StandardCharsets.UTF_8));
    }
    link.end(code, line);
  }

  /// A line in the hint rule until the next key.
  void flash(String text, boolean error) {
    flash = new View.Flash(text, error);
    working = false;
    touchNow();
  }

  /// What a command does just now; empty: it is done.
  void progress(String text) {
    if (!text.isEmpty()) {
      flash(text, false);
      working = true;
    } else if (working) {
      flash = null;
    }
    touchNow();
  }

  /// Opens a sheet, or renews the one that asks the same.
  void ask(Question question) {
    if (sheet != null && sheet.question().getClass() == question.getClass()) {
      sheet.renew(question);
    } else {
      sheet = Sheet.of(question, theme, steady);
    }
    touchNow();
  }

  /// What waits for an answer has changed: an open strip shows the newest of its question, or goes
  /// away with it, so that no key answers what it did not ask.
  ///
  /// @param newer the same question now; empty when it waits no more
  void renewStrip(Function<Question.Held, Optional<Question.Held>> newer) {
    if (sheet == null || !(sheet.question() instanceof Question.Held held)) {
      return;
    }
    Optional<Question.Held> now = newer.apply(held);
    if (now.isPresent()) {
      sheet.renew(now.get());
    } else {
      sheet = null;
      flash("that question does not wait any more", false);
    }
    touchNow();
  }

  /// Bytes from the terminal.
  void input(byte[] bytes) {
    decoder.decode(bytes, 0, bytes.length).forEach(this::input);
    if (decoder.isPending()) {
      long turn = ++decodes;
      hands.after(Duration.ofMillis(25), () -> flush(turn));
    } else {
      decodes++;
    }
  }

  /// Nothing came behind a lone ESC: it is the key.
  private void flush(long turn) {
    if (turn == decodes) {
      decoder.flush().forEach(this::input);
    }
  }

  private void input(Input input) {
    switch (input) {
      case Key key -> key(key);
      case Input.Mouse event -> mouse(event);
      case Input.Paste paste -> paste(paste);
      case Input.Focus focus -> {
        blurred = !focus.gained();
        touch();
        Optional<Pane> pane = session.window().focused();
        if (pane.isPresent()) {
          Modes modes = pane.get().emulator().screen().modes();
          hands.tell(pane.get(), KeyEncoder.focus(focus.gained(), modes));
        }
      }
      case Input.Report report -> report(report);
    }
  }

  private void key(Key key) {
    if (session.bare()) {
      toPane(key);
      return;
    }
    if (flash != null && key.event() == Key.Event.PRESS) {
      flash = null;
      touchNow();
    }
    KeyMachine.Focus focus =
        sheet != null
            ? KeyMachine.Focus.SHEET
            : session.panel().focused() ? KeyMachine.Focus.PANEL : KeyMachine.Focus.PANE;
    switch (keys.key(key, focus, this::context)) {
      case KeyMachine.Step.Run run -> run(run.command());
      case KeyMachine.Step.ToPane to -> toPane(to.key());
      case KeyMachine.Step.ToSheet to -> toSheet(to.key());
      case KeyMachine.Step.Refused refused -> flash(refused.why(), true);
      case KeyMachine.Step.Redraw _ -> touchNow();
      case KeyMachine.Step.Nothing _ -> {}
    }
  }

  private void run(String line) {
    touchNow();
    if (!keys.takes(line)) {
      hands.run(this, line);
    }
  }

  /// Enter in a pane whose program has ended starts it again, where that is known how.
  private boolean startsAgain(Key key) {
    Optional<Pane> ended =
        session
            .window()
            .focused()
            .filter(pane -> pane.state() instanceof PaneState.Exited && pane.startsAgain());
    if (ended.isEmpty() || !key.equals(Key.of(Key.ENTER, 0))) {
      return false;
    }
    run("respawn-pane -t " + ended.get().id());
    return true;
  }

  private void toPane(Key key) {
    if (startsAgain(key)) {
      return;
    }
    focused((pane, modes) -> {
      if (pane.scrolledBack() > 0 && key.event() == Key.Event.PRESS) {
        pane.scrollToEnd();
        touchNow();
      }
      return KeyEncoder.key(key, modes);
    });
  }

  /// What to send to a program in its modes.
  private interface Encoding {
    byte[] bytes(Pane pane, Modes modes);
  }

  private void focused(Encoding encoding) {
    Optional<Pane> pane = session.window().focused();
    if (pane.isPresent()) {
      Modes modes = pane.get().emulator().screen().modes();
      hands.type(pane.get(), encoding.bytes(pane.get(), modes));
    }
  }

  private void paste(Input.Paste paste) {
    if (sheet != null) {
      toSheet(paste);
    } else if (!session.panel().focused()) {
      focused((_, modes) -> KeyEncoder.paste(paste.text(), modes));
      if (paste.truncated()) {
        flash("the paste was cut at " + (InputDecoder.PASTE_LIMIT >> 20) + " MiB", true);
      }
    }
  }

  private void mouse(Input.Mouse event) {
    if (sheet != null) {
      toSheet(event);
      return;
    }
    boolean press =
        event.action() == Input.Mouse.Action.PRESS && event.button() == Input.Mouse.Button.LEFT;
    if (press && areas.side().contains(event.column(), event.row())) {
      compositor.click(session.panel(), event.row());
      touchNow();
    }
    for (MouseMachine.Step step : mouse.mouse(event, session.window(), areas.side())) {
      switch (step) {
        case MouseMachine.Step.Run run -> run(run.command());
        case MouseMachine.Step.ToPane to ->
            session.window().pane(to.pane()).ifPresent(pane -> toPane(pane, to.mouse()));
        case MouseMachine.Step.Scroll scroll ->
            session.window().pane(scroll.pane()).ifPresent(pane -> pane.scroll(scroll.lines()));
        case MouseMachine.Step.Move move -> session.window().move(move.border(), move.cells());
      }
      touchNow();
    }
  }

  private void toPane(Pane pane, Input.Mouse event) {
    byte[] bytes = KeyEncoder.mouse(event, pane.emulator().screen().modes());
    switch (event.action()) {
      case PRESS, RELEASE -> hands.type(pane, bytes);
      case MOVE, WHEEL -> hands.tell(pane, bytes);
    }
  }

  private void toSheet(Input input) {
    if (sheet == null) {
      return;
    }
    touchNow();
    switch (sheet.input(input)) {
      case Sheet.Reply.Stay _ -> {}
      case Sheet.Reply.Close _ -> sheet = null;
      case Sheet.Reply.Run run -> {
        sheet = null;
        run(run.command());
      }
      case Sheet.Reply.Ask ask -> run(ask.command());
    }
  }

  private void report(Input.Report report) {
    renderer.answered(report);
    touch();
  }

  /// What decides which keys work.
  KeyContext context() {
    Optional<Pane> pane = session.window().focused();
    Rect box = pane.map(p -> session.window().placement().box(p.id())).orElse(new Rect(0, 0, 0, 0));
    KeyContext own =
        new KeyContext(
            areas.tier(),
            session.panes().size(),
            Layout.canSplit(box, Axis.SIDE_BY_SIDE),
            Layout.canSplit(box, Axis.STACKED),
            pane.filter(p -> !p.sandbox().isEmpty()).isPresent(),
            pane.filter(p -> p.state() instanceof PaneState.Running).isPresent(),
            false,
            session.panel().forks().size(),
            false,
            (int) session.panes().stream().filter(p -> p.activity().waits()).count(),
            session.panel().waiting().size());
    return hands.context(own, session);
  }

  /// Whether a frame is due or on its way.
  boolean busy() {
    return dirty || inFlight > 0;
  }

  /// Sends a frame if one is due.
  ///
  /// @return when the next is due, as `now`, or [Long#MAX_VALUE]
  long render(long now) {
    if (!dirty || inFlight > 0) {
      return Long.MAX_VALUE;
    }
    long due = lastFrame + FRAME;
    if (!urgent && due - now > 0) {
      return due;
    }
    View last = view;
    View next;
    Frame frame;
    if (whole || last == null) {
      next = view();
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
        compositor.nextChange(next).map(when -> hands.after(when, this::touch)).orElse(() -> {});
    return Long.MAX_VALUE;
  }

  /// Sends the terminal a bell or a notification, between two frames.
  void call(byte[] bytes) {
    send(bytes);
  }

  private void send(byte[] bytes) {
    for (int at = 0; at < bytes.length; at += Protocol.PIECE) {
      int end = Math.min(bytes.length, at + Protocol.PIECE);
      boolean whole = at == 0 && end == bytes.length;
      byte[] piece = whole ? bytes : Arrays.copyOfRange(bytes, at, end);
      link.send(new Message.Output(piece));
      inFlight++;
    }
  }

  private View view() {
    return new View(
        session,
        areas,
        hands.facts(session),
        keys.table(),
        keys.prefix(),
        keys.locked(),
        context(),
        Optional.ofNullable(flash),
        Optional.ofNullable(sheet),
        clock.instant(),
        clock.getZone());
  }
}
