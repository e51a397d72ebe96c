package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Key;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.SimpleTheme;
import com.googlecode.lanterna.gui2.BasicWindow;
import com.googlecode.lanterna.gui2.DefaultWindowManager;
import com.googlecode.lanterna.gui2.EmptySpace;
import com.googlecode.lanterna.gui2.EmptyWindowDecorationRenderer;
import com.googlecode.lanterna.gui2.MultiWindowTextGUI;
import com.googlecode.lanterna.gui2.SameTextGUIThread;
import com.googlecode.lanterna.gui2.TextBox;
import com.googlecode.lanterna.gui2.Window;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question as cells, driven by keys. Event loop only. Lanterna never waits here: keys are
/// queued, then everything pending is done in one call.
public final class Content {
  private static final Map<Integer, KeyType> KEYS =
      Map.ofEntries(
          Map.entry(Key.ENTER, KeyType.Enter),
          Map.entry(Key.KP_ENTER, KeyType.Enter),
          Map.entry(Key.BACKSPACE, KeyType.Backspace),
          Map.entry(Key.DELETE, KeyType.Delete),
          Map.entry(Key.LEFT, KeyType.ArrowLeft),
          Map.entry(Key.RIGHT, KeyType.ArrowRight),
          Map.entry(Key.UP, KeyType.ArrowUp),
          Map.entry(Key.DOWN, KeyType.ArrowDown),
          Map.entry(Key.HOME, KeyType.Home),
          Map.entry(Key.END, KeyType.End),
          Map.entry(Key.PAGE_UP, KeyType.PageUp),
          Map.entry(Key.PAGE_DOWN, KeyType.PageDown));

  private final Ink ink;
  private final OffScreen screen = new OffScreen(80, 10);
  private final MultiWindowTextGUI gui;
  private final BasicWindow window = new BasicWindow();
  private Form form;
  private int columns = 80;
  private int rows = 10;

  /// Characters that the field with the focus could not hold.
  private int leftOut;

  private Content(Form form, Ink ink) {
    this.form = form;
    this.ink = ink;
    gui =
        new MultiWindowTextGUI(
            new SameTextGUIThread.Factory(),
            screen,
            new DefaultWindowManager(new EmptyWindowDecorationRenderer(), screen.getTerminalSize()),
            null,
            new EmptySpace());
  }

  /// Lays a question out.
  public static Content of(Question question, Ink ink) {
    Content content = new Content(Form.of(question, ink), ink);
    content.colours();
    content.window.setHints(List.of(Window.Hint.FULL_SCREEN, Window.Hint.NO_DECORATIONS));
    content.window.setComponent(content.form.root());
    content.gui.addWindow(content.window);
    content.update();
    return content;
  }

  private void colours() {
    TextColor text = ink.foreground(Ink.Role.TEXT);
    TextColor ground = ink.background(Ink.Role.TEXT);
    TextColor field = ink.foreground(Ink.Role.FIELD);
    TextColor fieldGround = ink.background(Ink.Role.FIELD);
    gui.setTheme(
        SimpleTheme.makeTheme(false, text, ground, field, fieldGround, field, fieldGround, ground));
  }

  /// Shows a newer version of the question; cursor and focus stay where that makes sense.
  public void renew(Question newer) {
    if (form instanceof FindForm old && newer instanceof Question.Find find) {
      old.take(find);
      update();
      return;
    }
    Form next = Form.of(newer, ink);
    int part = form instanceof MergeForm old ? old.part() : 0;
    if (next instanceof MergeForm now && form instanceof MergeForm old) {
      now.takeCursor(old);
    }
    if (form instanceof HeldForm old && newer instanceof Question.Held held && old.take(held)) {
      update();
      return;
    }
    form = next;
    window.setComponent(form.root());
    fit(columns, rows);
    if (form instanceof MergeForm now) {
      now.focusPart(part);
      update();
    }
  }

  /// Columns that it wants.
  public int wantedColumns() {
    return form.columns();
  }

  /// Rows that it wants at a width, without the top rule.
  public int wantedRows(int atColumns) {
    return form.rows(atColumns);
  }

  /// Whether it needs the whole screen.
  public boolean page() {
    return form.page();
  }

  /// Words at the right of the top rule.
  public String right() {
    return form.right();
  }

  /// Rows that hold a light rule with a heading.
  public List<Integer> rules() {
    return List.copyOf(form.rules());
  }

  /// Which step of several it shows.
  public int step() {
    return form.step();
  }

  /// Keys that work, for the hint rule; before them what a field could not hold, so that nobody
  /// sends a text that lacks something without knowing.
  public List<KeyHint> hints() {
    if (leftOut == 0 || !typing()) {
      return form.hints();
    }
    List<KeyHint> hints = new ArrayList<>(form.hints());
    hints.addFirst(new KeyHint(leftOut == 1 ? "1 character" : leftOut + " characters", "left out"));
    return hints;
  }

  /// Gives it so many cells and draws it.
  ///
  /// @param asPage without a ground of its own
  public void fit(int toColumns, int toRows, boolean asPage) {
    ink.page(asPage);
    colours();
    fit(toColumns, toRows);
  }

  private void fit(int toColumns, int toRows) {
    if (toColumns != columns || toRows != rows) {
      columns = toColumns;
      rows = toRows;
      screen.resize(toColumns, toRows);
    }
    update();
  }

  private void update() {
    form.arrange(columns, rows);
    try {
      gui.getGUIThread().processEventsAndUpdate();
    } catch (IOException e) {
      throw new UncheckedIOException("a screen in memory cannot fail", e);
    }
  }

  /// Cell texts, row by row, as in a frame.
  public int[] text() {
    return screen.text();
  }

