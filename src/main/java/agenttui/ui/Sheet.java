package agenttui.ui;

import agenttui.mux.Areas;
import agenttui.mux.Question;
import agenttui.mux.Rect;
import agenttui.term.Input;
import agenttui.term.Key;
import agenttui.term.Style;
import agenttui.ui.sheet.Answer;
import agenttui.ui.sheet.Content;
import agenttui.ui.sheet.Ink;
import agenttui.ui.theme.Theme;
import agenttui.ui.theme.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One open question, drawn over the panes. Event loop only.
///
/// It takes keys and hands back command lines; it does nothing by itself. The first 400 ms after it
/// opens, or asks something else, take no letter and no Enter, so that prose typed for an agent
/// answers nothing.
public final class Sheet {
  private static final Duration DEAF = Duration.ofMillis(400);

  private final Ink ink;
  private Theme theme;
  private final InstantSource clock;
  private final Content content;
  private Instant armed;
  private Question question;
  private boolean page;
  private Rect area = new Rect(0, 0, 0, 0);

  private Sheet(Question question, Theme theme, InstantSource clock, Ink ink) {
    this.question = question;
    this.theme = theme;
    this.clock = clock;
    // A menu was opened where the person looks, by the same hand that answers.
    this.armed = popup() ? Instant.MIN : clock.instant().plus(DEAF);
    this.ink = ink;
    this.content = Content.of(question, ink);
  }

  /// Opens a question.
  ///
  /// @param clock for the time in which no letter is taken; one that never jumps, else a jump could
  ///   arm it, or leave it deaf
  public static Sheet of(Question question, Theme theme, InstantSource clock) {
    return new Sheet(question, theme, clock, dyed(new Ink(), theme));
  }

  private static Ink dyed(Ink ink, Theme theme) {
    return ink.dye(
        role -> theme.onSheet(token(role)),
        role -> role == Ink.Role.TEXT ? theme.attribute(Token.TEXT) : page(theme, role));
  }

  /// Draws it in another theme from now on.
  public void dress(Theme now) {
    theme = now;
    dyed(ink, now);
  }

  private static Token token(Ink.Role role) {
    return switch (role) {
      case TEXT -> Token.DIALOG;
      case MUTED -> Token.TEXT_MUTED;
      case STRONG -> Token.TITLE_FOCUS;
      case ACCENT -> Token.ACCENT;
      case DANGER -> Token.DIALOG_DANGER;
      case BAD -> Token.PANEL_BAD;
      case GOOD -> Token.STATE_DONE;
      case HEADING -> Token.PANEL_HEADING;
      case KEY -> Token.HINT_KEY;
      case HIT -> Token.HIT;
      case FIELD -> Token.DIALOG_FIELD;
      case SELECT -> Token.SELECT;
      case FRAME -> Token.FRAME;
      case ADDED -> Token.DIFF_ADD;
      case REMOVED -> Token.DIFF_DEL;
    };
  }

  /// On a page there is no ground, so what is red on a sheet is the panel's red.
  private static long page(Theme theme, Ink.Role role) {
    return theme.attribute(role == Ink.Role.DANGER ? Token.STATE_FAILED : token(role));
  }

  /// What a key or click led to.
  public sealed interface Reply {
    /// It stays open; draw it again.
    record Stay() implements Reply {}

    /// It was left: close it.
    record Close() implements Reply {}

    /// Close it and run a command line.
    record Run(String command) implements Reply {}

    /// Keep it open and run a command line whose answer is a new question for [Sheet#renew].
    record Ask(String command) implements Reply {}
  }

  /// Takes a key, a paste, or a mouse event with cells of the whole screen.
  public Reply input(Input input) {
    int step = content.step();
    Optional<Answer> answer =
        switch (input) {
          case Key key when key.event() == Key.Event.RELEASE || deaf(key) -> Optional.empty();
          case Key key -> content.key(key);
          case Input.Paste paste -> content.paste(paste.text());
          case Input.Mouse mouse -> click(mouse);
          case Input.Focus _, Input.Report _ -> Optional.empty();
        };
    if (content.step() != step) {
      rearm();
    }
    return answer.map(Sheet::reply).orElse(new Reply.Stay());
  }

  private static Reply reply(Answer answer) {
    if (answer.command().isEmpty()) {
      return new Reply.Close();
    }
    return answer.stays() ? new Reply.Ask(answer.command()) : new Reply.Run(answer.command());
  }

  private boolean deaf(Key key) {
    boolean letter = !key.text().isEmpty() && !content.typing();
    boolean types = letter || key.code() == Key.ENTER;
    return types && isDeaf();
  }

  private boolean isDeaf() {
    return clock.instant().isBefore(armed);
  }

  private void rearm() {
    armed = clock.instant().plus(DEAF);
  }

  private Optional<Answer> click(Input.Mouse mouse) {
    boolean press =
        mouse.action() == Input.Mouse.Action.PRESS
            && mouse.button() == Input.Mouse.Button.LEFT
            && !isDeaf();
    int row = mouse.row() - area.row() - 1;
    if (popup() && press && !area.contains(mouse.column(), mouse.row())) {
      return Optional.of(new Answer("", false));
    }
    return press && row >= 0 && area.contains(mouse.column(), mouse.row())
        ? content.click(mouse.column() - area.column(), row)
        : Optional.empty();
  }

  /// The question that it asks.
  public Question question() {
    return question;
  }

  /// Shows a newer version of the same question; the selection stays where it was. A strip about
  /// another call takes no letter for a moment.
  public void renew(Question newer) {
    if (newer instanceof Question.Held now
        && question instanceof Question.Held before
        && !now.id().equals(before.id())) {
      rearm();
    }
    question = newer;
    content.renew(newer);
  }

