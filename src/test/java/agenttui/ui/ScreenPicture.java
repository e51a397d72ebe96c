package agenttui.ui;

import agenttui.term.Emulator;
import agenttui.term.Palette;
import agenttui.term.Size;
import agenttui.term.Style;
import agenttui.ui.theme.Theme;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Draws frames as PNG files, to be looked at beside the pictures of the design or of another
/// terminal: run its `main` with a directory, or with a capture and its size.
final class ScreenPicture {
  private static final int WIDTH = 9;
  private static final int HEIGHT = 19;
  private static final int MARGIN = 10;
  private static final Color CANVAS = new Color(0x14171c);
  private static final Color TEXT = new Color(0xd3d9e3);
  private static final Color LIGHT = new Color(0xfafafa);
  private static final Color TEXT_ON_LIGHT = new Color(0x24292f);
  private static final String FONTS = "/usr/share/fonts/truetype/dejavu/";

  private final Frame frame;
  private final Color canvas;
  private final Color text;
  private final Font plain;
  private final Font bold;

  private ScreenPicture(Frame frame, boolean light, Font plain, Font bold) {
    this.frame = frame;
    this.canvas = light ? LIGHT : CANVAS;
    this.text = light ? TEXT_ON_LIGHT : TEXT;
    this.plain = plain;
    this.bold = bold;
  }

  /// @param light whether the terminal's own ground is light
  static BufferedImage of(Frame frame, boolean light) {
    try {
      Font plain = Font.createFont(Font.TRUETYPE_FONT, new File(FONTS + "DejaVuSansMono.ttf"));
      Font bold = Font.createFont(Font.TRUETYPE_FONT, new File(FONTS + "DejaVuSansMono-Bold.ttf"));
      return new ScreenPicture(frame, light, plain.deriveFont(15f), bold.deriveFont(15f)).draw();
    } catch (Exception e) {
      throw new IllegalStateException("no fonts to draw with", e);
    }
  }

  private BufferedImage draw() {
    int width = frame.columns() * WIDTH + 2 * MARGIN;
    int height = frame.rows() * HEIGHT + 2 * MARGIN;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(canvas);
    graphics.fillRect(0, 0, width, height);
    for (int row = 0; row < frame.rows(); row++) {
      for (int column = 0; column < frame.columns(); column++) {
        cell(graphics, column, row);
      }
    }
    return image;
  }

  private void cell(Graphics2D graphics, int column, int row) {
    String text = frame.text(column, row);
    if (text.isEmpty()) {
      return;
    }
    long style = frame.style(column, row);
    int x = MARGIN + column * WIDTH;
    int y = MARGIN + row * HEIGHT;
    Color foreground = colour(Style.foreground(style), this.text);
    Color background = colour(Style.background(style), canvas);
    boolean cursor =
        frame.cursorVisible() && frame.cursorColumn() == column && frame.cursorRow() == row;
    if (((style & Style.INVERSE) != 0) != cursor) {
      Color swap = foreground;
      foreground = background;
      background = swap;
    }
    int cells = column + 1 < frame.columns() && frame.text(column + 1, row).isEmpty() ? 2 : 1;
    graphics.setColor(background);
    graphics.fillRect(x, y, WIDTH * cells, HEIGHT);
    graphics.setColor((style & Style.DIM) != 0 ? foreground.darker() : foreground);
    char first = text.charAt(0);
    if (first >= 0x2500 && first <= 0x254B) {
      line(graphics, first, x, y);
    } else {
      graphics.setFont((style & Style.BOLD) != 0 ? bold : plain);
      graphics.drawString(text, x, y + 14);
    }
    if (Style.underline(style) > 0) {
      graphics.fillRect(x, y + HEIGHT - 3, WIDTH * cells, 1);
    }
  }

  /// Lines are drawn to the cell's edges, as terminals do: the names of the characters say which
  /// arms they have.
  private static void line(Graphics2D graphics, char c, int x, int y) {
    String name = Character.getName(c);
    int middleX = x + WIDTH / 2;
    int middleY = y + HEIGHT / 2;
    arm(graphics, weight(name, "LEFT", "HORIZONTAL"), x, middleY, middleX - x + 1, true);
    arm(graphics, weight(name, "RIGHT", "HORIZONTAL"), middleX, middleY, x + WIDTH - middleX, true);
    arm(graphics, weight(name, "UP", "VERTICAL"), middleX, y, middleY - y + 1, false);
    arm(graphics, weight(name, "DOWN", "VERTICAL"), middleX, middleY, y + HEIGHT - middleY, false);
  }

  private static void arm(
      Graphics2D graphics, int weight, int x, int y, int length, boolean across) {
    int thick = weight == 2 ? 3 : 1;
    if (weight > 0 && across) {
      graphics.fillRect(x, y - thick / 2, length, thick);
    } else if (weight > 0) {
      graphics.fillRect(x - thick / 2, y, thick, length);
    }
  }

  /// 0, 1 or 2 for an arm, read from a name as `BOX DRAWINGS RIGHT LIGHT AND LEFT DOWN HEAVY`.
  private static int weight(String name, String arm, String both) {
    String rest = name.replace("BOX DRAWINGS ", "");
    if (rest.startsWith("LIGHT ") || rest.startsWith("HEAVY ")) {
      boolean has = rest.contains(arm) || rest.contains(both);
      return has ? rest.startsWith("HEAVY") ? 2 : 1 : 0;
    }
    for (String part : rest.split(" AND ")) {
      if (part.contains(arm) || part.contains(both)) {
        return part.endsWith("HEAVY") ? 2 : 1;
      }
    }
    return 0;
  }

  private static Color colour(int colour, Color otherwise) {
    if (colour == Style.NO_COLOUR) {
      return otherwise;
    }
    int value = Style.value(colour);
    return new Color(Style.isPalette(colour) ? Palette.XTERM.colour(value) : value);
  }

  static void write(Frame frame, Path file) throws IOException {
    ImageIO.write(of(frame, false), "png", file.toFile());
  }

  /// What a terminal of some size shows of rows of text with escape sequences, as `capture-pane -e`
  /// prints them.
  private static Frame captured(Path file, int columns, int rows) throws IOException {
    Emulator emulator = new Emulator(new Size(columns, rows), 0);
    String text = Files.readString(file).replaceAll("\n+$", "").replace("\n", "\r\n");
    emulator.feed(text.getBytes(StandardCharsets.UTF_8));
    Frame frame = new Frame(columns, rows, new Glyphs());
    for (int row = 0; row < rows; row++) {
      frame.copy(emulator.screen(), row, 0, columns, 0, row);
    }
    return frame;
  }

  /// Draws all pictures of the story into a directory, or `FILE COLUMNS ROWS`: a capture, beside
  /// it.
  public static void main(String[] args) throws IOException {
    if (args.length == 3) {
      Frame frame =
          captured(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      write(frame, Path.of(args[0] + ".png"));
      return;
    }
    Path directory = Files.createDirectories(Path.of(args[0]));
    for (Theme theme : ScreenGoldenTest.THEMES) {
      boolean light = theme.name().equals("light");
      for (ScreenGoldenTest.Picture picture : ScreenGoldenTest.pictures()) {
        Path file = directory.resolve(theme.name() + "-" + picture.file() + ".png");
        ImageIO.write(of(picture.frame(theme), light), "png", file.toFile());
      }
    }
  }
}
