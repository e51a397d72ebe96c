package agenttui.ui;

import agenttui.mux.Rect;
import agenttui.term.Input;
import agenttui.term.Style;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns the difference between two frames into the fewest bytes for one client's terminal. One per
/// client, event loop only.
public final class Renderer {
  /// Base64 characters that terminals take at most: tmux and others cut what is longer, xterm drops
  /// it.
  private static final int CLIPBOARD = 74_994;

  /// Equal cells between two changed ones that are written again rather than skipped: a move costs
  /// as much.
  private static final int BRIDGE = 4;

  /// Blank cells from which ECH and a move are shorter than blanks.
  private static final int ERASE = 9;

  /// Bytes that REP costs.
  private static final int REPEAT = 5;

  private static final byte[] NOTHING = {};

  private final Pen pen = new Pen();
  private TerminalCapabilities capabilities;
  private @Nullable Frame shown;
  private int generation;
  private boolean pushed;
  private boolean push;
  private boolean finish;
  private boolean cursorVisible = true;
  private int cursorShape;

  /// @param capabilities what the client's terminal can do
  public Renderer(TerminalCapabilities capabilities) {
    this.capabilities = capabilities;
    pen.capabilities(capabilities);
  }

  /// What lines and marks are drawn with from the next frame on.
  ///
  /// @param glyphs `auto`, `unicode` or `ascii`, as the configuration has it
  /// @param utf8 whether the terminal says that it shows more than ASCII
  public void glyphs(String glyphs, boolean utf8) {
    capabilities = capabilities.utf8(utf8 || glyphs.equals("unicode"));
    pen.capabilities(capabilities);
    pen.lines(!glyphs.equals("ascii"));
    invalidate();
  }

  /// What is sent before the first frame: alternate screen, mouse, paste, focus and keyboard modes,
  /// and questions whose answers come as [Input.Report] and go to [#answered].
  public byte[] start() {
    Bytes out = new Bytes(200);
    invalidate();
    if (!capabilities.modes()) {
      return out.ascii("\033[?7l").copy();
    }
    // Alternate screen; no wrapping at the margin.
    out.ascii("\033[?1049h\033[?7l");
    if (capabilities.mouse()) {
      // Clicks, drags and wheel in SGR form.
      out.ascii("\033[?1002h\033[?1006h");
    }
    // Paste markers; focus events; and to be told when light and dark change places.
    out.ascii("\033[?2004h\033[?1004h\033[?2031h");
    if (capabilities.kittyKeyboard()) {
      // Keyboard protocol, flag 1: keys that are ambiguous otherwise (Shift+Enter, Esc).
      out.ascii("\033[>1u");
      pushed = true;
    }
    // DECRQM of synchronized output and of left and right margins, the keyboard's flags, the
    // background, then DA1.
    return out.ascii("\033[?2026$p\033[?69$p\033[?u\033]11;?\033\\\033[c").copy();
  }

  /// What gives the terminal back as it was.
  public byte[] stop() {
    Bytes out = new Bytes(120);
    invalidate();
    // Erased first: where there is no alternate screen (GNU screen has none unless told so), what
    // follows begins on an empty one.
    out.ascii("\033[m\033[r\033[H\033[J");
    if (!capabilities.modes()) {
      return out.ascii("\033[?7h\033[?25h").copy();
    }
    if (capabilities.hyperlinks()) {
      out.ascii("\033]8;;\033\\");
    }
    if (pushed) {
      out.ascii("\033[<u");
      pushed = false;
    }
    out.ascii(
        "\033[?2031l\033[?1004l\033[?2004l\033[?1006l\033[?1002l\033[?7h\033[0"
            + " q\033[?25h\033[?1049l");
    return out.copy();
  }

