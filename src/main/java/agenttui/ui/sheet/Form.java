package agenttui.ui.sheet;

import agenttui.mux.Question;
import agenttui.term.Width;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.AbsoluteLayout;
import com.googlecode.lanterna.gui2.Button;
import com.googlecode.lanterna.gui2.Component;
import com.googlecode.lanterna.gui2.Interactable;
import com.googlecode.lanterna.gui2.Panel;
import com.googlecode.lanterna.gui2.TextGUIGraphics;
import com.googlecode.lanterna.input.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a sheet shows and what its keys do: one subclass for each kind of question.
///
/// [#arrange] puts all components anew, so whatever changes, the form is simply arranged again;
/// fields keep what they hold because they are the same objects.
abstract class Form {
  /// The column where content begins, and the free columns at the right.
  static final int MARGIN = 2;

  final Ink ink;
  private final Panel root = new Panel(new AbsoluteLayout());
  private final List<Integer> rules = new ArrayList<>();
  private @Nullable Answer answer;
  private @Nullable Interactable first;
  private @Nullable Interactable next;

  Form(Ink ink) {
    this.ink = ink;
  }

  /// The form of a question.
  static Form of(Question question, Ink ink) {
    return switch (question) {
      case Question.Confirm confirm -> new ConfirmForm(confirm, ink);
      case Question.ForkForm fork -> new ForkDialog(fork, ink);
      case Question.MergePage merge -> new MergeForm(merge, ink);
      case Question.SignalChoice signal -> new SignalForm(signal, ink);
      case Question.Choose choose -> new ChooseForm(choose, ink);
      case Question.Preview preview -> new PreviewForm(preview, ink);
      case Question.Finder finder -> new FinderForm(finder, ink, "", "");
      case Question.Find find -> new FindForm(find, ink);
      case Question.Trying trying ->
          new FinderForm(trying.finder(), ink, trying.tries(), trying.leave());
      case Question.Form settings -> new SettingsForm(settings, ink);
      case Question.Entering entering -> new EnterForm(entering, ink);
      case Question.Menu menu -> new MenuForm(menu, ink);
      case Question.Help help -> new HelpForm(help, ink);
      case Question.Notice notice -> new NoticeForm(notice, ink);
      case Question.Held held -> new HeldForm(held, ink);
      case Question.Waiting waiting -> new WaitingForm(waiting, ink);
    };
  }

  /// Columns that it wants.
  int columns() {
    return Integer.MAX_VALUE;
  }

  /// Rows that it wants, without the top rule.
  abstract int rows(int columns);

  /// Puts its components into so many cells, by [#put], [#line] and [#rule].
  abstract void fill(int columns, int rows);

  /// Keys for the hint rule: key and words.
  abstract List<KeyHint> hints();

  /// Whether it needs the whole screen.
  boolean page() {
    return false;
  }

  /// Words at the right of the top rule.
  String right() {
    return "";
  }

  /// A letter that no field took; returns whether it meant something.
  boolean letter(char letter) {
    return false;
  }

  /// A key that no letter is, before the component with the focus gets it; returns whether it meant
  /// something.
  boolean key(KeyType type) {
    return false;
  }

  /// Whether its field keeps the breaks of pasted lines, each shown as a mark.
  boolean lines() {
    return false;
  }

  /// Something was typed or pasted into a field.
  void typed() {}

  /// Which step of several it shows: at another one it takes no letter for a moment.
  int step() {
    return 0;
  }

  /// Esc: usually leaves.
  void escape() {
    close();
  }

  final Panel root() {
    return root;
  }

  final List<Integer> rules() {
    return rules;
  }

  /// Lays everything out anew; the focus stays where it is, unless [#focus] said where it goes.
  final void arrange(int columns, int rows) {
    Interactable focused =
        root.getBasePane() == null ? null : root.getBasePane().getFocusedInteractable();
    root.removeAllComponents();
    rules.clear();
    first = null;
    fill(columns, rows);
    Interactable kept = next != null && next.isInside(root) ? next : focused;
    next = null;
    Interactable wanted = kept != null && kept.isInside(root) ? kept : first;
    if (wanted != null && root.getBasePane() != null) {
      wanted.takeFocus();
    }
  }

