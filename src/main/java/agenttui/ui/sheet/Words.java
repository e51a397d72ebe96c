package agenttui.ui.sheet;

import agenttui.term.Width;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.gui2.AbstractComponent;
import com.googlecode.lanterna.gui2.ComponentRenderer;
import com.googlecode.lanterna.gui2.TextGUIGraphics;
import java.util.List;
import java.util.function.Supplier;

/// One line of text in several colours.
final class Words extends AbstractComponent<Words> {
  private final Ink ink;
  private final Supplier<List<Piece>> pieces;
  private final Ink.Role ground;

  /// A part of a line.
  record Piece(String text, Ink.Role role) {
    static Piece of(String text, Ink.Role role) {
      return new Piece(text, role);
    }
  }

  /// @param pieces asked for when it is drawn
  Words(Ink ink, Ink.Role ground, Supplier<List<Piece>> pieces) {
    this.ink = ink;
    this.ground = ground;
    this.pieces = pieces;
  }

  @Override
  protected ComponentRenderer<Words> createDefaultRenderer() {
    return new ComponentRenderer<>() {
      @Override
      public TerminalSize getPreferredSize(Words words) {
        return new TerminalSize(1, 1);
      }

      @Override
      public void drawComponent(TextGUIGraphics graphics, Words words) {
        int columns = graphics.getSize().getColumns();
        Words.draw(ink, graphics, 0, 0, columns, pieces.get(), ground);
      }
    };
  }

  /// Draws pieces one after the other, cut at the limit; returns the column after the last.
  static int draw(
      Ink ink,
      TextGUIGraphics graphics,
      int column,
      int row,
      int limit,
      List<Piece> pieces,
      Ink.Role ground) {
    int at = column;
    for (Piece piece : pieces) {
      String text = Ink.cut(piece.text(), limit - at);
      ink.use(graphics, piece.role(), piece.role().filled() ? piece.role() : ground);
      graphics.putString(at, row, text);
      at += Width.of(text);
    }
    return at;
  }
}
