package agenttui.server;

import agenttui.mux.Areas;
import agenttui.mux.Axis;
import agenttui.mux.Layout;
import agenttui.mux.Pane;
import agenttui.mux.PaneState;
import agenttui.mux.Question;
import agenttui.mux.Rect;
import agenttui.mux.Seat;
import agenttui.mux.Session;
import agenttui.mux.find.Finds;
import agenttui.mux.keys.KeyContext;
import agenttui.mux.keys.KeyMachine;
import agenttui.mux.keys.KeyTable;
import agenttui.mux.keys.KeyTables;
import agenttui.server.screen.HintLine;
import agenttui.server.screen.Painter;
import agenttui.server.screen.Pointer;
import agenttui.server.screen.Preferences;
import agenttui.server.screen.TypeAhead;
import agenttui.server.screen.Typing;
import agenttui.term.Input;
import agenttui.term.InputDecoder;
import agenttui.term.Key;
import agenttui.term.KeyEncoder;
import agenttui.term.Modes;
import agenttui.term.Width;
import agenttui.ui.Sheet;
import agenttui.ui.View;
import agenttui.wire.Message;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A session on one client's terminal: what its keys mean and what it is shown. Loop only.
final class Attached implements Finds.Screen {
  /// How the loop does what keys and the mouse mean.
  interface Hands extends Typing {
    /// Runs a command line; its outcome comes back to this screen.
    ///
    /// @param asks gets what it asks
    void run(Attached from, String line, Consumer<Question> asks);

    /// What the hints depend on besides the window.
    KeyContext context(KeyContext own, Session session);

    /// What is meant without a name is that session from now on.
    void used(Session session);

    /// What a person has before them may have changed. Each frame looks too, but the focus of a
    /// terminal may go and come back before one.
    void looksAround(Attached from);

    /// Another terminal drives the session's windows now.
    void moved(Session session);

    /// Whether a command line changes nothing but what its own screen shows.
    boolean looks(String line);

    /// Facts at the right of the window list.
    List<String> facts(Session session);

    /// Calls back on the loop after a while.
    ///
    /// @return takes that back
    Runnable after(Duration delay, Runnable action);
  }

  /// Columns of the hint rule for the prefix, the help key and the rule between.
  private static final int BESIDE = 24;

  private final Link link;
  private final Seat seat;
  private final boolean readOnly;
  private final Map<String, String> terminal;
  private final Hands hands;
  private final Clock clock;
  private final InstantSource steady;
  private final TypeAhead ahead;
  private final KeyMachine keys;
  private final Pointer pointer;
  private KeyTable offered;
  private final Painter painter;
  private final HintLine hint;
  private Areas areas;
  private int columns;
  private int rows;
  private @Nullable Sheet sheet;

  private boolean blurred;

  /// @param steady a clock that never jumps
  /// @param keys the client's key machine
  /// @param readOnly whether it may only look
  Attached(
      Link link,
      Seat seat,
      boolean readOnly,
      Hands hands,
      Preferences preferences,
      Clock clock,
      InstantSource steady,
      KeyMachine keys,
      Message.Attach attach) {
    this.link = link;
    this.seat = seat;
    this.readOnly = readOnly;
    this.hands = hands;
    this.clock = clock;
    this.steady = steady;
    this.keys = keys;
    this.terminal = attach.terminal();
    this.columns = attach.columns();
    this.rows = attach.rows();
    this.areas = seat.fit(columns, rows);
    this.ahead = new TypeAhead(hands::after, input -> link.view().orElse(this).input(input));
    this.painter = new Painter(link::send, terminal, preferences, clock, hands::after);
    this.hint = new HintLine(painter, hands::after);
    this.offered = offered(keys.tables());
    this.pointer = new Pointer(seat, readOnly, painter, steady, hands, this::run);
  }

  Link link() {
    return link;
  }

  Session session() {
    return seat.session();
  }

  @Override
  public Seat seat() {
    return seat;
  }

  /// The terminal has another size.
  void resize(int toColumns, int toRows) {
    columns = toColumns;
    rows = toRows;
    refit();
    painter.resized();
  }

  /// The panel was shown or hidden, or the terminal has another size.
  void refit() {
    areas = seat.fit(columns, rows);
    touch();
  }

  /// Other keys and looks from now on.
  void wear(Preferences preferences) {
    keys.tables(preferences.keys());
    offered = offered(preferences.keys());
    painter.wear(preferences);
    if (sheet != null) {
      sheet.dress(painter.theme());
    }
    touchNow();
  }