  /// Cell styles, row by row.
  public long[] style() {
    return screen.style();
  }

  /// Cells in a row.
  public int columns() {
    return screen.getTerminalSize().getColumns();
  }

  /// Where the text cursor is, if the field with the focus has one: column and row.
  public Optional<int[]> cursor() {
    TerminalPosition at = typing() ? gui.getCursorPosition() : null;
    return Optional.ofNullable(at).map(p -> new int[] {p.getColumn(), p.getRow()});
  }

  /// Whether letters go into a field, where they mean nothing by themselves.
  public boolean typing() {
    return window.getFocusedInteractable() instanceof TextBox;
  }

  /// Takes a key.
  public Optional<Answer> key(Key key) {
    startAfresh();
    if (typing()) {
      leftOut += beyond(key.text());
    }
    if (key.code() == Key.ESCAPE) {
      form.escape();
    } else {
      KeyStroke stroke = stroke(key);
      if (stroke != null && !before(stroke)) {
        type(stroke);
      }
    }
    return answer();
  }

  /// An empty field lacks nothing.
  private void startAfresh() {
    if (!(window.getFocusedInteractable() instanceof TextBox box) || box.getText().isEmpty()) {
      leftOut = 0;
    }
  }

  /// How many characters are beyond the basic plane: Lanterna's fields count, draw and delete them
  /// by halves.
  private static int beyond(String text) {
    return (int) text.codePoints().filter(c -> c > Character.MAX_VALUE).count();
  }

  /// Keys that do not go to the component with the focus.
  private boolean before(KeyStroke stroke) {
    if (window.getFocusedInteractable() instanceof TextBox box
        && stroke.getKeyType() == KeyType.Character
        && stroke.isCtrlDown()) {
      edit(box, stroke.getCharacter());
      return true;
    }
    if (form.key(stroke.getKeyType())) {
      return true;
    }
    return !typing()
        && stroke.getKeyType() == KeyType.Character
        && !stroke.isCtrlDown()
        && !stroke.isAltDown()
        && form.letter(stroke.getCharacter());
  }

  /// The keys of a shell's line.
  private void edit(TextBox box, char letter) {
    String text = box.getText();
    int caret = Math.min(box.getCaretPosition().getColumn(), text.length());
    switch (letter) {
      case 'a' -> box.setCaretPosition(0);
      case 'e' -> box.setCaretPosition(text.length());
      case 'u' -> {
        box.setText(text.substring(caret));
        box.setCaretPosition(0);
      }
      case 'k' -> box.setText(text.substring(0, caret));
      case 'w' -> {
        String before = text.substring(0, caret).stripTrailing();
        int from = before.lastIndexOf(' ') + 1;
        box.setText(text.substring(0, from) + text.substring(caret));
        box.setCaretPosition(from);
      }
      default -> {
        return;
      }
    }
    update();
    form.typed();
  }

  private void type(KeyStroke stroke) {
    screen.type(stroke);
    update();
    form.typed();
  }

  /// Takes pasted text into the field with the focus, which has one line; without a field it is
  /// dropped. A paste answers nothing. [#hints] says what the field could not hold.
  public Optional<Answer> paste(String text) {
    startAfresh();
    if (window.getFocusedInteractable() instanceof TextBox box) {
      leftOut += beyond(text);
      // At once: key by key, a megabyte would keep the loop for minutes.
      String piece = line(text, form.lines() ? Question.Entering.BREAK : ' ');
      String before = box.getText();
      int caret = Math.min(box.getCaretPosition().getColumn(), before.length());
      box.setText(before.substring(0, caret) + piece + before.substring(caret));
      box.setCaretPosition(caret + piece.length());
      update();
      form.typed();
    }
    return answer();
  }

  /// Lines as one line of what can be typed.
  private static String line(String text, char between) {
    StringBuilder line = new StringBuilder();
    String lines = text.replaceAll("[\r\n]+$", "").replace("\r\n", "\n").replace('\r', '\n');
    for (int i = 0; i < lines.length(); i++) {
      char c = lines.charAt(i);
      if (c == '\n' || c == '\t') {
        line.append(c == '\n' ? between : ' ');
      } else if (types(c)) {
        line.append(c);
      }
    }
    return line.toString();
  }

  /// What Lanterna can hold in one cell: no control or format character, nothing beyond the basic
  /// plane.
  private static boolean types(char c) {
    return c == '\t'
        || (!Character.isISOControl(c)
            && !Character.isSurrogate(c)
            && !Ink.plain(Character.toString(c)).startsWith("‹"));
  }

  /// Takes a click; cells are its own.
  public Optional<Answer> click(int column, int row) {
    screen.type(new MouseAction(MouseActionType.CLICK_DOWN, 1, new TerminalPosition(column, row)));
    return answer();
  }

  private Optional<Answer> answer() {
    update();
    return form.takeAnswer();
  }

  private static @Nullable KeyStroke stroke(Key key) {
    boolean ctrl = (key.modifiers() & Key.CTRL) != 0;
    boolean alt = (key.modifiers() & Key.ALT) != 0;
    boolean shift = (key.modifiers() & Key.SHIFT) != 0;
    if (key.code() == Key.TAB) {
      return new KeyStroke(shift ? KeyType.ReverseTab : KeyType.Tab);
    }
    KeyType type = KEYS.get(key.code());
    if (type != null) {
      return new KeyStroke(type, ctrl, alt, shift);
    }
    if (ctrl && key.code() >= 'a' && key.code() <= 'z') {
      return new KeyStroke((char) key.code(), true, alt);
    }
    String typed = key.text();
    return typed.length() == 1 && types(typed.charAt(0))
        ? new KeyStroke(typed.charAt(0), ctrl, alt)
        : null;
  }
}