  /// The word in the hint rule: `FORK`.
  public String mode() {
    return question.mode();
  }

  /// Keys that work in it.
  public List<View.Hint> hints() {
    return content.hints().stream().map(hint -> new View.Hint(hint.key(), hint.words())).toList();
  }

  /// The cells that it covers, its top rule included. Above three quarters of the height it is a
  /// page; a page has all columns.
  Rect area(Areas areas) {
    Rect now = question instanceof Question.Menu menu ? beside(areas, menu) : below(areas);
    if (!now.equals(area)) {
      area = now;
      content.fit(area.columns(), Math.max(1, area.rows() - 1), page);
    }
    return area;
  }

  private Rect beside(Areas areas, Question.Menu menu) {
    int columns = Math.min(content.wantedColumns(), areas.columns());
    int rows = Math.min(content.wantedRows(columns) + 1, areas.panes().rows());
    int top = areas.panes().row();
    return new Rect(
        Math.clamp(menu.column(), 0, areas.columns() - columns),
        Math.clamp(menu.row(), top, areas.panes().endRow() - rows),
        columns,
        rows);
  }

  private Rect below(Areas areas) {
    Rect panes = areas.panes();
    int columns = areas.over() ? areas.columns() : panes.columns();
    int wanted = content.page() ? Integer.MAX_VALUE : content.wantedRows(columns) + 1;
    page = wanted > panes.rows() * 3 / 4;
    return page
        ? new Rect(0, panes.row(), areas.columns(), panes.rows())
        : new Rect(0, panes.endRow() - wanted, columns, wanted);
  }

  /// Whether it lies over some cells only, beside the pointer.
  boolean popup() {
    return question instanceof Question.Menu;
  }

  /// Whether it covers the panel too.
  boolean page() {
    return page;
  }

  /// Rows of the screen that hold a light rule.
  List<Integer> rules() {
    return content.rules().stream().map(row -> area.row() + 1 + row).toList();
  }

  private boolean destroys() {
    return question instanceof Question.Confirm confirm && confirm.destroys();
  }

  /// Draws itself into its cells; its lines are drawn already.
  ///
  /// @param now by the wall clock, for ages
  void draw(Frame frame, Instant now) {
    if (question instanceof Question.Held held) {
      strip(frame, held, now);
    } else {
      top(frame);
    }
    int columns = Math.min(area.columns(), content.columns());
    int[] text = content.text();
    long[] style = content.style();
    long rule = page ? theme.attribute(Token.FRAME) : theme.onSheet(Token.FRAME);
    for (int row = 0; row < area.rows() - 1; row++) {
      boolean ruled = content.rules().contains(row);
      for (int column = 0; column < columns; column++) {
        int at = row * content.columns() + column;
        if (at >= text.length) {
          return;
        }
        int x = area.column() + column;
        int y = area.row() + 1 + row;
        if (ruled && text[at] == 0 && !inHeading(text, at, column, columns)) {
          frame.restyle(x, y, rule);
        } else {
          frame.set(x, y, text[at], style[at]);
        }
      }
    }
    content
        .cursor()
        .ifPresent(at -> frame.cursor(area.column() + at[0], area.row() + 1 + at[1], 0));
  }

  /// A blank beside or between the words of a heading belongs to it.
  private static boolean inHeading(int[] text, int at, int column, int columns) {
    boolean before = column > 0 && text[at - 1] != 0;
    boolean after = column + 1 < columns && text[at + 1] != 0;
    return before || after;
  }

  private long words(Token token) {
    return page ? theme.attribute(token) : theme.onSheet(token);
  }

  private void line(Frame frame, Token token) {
    long line = words(token);
    line = Style.withForeground(line & ~Style.BOLD, Style.foreground(theme.attribute(token)));
    for (int column = area.column(); column < area.endColumn(); column++) {
      frame.restyle(column, area.row(), line);
    }
  }

  /// The strip's rule is amber: who asks in a chip, at the right its place and how long it waits.
  private void strip(Frame frame, Question.Held held, Instant now) {
    line(frame, Token.STATE_NEEDS_MARK);
    long chip = theme.attribute(Token.STATE_NEEDS);
    String age = "held " + Ages.running(Duration.between(held.since(), now));
    Runs right = new Runs().add(" " + age + " ", words(Token.STATE_NEEDS_MARK));
    int end = area.endColumn() - 1;
    int at = end - right.width();
    right.draw(frame, at, area.row(), end);
    if (held.of() > 1) {
      String words = " " + held.place() + " of " + held.of() + " ";
      Runs place = new Runs().add(words, words(Token.TEXT));
      at -= place.width() + 1;
      place.draw(frame, at, area.row(), end);
    }
    new Runs()
        .add(" " + Runs.start("▲ " + held.title(), at - area.column() - 4) + " ", chip)
        .draw(frame, area.column() + 1, area.row(), at);
  }

  private void top(Frame frame) {
    Token token = destroys() ? Token.DIALOG_DANGER : Token.FRAME_FOCUS;
    line(frame, token);
    Token words = destroys() ? Token.DIALOG_DANGER : Token.TITLE_FOCUS;
    Runs left = new Runs().add(" " + question.title() + " ", words(words));
    int end = left.draw(frame, area.column() + 1, area.row(), area.endColumn() - 1);
    Runs right = new Runs().add(" " + content.right() + " ", words(Token.TEXT_MUTED));
    int at = area.endColumn() - 1 - right.width();
    if (!content.right().isEmpty() && at > end) {
      right.draw(frame, at, area.row(), area.endColumn());
    }
  }
}