  /// Gives a text to the terminal's clipboard (OSC 52). Whether the terminal took it, it does not
  /// say.
  ///
  /// @param sent gets the bytes
  /// @return why nothing was sent; empty when it was
  public Optional<String> clipboard(String text, Consumer<byte[]> sent) {
    byte[] encoded = Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8));
    if (!capabilities.clipboard()) {
      return Optional.of("this terminal has no clipboard to write to");
    }
    if (encoded.length > CLIPBOARD) {
      return Optional.of("too long for a terminal's clipboard");
    }
    String base64 = new String(encoded, StandardCharsets.US_ASCII);
    sent.accept(("\033]52;c;" + base64 + "\033\\").getBytes(StandardCharsets.US_ASCII));
    return Optional.empty();
  }

  /// The terminal answered one of the questions of [#start]: what it can do is used from the next
  /// frame on.
  public void answered(Input.Report report) {
    switch (report) {
      case Input.Report.Mode mode
          when mode.isPrivate() && (mode.state() == 1 || mode.state() == 2) ->
          capabilities = capabilities.knows(mode.mode());
      case Input.Report.KeyboardFlags _ -> push = !pushed;
      case Input.Report.Mode _,
          Input.Report.Attributes _,
          Input.Report.Colour _,
          Input.Report.Cursor _,
          Input.Report.Version _,
          Input.Report.ColourScheme _,
          Input.Report.WindowSize _ -> {}
    }
    pen.capabilities(capabilities);
  }

  /// What the terminal can do, as far as it is known.
  public TerminalCapabilities capabilities() {
    return capabilities;
  }

  /// Forgets what the terminal shows: the next frame is drawn whole.
  public void invalidate() {
    shown = null;
  }

  /// The bytes that make the terminal show this frame; empty when it does already.
  public byte[] render(Frame next) {
    Bytes out = pen.out();
    out.clear();
    if (push) {
      out.ascii("\033[>1u");
      pushed = true;
      push = false;
    }
    Frame before = shown;
    if (before == null
        || before.columns() != next.columns()
        || before.rows() != next.rows()
        || generation != next.glyphs().generation()) {
      before = blank(next);
    }
    int changed = changedRows(before, next);
    if (changed > 0) {
      draw(before, next, changed > 1);
    }
    cursor(next);
    if (out.length() == 0) {
      return NOTHING;
    }
    before.become(next);
    return out.copy();
  }

  /// A cleared terminal.
  private Frame blank(Frame next) {
    Frame blank = new Frame(next.columns(), next.rows(), next.glyphs());
    shown = blank;
    generation = next.glyphs().generation();
    pen.reset();
    pen.out().ascii("\033[m\033[?25l\033[2J\033[H");
    pen.move(0, 0);
    cursorVisible = false;
    return blank;
  }

  private static int changedRows(Frame before, Frame next) {
    int changed = 0;
    for (int row = 0; row < next.rows(); row++) {
      changed += first(before, next, row) < next.columns() ? 1 : 0;
    }
    return changed;
  }

  /// The first column in which a row differs, or the number of columns.
  private static int first(Frame before, Frame next, int row) {
    int from = row * next.columns();
    int to = from + next.columns();
    int text = Arrays.mismatch(before.text, from, to, next.text, from, to);
    int style = Arrays.mismatch(before.style, from, to, next.style, from, to);
    int extra = Arrays.mismatch(before.extra, from, to, next.extra, from, to);
    int least = next.columns();
    least = text >= 0 ? Math.min(least, text) : least;
    least = style >= 0 ? Math.min(least, style) : least;
    return extra >= 0 ? Math.min(least, extra) : least;
  }

  /// Writes what changed.
  ///
  /// @param whole whether it is more than one row, so that a half drawn frame could be seen
  private void draw(Frame before, Frame next, boolean whole) {
    Bytes out = pen.out();
    if (whole && capabilities.synchronizedOutput()) {
      out.ascii("\033[?2026h");
    } else if (whole && cursorVisible) {
      out.ascii("\033[?25l");
      cursorVisible = false;
    }
    for (Rect region : next.regions()) {
      boolean full = region.columns() == next.columns();
      if ((full || capabilities.margins()) && region.rows() > 2) {
        scroll(before, next, region, full);
      }
    }
    for (int row = 0; row < next.rows(); row++) {
      int first = first(before, next, row);
      if (first < next.columns()) {
        row(before, next, row, first);
      }
    }
    if (whole && capabilities.synchronizedOutput()) {
      finish = true;
    }
  }

  private void scroll(Frame before, Frame next, Rect region, boolean full) {
    Scrolls.Scroll scroll = Scrolls.find(before, next, region);
    if (scroll == null) {
      return;
    }
    Rect area = scroll.area();
    Bytes out = pen.out();
    if (Style.background(pen.style()) != 0) {
      pen.style(Style.DEFAULT, next.glyphs().extra(0));
    }
    // DECSTBM, with DECLRMM and DECSLRM when other panes lie beside; SU or SD; all back.
    out.ascii("\033[").number(area.row() + 1).ascii(";").number(area.endRow()).ascii("r");
    if (!full) {
      out.ascii("\033[?69h\033[").number(area.column() + 1).ascii(";");
      out.number(area.endColumn()).ascii("s");
    }
    out.ascii("\033[").number(Math.abs(scroll.by())).ascii(scroll.by() > 0 ? "S" : "T");
    if (!full) {
      out.ascii("\033[?69l");
    }
    out.ascii("\033[r");
    pen.lost();
    Scrolls.apply(before, scroll);
  }

  /// Writes the cells of a row that differ.
  private void row(Frame before, Frame next, int row, int first) {
    int columns = next.columns();
    int base = row * columns;
    int blankFrom = blankFrom(next, base, columns);
    int last = last(before, next, base, columns);
    int column = first > 0 && next.text[base + first] == Frame.TAIL ? first - 1 : first;
    while (column <= last) {
      int same = equalRun(before, next, base, column, last);
      if (same > 0 && !bridge(next, base, column, same)) {
        column += same;
        continue;
      }
      if (column >= blankFrom && last - column >= 3 && erasable(next.style[base + column])) {
        pen.move(column, row);
        pen.style(next.style[base + column], next.glyphs().extra(0));
        pen.eraseLine();
        return;
      }
      column = cell(next, row, base, column, last);
    }
  }

  private boolean erasable(long style) {
    return style == Style.DEFAULT
        || (capabilities.backColourErase() && style == Style.erased(style));
  }

  /// The column from which a row is blank in one style.
  private static int blankFrom(Frame next, int base, int columns) {
    int from = columns;
    long style = next.style[base + columns - 1];
    while (from > 0
        && next.text[base + from - 1] == 0
        && next.style[base + from - 1] == style
        && next.extra[base + from - 1] == 0) {
      from--;
    }
    return from;
  }

  private static int last(Frame before, Frame next, int base, int columns) {
    int last = columns - 1;
    while (last > 0 && equal(before, next, base + last)) {
      last--;
    }
    return last;
  }

  private static boolean equal(Frame before, Frame next, int at) {
    return before.text[at] == next.text[at]
        && before.style[at] == next.style[at]
        && before.extra[at] == next.extra[at];
  }

  /// How many cells from here on are right already, whole characters only.
  private static int equalRun(Frame before, Frame next, int base, int column, int last) {
    int end = column;
    while (end <= last && equal(before, next, base + end)) {
      end++;
    }
    // A wide character whose right half differs must be written from its left half.
    if (end > column && end <= last && next.text[base + end] == Frame.TAIL) {
      end--;
    }
    return end - column;
  }

  /// Whether equal cells are better written again than skipped.
  private boolean bridge(Frame next, int base, int column, int same) {
    if (same > BRIDGE || column == 0 || !pen.at(column)) {
      return false;
    }
    for (int i = column; i < column + same; i++) {
      int cell = next.text[base + i];
      if (cell < 0 || cell >= 0x80 || next.style[base + i] != pen.style()) {
        return false;
      }
    }
    return true;
  }

  /// Writes one character, or several as one; returns the column after.
  private int cell(Frame next, int row, int base, int column, int last) {
    int columns = next.columns();
    int cell = next.text[base + column];
    long style = next.style[base + column];
    pen.move(column, row);
    pen.style(style, next.glyphs().extra(next.extra[base + column]));
    if (cell < Frame.TAIL) {
      int width = tail(next, base, column) ? 2 : 1;
      pen.print(next.glyphs().codePoints(cell), width);
      return column + width;
    }
    if (cell == Frame.TAIL) {
      pen.print(0, 1, columns);
      return column + 1;
    }
    if (tail(next, base, column)) {
      pen.print(cell, 2, columns);
      return column + 2;
    }
    int run = run(next, base, column, last);
    if (cell == 0 && run >= ERASE && capabilities.eraseCharacters() && erasable(style)) {
      pen.erase(run);
      return column + run;
    }
    pen.print(cell, 1, columns);
    // tmux 3.3 repeats ASCII only, and so does what ncurses asks of terminals.
    if (capabilities.repeat() && cell < 0x80 && run - 1 > REPEAT) {
      pen.repeat(run - 1, columns);
      return column + run;
    }
    return column + 1;
  }

  private static boolean tail(Frame next, int base, int column) {
    return column + 1 < next.columns() && next.text[base + column + 1] == Frame.TAIL;
  }

  /// How many cells in a row are the same narrow character in the same style.
  private static int run(Frame next, int base, int column, int last) {
    int end = column + 1;
    while (end <= last
        && next.text[base + end] == next.text[base + column]
        && next.style[base + end] == next.style[base + column]
        && next.extra[base + end] == next.extra[base + column]) {
      end++;
    }
    return end - column - (tail(next, base, end - 1) ? 1 : 0);
  }

  private void cursor(Frame next) {
    Bytes out = pen.out();
    if (next.cursorVisible()) {
      pen.move(next.cursorColumn(), next.cursorRow());
      if (cursorShape != next.cursorShape()) {
        cursorShape = next.cursorShape();
        // DECSCUSR.
        out.ascii("\033[").number(cursorShape).ascii(" q");
      }
    }
    if (cursorVisible != next.cursorVisible()) {
      cursorVisible = next.cursorVisible();
      out.ascii(cursorVisible ? "\033[?25h" : "\033[?25l");
    }
    if (finish) {
      finish = false;
      out.ascii("\033[?2026l");
    }
  }

  /// Styled text that is printed on a terminal, not drawn in a frame, in what that terminal can
  /// show. One thread.
  public static final class Printed {
    private static final Glyphs.Extra PLAIN = new Glyphs.Extra(0, "");

    private final Pen pen = new Pen();

    /// Of nothing yet.
    ///
    /// @param glyphs `auto`, `unicode` or `ascii`, as the configuration has it
    public Printed(TerminalCapabilities terminal, String glyphs) {
      pen.capabilities(terminal.utf8(terminal.utf8() || glyphs.equals("unicode")));
      pen.lines(!glyphs.equals("ascii"));
    }

    /// Adds a text whose characters are one cell wide.
    public void add(long style, String text) {
      pen.style(style, PLAIN);
      text.codePoints().forEach(each -> pen.print(each, 1, Integer.MAX_VALUE));
    }

    /// What was added since the last time, and the end of its style.
    public String take() {
      pen.style(Style.DEFAULT, PLAIN);
      String text = new String(pen.out().copy(), StandardCharsets.UTF_8);
      pen.out().clear();
      return text;
    }
  }
}
