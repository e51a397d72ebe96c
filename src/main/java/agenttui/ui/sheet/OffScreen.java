package agenttui.ui.sheet;

import agenttui.term.Screen;
import agenttui.term.Style;
import agenttui.term.Width;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.screen.AbstractScreen;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A Lanterna screen in memory: keys come from a queue, cells go into arrays packed as frames are.
final class OffScreen extends AbstractScreen {
  private final Deque<KeyStroke> keys = new ArrayDeque<>();
  private int[] text = {};
  private long[] style = {};

  OffScreen(int columns, int rows) {
    super(new TerminalSize(columns, rows));
  }

  void resize(int columns, int rows) {
    addResizeRequest(new TerminalSize(columns, rows));
  }

  void type(KeyStroke key) {
    keys.add(key);
  }

  int[] text() {
    return text;
  }

  long[] style() {
    return style;
  }

  @Override
  public void startScreen() {}

  @Override
  public void stopScreen() {}

  @Override
  public @Nullable KeyStroke pollInput() {
    return keys.poll();
  }

  @Override
  public @Nullable KeyStroke readInput() {
    return keys.poll();
  }

  @Override
  public void refresh(RefreshType type) {
    TerminalSize size = getTerminalSize();
    int columns = size.getColumns();
    int rows = size.getRows();
    text = new int[columns * rows];
    style = new long[columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int at = row * columns + column;
        TextCharacter cell = getBackBuffer().getCharacterAt(column, row);
        int codePoint = cell.getCharacterString().codePointAt(0);
        int width = Width.of(codePoint);
        // As wide as we say, not Lanterna: nothing goes beyond the last column.
        boolean shows = codePoint != ' ' && width > 0 && column + width <= columns;
        text[at] = shows ? codePoint : 0;
        style[at] = style(cell);
        if (shows && width == 2) {
          column++;
          text[at + 1] = Screen.TAIL;
          style[at + 1] = style[at];
        }
      }
    }
    getBackBuffer().copyTo(getFrontBuffer());
  }

  private static long style(TextCharacter cell) {
    long style = Style.withForeground(Style.DEFAULT, colour(cell.getForegroundColor()));
    style = Style.withBackground(style, colour(cell.getBackgroundColor()));
    style |= cell.isBold() ? Style.BOLD : 0;
    style |= cell.isReversed() ? Style.INVERSE : 0;
    return cell.isUnderlined() ? Style.withUnderline(style, 1) : style;
  }

  private static int colour(TextColor colour) {
    return switch (colour) {
      case TextColor.RGB rgb ->
          Style.direct(rgb.getRed() << 16 | rgb.getGreen() << 8 | rgb.getBlue());
      case TextColor.ANSI ansi when Ink.SIXTEEN.contains(ansi) ->
          Style.palette(Ink.SIXTEEN.indexOf(ansi));
      default -> Style.NO_COLOUR;
    };
  }
}