  /// Places a component.
  final void put(Component component, int column, int row, int columns, int rows) {
    component.setPosition(new TerminalPosition(column, row));
    component.setSize(new TerminalSize(Math.max(1, columns), Math.max(1, rows)));
    root.addComponent(component);
    if (first == null && component instanceof Interactable interactable) {
      first = interactable;
    }
  }

  /// Makes an interactable the one that has the focus at first.
  final void first(Interactable interactable) {
    first = interactable;
  }

  /// Gives an interactable the focus when all is laid out the next time, if it is placed then.
  final void focus(Interactable interactable) {
    next = interactable;
  }

  final void line(int column, int row, int columns, Words.Piece... pieces) {
    put(new Words(ink, Ink.Role.TEXT, () -> List.of(pieces)), column, row, columns, 1);
  }

  /// A light rule over all columns with a heading.
  final void rule(int row, int columns, Words.Piece... heading) {
    rules.add(row);
    List<Words.Piece> pieces = new ArrayList<>();
    pieces.add(Words.Piece.of(" ", Ink.Role.TEXT));
    pieces.addAll(List.of(heading));
    pieces.add(Words.Piece.of(" ", Ink.Role.TEXT));
    put(new Words(ink, Ink.Role.TEXT, () -> pieces), 1, row, columns - 1, 1);
  }

  /// A button; `danger` draws its label red.
  final Button button(String label, boolean danger, Runnable action) {
    Button button = new Button(Ink.plain(label), action);
    return button.setRenderer(new ButtonLook(ink, danger));
  }

  /// Puts two buttons at the right end of a row, and gives the column of the left one.
  ///
  /// @param next the one of them that the focus reaches first
  final int buttons(int row, int columns, Button next, Button left, Button right) {
    int end = columns - MARGIN;
    int second = Math.max(0, end - ButtonLook.width(right));
    int start = Math.max(0, second - 2 - ButtonLook.width(left));
    Button last = next.equals(left) ? right : left;
    for (Button button : List.of(next, last)) {
      put(button, button.equals(left) ? start : second, row, ButtonLook.width(button), 1);
    }
    return start;
  }

  /// Says left of the buttons why Enter did nothing.
  ///
  /// @param left the column of the left button
  final void unmarked(int row, int left) {
    String words = Ink.cut("mark at least one", left - 2 * MARGIN);
    int at = left - MARGIN - Width.of(words);
    if (!words.isEmpty()) {
      line(at, row, left - at, Words.Piece.of(words, Ink.Role.MUTED));
    }
  }

  final void close() {
    answer = new Answer("", false);
  }

  /// Runs a command line; an empty one only closes.
  final void run(String command) {
    answer = new Answer(command, false);
  }

  /// Asks again with a command line, staying open.
  final void ask(String command) {
    answer = new Answer(command, true);
  }

  final Optional<Answer> takeAnswer() {
    Optional<Answer> taken = Optional.ofNullable(answer);
    answer = null;
    return taken;
  }

  /// A word of a command line, quoted as a shell does where that is needed.
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@%+=,][A-Za-z0-9_./:@%+=,-]*")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }

  static KeyHint hint(String key, String words) {
    return new KeyHint(key, words);
  }

  /// How a button looks: two blanks at either side, filled.
  static final class ButtonLook implements Button.ButtonRenderer {
    private final Ink ink;
    private final boolean danger;

    ButtonLook(Ink ink, boolean danger) {
      this.ink = ink;
      this.danger = danger;
    }

    static int width(Button button) {
      return Width.of(button.getLabel()) + 4;
    }

    @Override
    public @Nullable TerminalPosition getCursorLocation(Button button) {
      return null;
    }

    @Override
    public TerminalSize getPreferredSize(Button button) {
      return new TerminalSize(width(button), 1);
    }

    @Override
    public void drawComponent(TextGUIGraphics graphics, Button button) {
      Ink.Role ground = button.isFocused() ? Ink.Role.SELECT : Ink.Role.FIELD;
      Ink.Role role = !button.isEnabled() ? Ink.Role.MUTED : danger ? Ink.Role.BAD : ground;
      ink.use(graphics, role, ground);
      graphics.putString(0, 0, "  " + button.getLabel() + "  ");
    }
  }
}