  /// What the hint rule offers after the prefix: who may only look is offered nothing else.
  private KeyTable offered(KeyTables tables) {
    return readOnly ? tables.afterPrefix().only(hands::looks) : tables.afterPrefix();
  }

  /// What its keys mean, in their mode.
  KeyMachine keys() {
    return keys;
  }

  /// The keys in force.
  KeyTables tables() {
    return keys.tables();
  }

  /// Something that it shows may have changed.
  void touch() {
    painter.touch();
  }

  /// Something that a person waits for has changed.
  void touchNow() {
    painter.touchNow();
  }

  /// What draws it.
  Painter painter() {
    return painter;
  }

  /// The pane that a person has before them: it has the focus, and so has the terminal, as far as
  /// it tells.
  Optional<Pane> sees() {
    return blurred ? Optional.empty() : seat.focused();
  }

  /// Whether it is the terminal of its session that was used last, and may do more than look.
  boolean drives() {
    return !readOnly && session().seat() == seat;
  }

  int columns() {
    return columns;
  }

  int rows() {
    return rows;
  }

  /// What its terminal calls itself: `xterm-256color`.
  String terminal() {
    return terminal.getOrDefault("TERM", "");
  }

  /// Gives up its terminal to another session's screen.
  ///
  /// @return how the other one attaches to it
  Message.Attach moves() {
    painter.stop();
    return new Message.Attach("", columns, rows, terminal);
  }

  /// Gives the terminal back and says the last word.
  ///
  /// @param text what is left on the terminal, lines ended by CR LF
  void leave(int code, String line, String text) {
    painter.stop();
    if (!text.isEmpty()) {
      painter.send(text.getBytes(StandardCharsets.UTF_8));
    }
    link.end(code, line);
  }

  /// A line in the hint rule until the next key; where it is no error, for a while at most.
  void flash(String text, boolean error) {
    hint.flash(text, error);
  }

  /// What stands in the hint rule instead of the hints.
  HintLine hint() {
    return hint;
  }

  /// Opens a sheet, or renews the one that asks the same.
  @Override
  public void ask(Question question) {
    show(question, sheet != null && sheet.question().title().equals(question.title()));
  }

  private void show(Question question, boolean renews) {
    if (sheet != null && renews && sheet.question().getClass() == question.getClass()) {
      sheet.renew(question);
    } else {
      sheet = Sheet.of(question, painter.theme(), steady);
    }
    touchNow();
  }

  @Override
  public boolean finds() {
    return sheet != null && sheet.question() instanceof Question.Find;
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
    ahead.bytes(bytes);
  }

  /// What comes from the terminal, and waits for commands that are not done.
  TypeAhead ahead() {
    return ahead;
  }

  /// A person did something here: sizes follow this terminal, and what is meant without a name is
  /// what it shows.
  private void used() {
    if (readOnly) {
      return;
    }
    hands.used(session());
    if (session().use(seat)) {
      hands.moved(session());
    }
  }

  private void input(Input input) {
    boolean answers = input instanceof Input.Report;
    boolean left = input instanceof Input.Focus focus && !focus.gained();
    if (!answers && !left) {
      used();
    }
    switch (input) {
      case Key key -> key(key);
      case Input.Mouse event -> mouse(event);
      case Input.Paste paste -> paste(paste);
      case Input.Focus focus -> {
        blurred = !focus.gained();
        touch();
        hands.looksAround(this);
      }
      case Input.Report report -> report(report);
    }
  }

  private void key(Key key) {
    if (session().bare()) {
      toPane(key);
      return;
    }
    if (key.event() == Key.Event.PRESS) {
      hint.clear();
    }
    if (sheet == null && hint.takes(key)) {
      return;
    }
    boolean before = keys.locked();
    KeyMachine.Step step = keys.key(key, focus(), this::context);
    locked(before);
    switch (step) {
      case KeyMachine.Step.Run run -> run(run.command());
      case KeyMachine.Step.ToPane to -> toPane(to.key());
      case KeyMachine.Step.ToSheet to -> toSheet(to.key());
      case KeyMachine.Step.Refused(String what, String why) -> flash(refused(what, why), true);
      case KeyMachine.Step.Redraw _ -> touchNow();
      case KeyMachine.Step.Nothing _ -> {}
    }
  }

  /// The reason is told also where there is no room to say what it is the reason for.
  private String refused(String what, String why) {
    String both = what + ": " + why;
    return what.isEmpty() || Width.of(both) > columns - BESIDE ? why : both;
  }

