package agenttui.ui.sheet;

import agenttui.term.Width;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.AbstractInteractableComponent;
import com.googlecode.lanterna.gui2.InteractableRenderer;
import com.googlecode.lanterna.gui2.TextGUIGraphics;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.input.MouseAction;
import com.googlecode.lanterna.input.MouseActionType;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A list with a cursor: options beside each other, or rows that can be marked. Keys: arrows or `h
/// j k l`, `g G`, Space marks, Enter goes on.
final class Pick extends AbstractInteractableComponent<Pick> {
  private final Ink ink;
  private final boolean vertical;
  private final IntFunction<List<Words.Piece>> row;
  private final Runnable mark;
  private int count;
  private int cursor;
  private int top;
  private boolean keeps;

  /// @param vertical rows, else options beside each other
  /// @param row how an entry reads
  /// @param mark what Space does with the entry under the cursor
  Pick(Ink ink, boolean vertical, int count, IntFunction<List<Words.Piece>> row, Runnable mark) {
    this.ink = ink;
    this.vertical = vertical;
    this.count = count;
    this.row = row;
    this.mark = mark;
  }

  /// Lets arrows stay at either end: for a list that is all of a form but its buttons, so that one
  /// more arrow and Enter are never a *No*.
  Pick keeping() {
    keeps = true;
    return this;
  }

  int cursor() {
    return cursor;
  }

  void cursor(int to) {
    cursor = Math.clamp(to, 0, Math.max(0, count - 1));
  }

  void count(int now) {
    count = now;
    cursor(cursor);
  }

  @Override
  public @Nullable TerminalPosition getCursorLocation() {
    return null;
  }

  @Override
  protected Result handleKeyStroke(KeyStroke key) {
    if (key instanceof MouseAction mouse) {
      return click(mouse);
    }
    KeyType type = key.getKeyType();
    char letter = type == KeyType.Character ? key.getCharacter() : 0;
    if (letter == ' ') {
      mark.run();
      return Result.HANDLED;
    }
    if (type == KeyType.Enter || type == KeyType.Tab) {
      return Result.MOVE_FOCUS_NEXT;
    }
    if (type == KeyType.ReverseTab) {
      return Result.MOVE_FOCUS_PREVIOUS;
    }
    if (letter == 'g' || letter == 'G') {
      cursor(letter == 'g' ? 0 : count - 1);
      return Result.HANDLED;
    }
    boolean back =
        vertical
            ? type == KeyType.ArrowUp || letter == 'k'
            : type == KeyType.ArrowLeft || letter == 'h';
    boolean on =
        vertical
            ? type == KeyType.ArrowDown || letter == 'j'
            : type == KeyType.ArrowRight || letter == 'l';
    if (back || on) {
      return step(back ? -1 : 1, letter == 0);
    }
    if (!vertical && (type == KeyType.ArrowUp || type == KeyType.ArrowDown)) {
      return type == KeyType.ArrowUp ? Result.MOVE_FOCUS_PREVIOUS : Result.MOVE_FOCUS_NEXT;
    }
    return Result.UNHANDLED;
  }

  private Result step(int by, boolean arrow) {
    int before = cursor;
    cursor(cursor + by);
    if (cursor == before && vertical && arrow && !keeps) {
      return by < 0 ? Result.MOVE_FOCUS_PREVIOUS : Result.MOVE_FOCUS_NEXT;
    }
    return Result.HANDLED;
  }

  private Result click(MouseAction mouse) {
    if (mouse.getActionType() == MouseActionType.CLICK_DOWN && vertical) {
      cursor(top + mouse.getPosition().getRow() - getGlobalPosition().getRow());
      mark.run();
    }
    return Result.HANDLED;
  }

  @Override
  protected InteractableRenderer<Pick> createDefaultRenderer() {
    return new InteractableRenderer<>() {
      @Override
      public @Nullable TerminalPosition getCursorLocation(Pick pick) {
        return null;
      }

      @Override
      public TerminalSize getPreferredSize(Pick pick) {
        return new TerminalSize(1, 1);
      }

      @Override
      public void drawComponent(TextGUIGraphics graphics, Pick pick) {
        if (pick.vertical) {
          pick.drawRows(graphics);
        } else {
          pick.drawOptions(graphics);
        }
      }
    };
  }

  private void drawRows(TextGUIGraphics graphics) {
    int rows = graphics.getSize().getRows();
    int columns = graphics.getSize().getColumns();
    top = Math.clamp(top, Math.max(0, cursor - rows + 1), cursor);
    for (int i = top; i < Math.min(count, top + rows); i++) {
      Ink.Role ground = isFocused() && i == cursor ? Ink.Role.SELECT : Ink.Role.TEXT;
      ink.use(graphics, Ink.Role.TEXT, ground);
      graphics.putString(0, i - top, " ".repeat(columns));
      Words.draw(ink, graphics, 0, i - top, columns, row.apply(i), ground);
    }
  }

  /// The first option that is drawn: with all of them where there is room, else so far on that the
  /// one under the cursor is seen.
  private int first(int limit) {
    int first = 0;
    while (first < cursor && width(first, cursor) > limit) {
      first++;
    }
    return first;
  }

  private int width(int from, int to) {
    int width = 0;
    for (int i = from; i <= to; i++) {
      width += 1;
      for (Words.Piece piece : row.apply(i)) {
        width += 2 + Width.of(piece.text());
      }
    }
    return width;
  }

  private void drawOptions(TextGUIGraphics graphics) {
    int at = 0;
    int limit = graphics.getSize().getColumns();
    for (int i = first(limit); i < count; i++) {
      Ink.Role role = i == cursor ? Ink.Role.SELECT : Ink.Role.TEXT;
      for (Words.Piece piece : row.apply(i)) {
        List<Words.Piece> padded = List.of(new Words.Piece(" " + piece.text() + " ", role));
        at = Words.draw(ink, graphics, at, 0, limit, padded, Ink.Role.TEXT) + 1;
      }
    }
  }
}