  /// Who locks wants the program to have the keys, not the panel.
  private void locked(boolean before) {
    if (keys.locked() && !before && seat.panel().focused()) {
      seat.panel().focused(false);
      refit(); // Where it lay over panes it goes.
    }
  }

  private KeyMachine.Focus focus() {
    if (sheet != null) {
      return KeyMachine.Focus.SHEET;
    }
    if (seat.panel().focused()) {
      return KeyMachine.Focus.PANEL;
    }
    boolean copying = seat.focused().filter(pane -> pane.copying().isPresent()).isPresent();
    return copying ? KeyMachine.Focus.COPY : KeyMachine.Focus.PANE;
  }

  private void run(String line) {
    run(line, this::ask);
  }

  private void run(String line, Consumer<Question> asks) {
    touchNow();
    boolean before = keys.locked();
    if (keys.takes(line)) {
      locked(before);
      return;
    }
    if (readOnly && !hands.looks(line)) {
      refuse();
    } else {
      hands.run(this, line, asks);
    }
  }

  private void refuse() {
    flash("this terminal may only look: attached with --read-only", true);
  }

  /// Enter in a pane whose program has ended starts it again, where that is known how.
  private boolean startsAgain(Key key) {
    Optional<Pane> ended =
        seat.focused()
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
    Optional<Pane> pane = seat.focused();
    if (readOnly) {
      refuse();
    } else if (pane.isPresent()) {
      Modes modes = pane.get().emulator().screen().modes();
      hands.type(pane.get(), encoding.bytes(pane.get(), modes));
    }
  }

  private void paste(Input.Paste paste) {
    if (sheet == null && hint.takes(paste)) {
      return;
    }
    if (sheet != null) {
      toSheet(paste);
    } else if (focus() == KeyMachine.Focus.COPY) {
      flash("not pasted: the pane is in copy mode", true);
    } else if (!seat.panel().focused()) {
      focused((_, modes) -> KeyEncoder.paste(paste.text(), modes));
      if (paste.truncated()) {
        flash("the paste was cut at " + (InputDecoder.PASTE_LIMIT >> 20) + " MiB", true);
      }
    }
  }

  private void mouse(Input.Mouse event) {
    if (sheet != null) {
      toSheet(event);
    } else {
      pointer.mouse(event, areas);
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
      case Sheet.Reply.Ask ask -> {
        Sheet asker = sheet;
        // Whoever leaves the sheet meanwhile is not brought back to it.
        run(
            ask.command(),
            newer -> {
              if (sheet == asker) {
                show(newer, true);
              }
            });
      }
    }
  }

  private void report(Input.Report report) {
    painter.answered(report);
    if (sheet != null) {
      sheet.dress(painter.theme());
    }
  }

  /// What decides which keys work.
  KeyContext context() {
    Optional<Pane> pane = seat.focused();
    Rect box = pane.map(p -> seat.placement().box(p.id())).orElse(new Rect(0, 0, 0, 0));
    KeyContext own =
        new KeyContext(
            areas.tier(),
            seat.window().panes().size(),
            session().windows().size(),
            Layout.canSplit(box, Axis.SIDE_BY_SIDE),
            Layout.canSplit(box, Axis.STACKED),
            pane.filter(p -> !p.sandbox().isEmpty()).isPresent(),
            pane.filter(p -> p.state() instanceof PaneState.Running).isPresent(),
            false,
            seat.panel().forks().size(),
            false,
            (int) session().panes().stream().filter(p -> p.activity().waits()).count(),
            seat.panel().waiting().size());
    return hands.context(own, session());
  }

  /// Sends a frame if one is due.
  ///
  /// @return when the next is due, as `now`, or [Long#MAX_VALUE]
  long render(long now) {
    return painter.render(now, this::view);
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>(hands.facts(session()));
    if (readOnly) {
      facts.add("read-only");
    }
    return facts;
  }

  private View view() {
    boolean copying = focus() == KeyMachine.Focus.COPY;
    return new View(
        seat,
        areas,
        facts(),
        copying ? keys.copyTable() : keys.table().name().equals("prefix") ? offered : keys.table(),
        keys.tables(),
        keys.locked(),
        copying ? keys.begun() : "",
        hint.entry(),
        context(),
        hint.flash(),
        Optional.ofNullable(sheet),
        clock.instant(),
        clock.getZone());
  }
}
